"""The statements of one article, as the rooms above ask for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from dragoman.record import Span, Statement

_JOIN = 2
"""Characters; pieces of one content this close together (a space, a mark) are one stretch."""


class StatementIndex:
    """The statements of one article."""

    def __init__(self, statements: tuple[Statement, ...] = ()) -> None:
        self.statements = statements
        pieces = sorted(
            (
                (start, end, place)
                for place, item in enumerate(statements)
                for start, end in stretches(item.content_spans)
            ),
            key=lambda stretch: (stretch[0], -stretch[1], stretch[2]),
        )
        self._stretches = pieces
        self._starts = [start for start, _, _ in pieces]
        self._reach = list(accumulate((end for _, end, _ in pieces), max))

    def around(self, start: int, end: int) -> Statement | None:
        """Return the innermost statement whose content covers ``[start, end)``, or None."""
        chain = self.chain(start, end)
        return chain[-1] if chain else None

    def chain(self, start: int, end: int) -> tuple[Statement, ...]:
        """Return every statement whose content covers ``[start, end)``, the outermost first.

        For "officials said Trump had signalled he would go" and ``go`` these are the officials' and Trump's.
        """
        found: dict[int, int] = {}
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._reach[at] >= end:
            left, right, place = self._stretches[at]
            if right >= end:
                found[place] = min(right - left, found.get(place, right - left))
            at -= 1
        # of two of the same length the later one is the inner one
        return tuple(self.statements[place] for place in sorted(found, key=lambda place: (-found[place], place)))


def stretches(spans: Iterable[Span]) -> list[Span]:
    """Return spans joined where only a space or a mark parts them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= _JOIN:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
