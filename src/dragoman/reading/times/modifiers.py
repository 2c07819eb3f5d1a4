"""Words before an expression that narrow or bend it: ``early``, ``the end of``, ``about``, ``more than``."""

from __future__ import annotations

from dragoman.reading.times import days
from dragoman.reading.times.context import Match, Reading
from dragoman.reading.times.days import Interval

_PARTS = {"START": "early part", "MID": "middle", "END": "late part", "H1": "first half", "H2": "second half"}


class Modifiers:
    """Takes the modifiers to the left of a match into the expression, and their meaning into its interval."""

    def apply(self, match: Match, reading: Reading, first: int, floor: int) -> tuple[Reading, int]:
        """Return the modified reading and the first word it now begins with, never before word ``floor``."""
        at = first - 1
        if reading.kind in {"DURATION", "SET"}:
            bound = at >= floor and match.mark(at) == "bound" and match.mark(first) != "the"
            return (reading, at if bound else first)
        if reading.value is not None and reading.value.endswith("_REF"):
            return reading, first
        if at >= floor and match.mark(at) == "dash" and match.mark(at - 1) == "part":
            at -= 1
        if at < floor:
            return reading, first
        mark, value = match.mark(at), match.words.values[at]
        if mark == "part" or mark == "part_of":
            if mark == "part" and match.mark(at - 1) == "the" and at - 1 >= floor:
                return self._part(reading, value), at - 1
            return self._part(reading, value), at
        if mark == "bound" and (value == "APPROX" or match.mark(match.found.end() - 1) == "ago"):
            return reading, at
        if mark in {"earlier", "later"} and reading.span is not None:
            part = "START" if mark == "earlier" else "END"
            return Reading(reading.kind, reading.value, reading.span, f"{reading.why}; its {_PARTS[part]}"), at
        return reading, first

    @staticmethod
    def _part(reading: Reading, part: str) -> Reading:
        """Narrow the interval of a reading to its beginning, middle, end or half."""
        why = f"{reading.why}; its {_PARTS.get(part, part)}"
        span = reading.span
        if span is None or span.precision == "time" or span.first == span.last:
            return Reading(reading.kind, reading.value, span, why)
        narrowed: Interval = days.half(span, int(part[1])) if part[0] == "H" else days.thirds(span, part)
        value = f"{reading.value}-{part}" if part[0] == "H" and span.precision == "year" else reading.value
        return Reading(reading.kind, value, narrowed, why)
