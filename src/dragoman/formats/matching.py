"""Events of two sets that are one: the same dyad and type, on days no further apart than a tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

Event = tuple[int, int]
"""A day (days since 1970) and the number of the event."""


def matches(rows: Iterable[Sequence[Any]], tolerance: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the events that are matched, one of either set, each event at most once.

    Going through both sets by day and taking the first that is near enough gives as many matches as can be had
    (matching points on a line within a fixed distance).

    Args:
        rows: ``(key, side, day, number)``, sorted by key and day; side is 0 or 1.
        tolerance: in days.
    """
    for _, group in groupby(rows, key=lambda row: row[0]):
        sides: tuple[list[Event], list[Event]] = ([], [])
        for _, side, day, number in group:
            sides[side].append((day, number))
        yield from _of_one_key(*sides, tolerance)


def _of_one_key(own: list[Event], other: list[Event], tolerance: int) -> Iterator[tuple[int, int]]:
    left = right = 0
    while left < len(own) and right < len(other):
        apart = other[right][0] - own[left][0]
        if apart < -tolerance:
            right += 1
        elif apart > tolerance:
            left += 1
        else:
            yield own[left][1], other[right][1]
            left += 1
            right += 1
