"""How far the words assert a relation: whether it holds, may hold or is denied, or is only the scene of something."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.relations.patterns import RelationPattern

POLARITY = {"actual": "holds", "planned": "possible", "possible": "possible", "negated": "denied"}
LOCATED = frozenset({"mission", "presence", "conflict"})
"""Relations whose object may be the country of a place ("the embassy in London")."""


def polarity_of(token: Token, pattern: RelationPattern, modality: str, *, bare: bool, brought: bool) -> str:
    """Return whether a relation holds, is possible or is denied.

    ``bare``: no verb carries its noun; ``brought``: a verb brings about what the noun names ("could spark a war").
    """
    if _without(token):
        return "denied"
    polarity = POLARITY[modality]
    located = pattern.relation in LOCATED
    if bare and located and token.pos_ == "NOUN" and polarity == "denied":
        return "holds"
    if brought:
        return polarity
    if (pattern.relation == "border" or is_taken_for_granted(token)) and (located or polarity == "possible"):
        # what may happen to a thing ("the plan to withdraw the US troops in Syria") does not put it in doubt
        return "holds"
    return polarity


def _without(token: Token) -> bool:
    """Tell whether a noun is denied by its own determiner ("has no diplomatic relations")."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in token.children) or any(
        deep.dep_ == "det" and deep.lower_ == "no"
        for child in token.children
        if child.dep_ == "dobj"
        for deep in child.children
    )


def is_taken_for_granted(token: Token) -> bool:
    """Tell whether a noun names a relation as known ("its border with the EU", "the embassy"), claiming nothing."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"attr", "ROOT", "oprd"}:
        return False
    if token.dep_ in {"appos", "compound", "nmod"}:
        return True
    return any(child.dep_ == "poss" or child.lower_ == "the" for child in token.children) or (
        not any(child.dep_ in {"det", "nummod"} for child in token.children)
        and any(child.dep_ in {"amod", "compound", "nmod"} for child in token.lefts)
    )


def is_standing(token: Token) -> bool:
    """Tell whether a verb speaks of what goes on: the present, or the perfect of what has not ended ("has fought")."""
    if token.tag_ != "VBN":
        return token.tag_ in {"VBZ", "VBP", "VB", "VBG"}
    helped = any(child.dep_ == "aux" and child.lower_ in {"has", "have", "'ve", "’ve"} for child in token.children)
    return helped and any(child.dep_ == "prep" and child.lower_ in {"since", "for"} for child in token.children)


def is_scene(token: Token) -> bool:
    """Tell whether a noun only says where something is or happens ("lived inside the embassy since 2012")."""
    return token.dep_ == "pobj"
