"""Clauses and phrases beside an act that are no complement of the word above it, and what they say of it."""

from __future__ import annotations

from spacy.tokens import Token

ADJUNCT = frozenset(
    "by after before since upon without despite through besides while when following amid during as".split()
)
"""Prepositions and conjunctions before a gerund that says how or when ("sought to gain time by taking the town")."""

ATTEMPTS = frozenset({"attempt", "effort", "bid", "recognition", "retaliation", "response"})
"""Nouns after "in" that say why something is done ("blocked aid in an attempt to force them to leave")."""

AIMS = frozenset(
    "aim goal purpose objective intention idea task job point priority strategy hope challenge way solution role step "
    "option trick duty responsibility wish dream key focus approach choice alternative ambition problem reason thing "
    "plan mission policy instinct".split()
)
"""Subjects of "is to" by which it says what something is for, and not what will be done ("its goal is to help")."""

ASKING = frozenset("call demand request order plan plea appeal right chance proposal threat need refusal".split())
"""Nouns whose infinitive is what is asked or planned, and not the day it is to be."""

OPEN = frozenset({"until", "till", "unless"})
"""Words before what has not happened yet, where the clause above is not fact either."""

WHEN = frozenset({"when", "once", "after", "before"})
"""Words before what has not happened yet, where its own verb is in the present besides."""

OPENING = frozenset("will would wo shall can could may might must should 'll 'd".split())
"""Auxiliaries of a clause that is not fact."""


def awaited(verb: Token) -> str | None:
    """Return the word by which a clause tells what is still awaited, or None.

    "The deal could not be closed *until* the troops had left", "he will speak *when* they have left".
    """
    if verb.dep_ != "advcl" or not any(c.dep_ == "aux" and c.lower_ in OPENING for c in verb.head.children):
        return None
    for child in verb.lefts:
        if child.dep_ not in {"mark", "advmod"}:
            continue
        if child.lower_ in OPEN or (child.lower_ in WHEN and _in_present(verb)):
            return child.text
    return None


def _in_present(verb: Token) -> bool:
    if verb.tag_ in {"VBZ", "VBP"}:
        return True
    return any(child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBZ", "VBP"} for child in verb.children)


def is_adjunct(node: Token, preposition: Token) -> bool:
    """Tell whether a gerund or a noun after a preposition only says how, when or to what end something is done."""
    if node.dep_ == "pcomp":
        return preposition.lower_ in ADJUNCT
    return preposition.lower_ == "in" and node.lemma_.lower() in ATTEMPTS


def is_aim(copula: Token) -> bool:
    """Tell whether "is to" says what something is for ("its goal is to help the rebels")."""
    subjects = (child for child in copula.children if child.dep_ in {"nsubj", "csubj"})
    return any(subject.lemma_.lower() in AIMS for subject in subjects)


def is_yet(verb: Token) -> bool:
    """Tell whether something has not been done so far ("has yet to answer", "is yet to answer")."""
    return verb.lemma_ in {"be", "have"} and any(child.lower_ == "yet" for child in verb.children)


def is_to_be(verb: Token) -> bool:
    """Tell whether a passive infinitive says when or where something is to be ("a summit to be held on Friday")."""
    if verb.dep_ not in {"acl", "relcl", "csubj", "csubjpass"} or verb.tag_ != "VBN":
        return False
    beside = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    noun = verb.head if verb.dep_ in {"acl", "relcl"} else None
    asked = noun is not None and noun.lemma_.lower() in ASKING
    return beside == {"to", "be"} and not asked
