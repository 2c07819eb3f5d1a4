"""Places that acts lend one another: a visit to the meetings held on it, a town to what was told of "a city" before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.merging import Draft, sides

REACH = 5
"""Sentences between two acts up to which one can lend the other its place."""

TOWNS = frozenset({"city", "town", "village", "suburb", "enclave", "neighbourhood", "neighborhood", "port"})
"""Nouns for a place that the text names only later."""

MET = frozenset({"talk", "negotiate", "host", "summit"})
"""Actions that can happen on a visit."""


def lend(drafts: Sequence[Draft], index: ActorIndex) -> None:
    """Give acts the place of another act that tells more of it, in place.

    A meeting without a place happened where one of its sides was on a visit to the other. An act at an unnamed town of
    a country ("a city in Peru") happened at the town where the same sides do the like in the sentences after it.
    """
    for number, draft in enumerate(drafts):
        if draft.action in MET and draft.place is None:
            _take(draft, next((other for other in drafts if _is_visit_of(other, draft, index)), None), "on a visit")
        elif draft.wide and _is_unnamed(draft):
            later = (other for other in drafts[number + 1 :] if _tells_more(other, draft, index))
            _take(draft, next(later, None), "named later")


def _take(draft: Draft, lender: Draft | None, reason: str) -> None:
    if lender is not None:
        draft.place, draft.land, draft.wide = lender.place, lender.land, lender.wide
        draft.why.append(f"place: {reason} ('{lender.candidate.trigger.text}')")


def _is_near(one: Draft, other: Draft) -> bool:
    return abs(one.candidate.sentence.index - other.candidate.sentence.index) <= REACH


def _is_visit_of(visit: Draft, meeting: Draft, index: ActorIndex) -> bool:
    """Tell whether a visit is one of a side of a meeting to the other side's country, told nearby."""
    if visit.action != "visit" or visit.place is None or visit.modality != meeting.modality:
        return False
    met = sides((*meeting.actors, *meeting.recipients), index)
    came = bool(set(visit.actors) & {*meeting.actors, *meeting.recipients})
    return came and _is_near(visit, meeting) and visit.land in met - sides(visit.actors, index)


def _is_unnamed(draft: Draft) -> bool:
    """Tell whether an act is done to or at a town without a name ("shelled a town in Peru")."""
    act = draft.candidate.inner or draft.candidate
    return any(_is_argument(token, act.trigger) and _is_some_town(token) for token in act.trigger.subtree)


def _is_some_town(token: Token) -> bool:
    return token.lemma_.lower() in TOWNS and any(child.lower_ in {"a", "an"} for child in token.children)


def _is_argument(token: Token, trigger: Token) -> bool:
    """Tell whether a token is the object of an act, or hangs on it by a preposition."""
    if token.dep_ == "dobj":
        return token.head == trigger
    return token.dep_ == "pobj" and token.head.head == trigger


def _tells_more(other: Draft, draft: Draft, index: ActorIndex) -> bool:
    if other.type != draft.type or other.modality != draft.modality or other.place is None or other.wide:
        return False
    if other.land != draft.land or not _is_near(other, draft):
        return False
    return bool(sides(other.actors, index) & sides(draft.actors, index))
