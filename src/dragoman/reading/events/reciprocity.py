"""What two sides do to each other is an act of each ("Baku and Yerevan accused each other of shelling")."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from dragoman.reading.events.candidates import Candidate

EACH_OTHER = frozenset({("each", "other"), ("one", "another")})

NEAR = 9
"""Words after the trigger within which the pronoun must stand."""


def each_other(doc: Doc) -> tuple[int, ...]:
    """Return where "each other" and "one another" stand in a sentence."""
    return tuple(left.i for left, right in pairwise(doc) if (left.lower_, right.lower_) in EACH_OTHER)


def both_ways(candidate: Candidate, pronouns: tuple[int, ...]) -> list[Candidate]:
    """Return an act, or the two acts of two sides where the sentence says that they do it to each other."""
    trigger = (candidate.inner or candidate).trigger
    if len(candidate.actors) != 2 or "mutual" in candidate.entry.flags or not _governs(trigger, pronouns):
        return [candidate]
    left, right = candidate.actors
    why = (*candidate.why, "each other: an act of each side")
    sure = round(min(0.95, candidate.confidence + 0.1), 2)
    return [
        replace(candidate, actors=(one,), recipients=(other,), confidence=sure, why=why, targets=())
        for one, other in ((left, right), (right, left))
    ]


def _governs(trigger: Token, pronouns: tuple[int, ...]) -> bool:
    return any(trigger.i < at <= trigger.i + NEAR for at in pronouns)
