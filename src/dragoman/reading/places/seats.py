"""Tell when the name of a seat of government ("the Kremlin") is meant as a building and not as who sits there."""

from __future__ import annotations

from dragoman.reading.places.segments import Segment
from dragoman.reading.places.spotting import Spot
from dragoman.reading.places.tables import Words

GONE_TO = "where somebody goes"
"""The reason of a seat that words of going or of inviting stand before."""

NEAR = 6
"""Words before "to the White House" among which a word of going or of having somebody come must stand."""


def is_seat_as_place(segment: Segment, spot: Spot, words: Words) -> bool:
    """Tell whether the words before a seat put something there ("in the Kremlin") or bring somebody there."""
    at = _before(segment, spot)
    if at is None:
        return False
    word = segment.tokens[at].text.lower()
    return word in words.inside or word == "at" or is_gone_to(segment, spot, words)


def is_gone_to(segment: Segment, spot: Spot, words: Words) -> bool:
    """Tell whether somebody goes to a seat, or is asked there.

    So it is behind a word of visiting ("visited the White House"), and behind "to" that follows a word of going or
    inviting ("invited them to the White House"); "complained to the White House" tells of no way there.
    """
    at = _before(segment, spot)
    if at is None:
        return False
    word = segment.tokens[at].text.lower()
    if word in words.going:
        return word in words.toward
    earlier = (token.text.lower() for token in segment.tokens[max(0, at - NEAR) : at])
    return word == "to" and not words.going.isdisjoint(earlier)


def _before(segment: Segment, spot: Spot) -> int | None:
    """Return which token stands before a name and its article, or None."""
    if spot.first == 0 or segment.gaps[spot.first - 1] != " ":
        return None
    at = spot.first - 1
    if segment.tokens[at].text.lower() == "the":
        at -= 1
    return at if at >= 0 else None
