"""Whom words are about: the one state that the content of a verbal act names beside its two sides."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.thirds import take_concerned

ABOUT_OTHERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
"""Types of acts in words that can be about somebody who is neither their doer nor their recipient."""

CONTENT = frozenset({"ccomp", "xcomp", "pcomp"})
"""Labels of the clauses that say what words are about."""

ASIDE = frozenset({"relcl", "acl", "advcl", "appos", "parataxis"})
"""Labels at which a remark begins that is no part of what is said."""

NAMING = frozenset({"name", "metonym", "short", "epithet"})
"""Forms of mention that name a state; what is merely of it ("the Bolivian press") is not it."""

PLACED = frozenset("in from at to across near inside into out throughout".split())
"""Prepositions behind which a state is where something is, and not whom it concerns."""


def take_subject(candidate: Candidate, kind: str, index: ActorIndex) -> None:
    """Make the state that an act's content is about its third party, where there is just one and none is known.

    "Norway accused Chile of arming Bolivia" is about Bolivia. Where the content names none, the reason can, and what
    the doer says along with the act.
    """
    if candidate.third_parties or candidate.inner is not None:
        return
    if kind in ABOUT_OTHERS and candidate.recipients:
        _take_content(candidate, index)
    if not candidate.third_parties:
        take_concerned(candidate, kind, index)


def _take_content(candidate: Candidate, index: ActorIndex) -> None:
    sides = {index.get(side).country for side in (*candidate.actors, *candidate.recipients)}
    found: dict[str, str] = {}
    for mention in index.mentions(candidate.sentence.start, candidate.sentence.end):
        actor = index.get(mention.actor)
        here = mention.sentence == candidate.sentence.index and mention.form in NAMING
        if here and actor.kind == "country" and actor.country is not None:
            head = candidate.trigger.doc[mention.head]
            if _is_in_content(head, candidate.trigger):
                found.setdefault(actor.country, mention.actor)
    others = [actor for country, actor in found.items() if country not in sides]
    if len(others) == 1:
        candidate.third_parties = (others[0],)
        candidate.why = (*candidate.why, "third party: the one state besides that its content names")


def _is_in_content(token: Token, trigger: Token) -> bool:
    """Tell whether a token stands in what an act says, on the way up to its word, and is no place or aside there."""
    first = token
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ in PLACED:
        return False
    inside = False
    while token != trigger:
        if token.head == token or token.dep_ in ASIDE:
            return False
        inside = inside or token.dep_ in CONTENT
        token = token.head
    return inside
