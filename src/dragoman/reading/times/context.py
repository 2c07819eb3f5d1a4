"""What a rule knows when it reads one match: the words, their groups, the anchors and the tense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.reading.times import days
from dragoman.reading.times.days import Interval
from dragoman.reading.times.vocabulary import Vocabulary
from dragoman.reading.times.words import Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 kind and value, the days it covers or None, and why."""

    kind: str
    value: str | None
    span: Interval | None
    why: str


@dataclass(slots=True)
class Match:
    """One match of a rule in a sentence's ``text``, with all that is needed to read it.

    ``published`` is the publication day, ``anchor`` the last date and ``quarter`` a quarter the text just named,
    ``story`` the date with its year that opened this sentence or the one before, each None when there is none;
    ``direction`` returns the tense around the match.
    """

    text: str
    words: Words
    found: re.Match[str]
    vocabulary: Vocabulary
    published: date | None
    anchor: Interval | None
    anchor_here: bool
    quarter: Interval | None
    story: Interval | None
    direction: Callable[[], str]

    def at(self, label: str) -> tuple[int, int] | None:
        """Return the word indices ``[first, last)`` of a named group, whichever branch it stood in."""
        number = 1
        groups = self.found.re.groupindex
        name = label
        while name in groups:
            first, last = self.found.span(name)
            if first >= 0 and last > first:
                return first, last
            number += 1
            name = f"{label}_{number}"
        return None

    def get(self, label: str) -> str | None:
        """Return the value of the last word of a named group that has one, or None."""
        place = self.at(label)
        if place is None:
            return None
        for at in range(place[1] - 1, place[0] - 1, -1):
            if self.mark(at) not in {"dot", "comma", "dash"}:
                return self.words.values[at]
        return None

    def integer(self, label: str) -> int | None:
        """Return the number a named group holds, or None."""
        value = self.get(label)
        return int(value) if value is not None and value.isdecimal() else None

    def mark(self, at: int) -> str:
        """Return the class name of a word, or nothing when it has none or there is no such word."""
        if not 0 <= at < len(self.words.marks):
            return ""
        return self.vocabulary.names.get(self.words.marks[at], "")

    def capital(self, at: int) -> bool:
        """Tell whether there is such a word and it begins with a capital letter."""
        return 0 <= at < len(self.words.starts) and self.text[self.words.starts[at]].isupper()

    def step(self) -> str:
        """Return the class of the word that says which one: ``this last past next following ...``."""
        place = self.at("step")
        return self.mark(place[1] - 1) if place is not None else ""

    def unit(self, label: str = "unit") -> str:
        """Return the TIMEX3 unit of a named group: ``Y M W D Q DE CE TH TM TS``, ``2W`` for fortnights."""
        place = self.at(label)
        if place is None:
            return ""
        mark = self.mark(place[1] - 1)
        if mark in {"quarter", "quarters"}:
            return "Q"
        return "TS" if mark == "second" else self.words.values[place[1] - 1]

    def amount(self) -> float | None:
        """Return the number of the ``amount`` group, 1 when there is none, None when it is vague (``several``)."""
        place = self.at("amount")
        if place is None:
            return 1
        total = current = 0.0
        digits: list[int] = []
        for at in range(*place):
            mark, value = self.mark(at), self.words.values[at]
            if mark == "vague":
                return None
            if mark == "slash" and len(digits) >= 1:
                digits.append(-1)
            elif mark in {"small", "number", "year", "decimal"}:
                if digits and digits[-1] == -1 and mark == "small" and int(value):
                    current += digits[-2] / int(value) - digits[-2]
                    digits.clear()
                else:
                    current += float(value)
                    digits.append(int(float(value)))
            elif mark in {"numeral", "couple"}:
                current += float(value)
            elif mark == "half":
                current += 0.5
            elif mark == "scale":
                current = (current or 1) * float(value)
                if float(value) >= 1000:
                    total, current = total + current, 0.0
        return total + current

    def base(self) -> date | None:
        """Return the first day of the anchor in the text, else the publication day."""
        return self.anchor.first if self.anchor is not None else self.published

    def nearest(self, candidates: list[Interval]) -> Interval | None:
        """Return the candidate that the tense points at: the last begun one, or for the future the first not over.

        A candidate that holds the publication day serves both. None without a publication day.
        """
        if self.published is None:
            return None
        published, tense = self.published, self.direction()
        if self.leads() == "since":
            tense = "past"
        elif tense != "future" and self.leads() in {"by", "to"}:
            tense = ""
        if tense == "future":
            return next((span for span in candidates if span.last >= published), None)
        begun = [span for span in candidates if span.first <= published]
        if tense == "past":
            return begun[-1] if begun else None
        return min(candidates, key=lambda span: _away(span, published), default=None)

    def is_numbered(self, first: int) -> bool:
        """Tell whether a number is that of a thing (``resolution 1701``, ``resolutions 1696 and 1737``)."""
        at = first - 1
        while self.mark(at) in {"year", "and", "or", "comma", "dot"}:
            at -= 1
        return self.mark(at) == "numbered"

    def year_ahead(self) -> int | None:
        """Return the year that stands after a second month or day (``between March and May 2014``), or None."""
        if self.mark(self.found.end()) not in {"to", "and", "or", "dash", "comma"}:
            return None
        seen = False
        for at in range(self.found.end() + 1, min(self.found.end() + 7, len(self.words.marks))):
            mark = self.mark(at)
            if mark == "year":
                return int(self.words.values[at]) if seen else None
            if mark not in {"month", "month_short", "dot", "small", "comma", "and", "or", "dash", "ordinal_digits"}:
                return None
            seen = seen or mark in {"month", "month_short"}
        return None

    def year_of_story(self, month: int, number: int) -> int | None:
        """Return the year of a month that goes on with a story (``In May 2014 ... In June``): the first from it on."""
        if self.story is None or self.published is None or not self.opens() or self.direction() == "future":
            return None
        begun = self.story.first
        year = begun.year + ((month, number or 31) < (begun.month, begun.day))
        return year if (year, month) <= (self.published.year, self.published.month) else None

    def opens(self) -> bool:
        """Tell whether the match opens its sentence (``In November,``)."""
        first = self.found.start()
        return first == 0 or (first == 1 and self.mark(0) in {"in", "on", "by", "during", "since"})

    def leads(self) -> str:
        """Return the class of the word before the match and its ``early`` or ``mid-``."""
        at = self.found.start() - 1
        while self.mark(at) in {"dash", "part", "part_of"}:
            at -= 1
        return self.mark(at)

    def word_follows(self) -> bool:
        """Tell whether a word, and not a mark or the end of the sentence, stands after the match."""
        at = self.found.end()
        return at < len(self.words.starts) and self.text[self.words.starts[at]].isalnum()

    def is_rate(self, first: int) -> bool:
        """Tell whether ``a year`` from word ``first`` on is a rate (``seats a week``, ``$1.76 a year``)."""
        if not 0 < first < len(self.words.values) or self.mark(first) != "a":
            return False
        if self.mark(first - 1) in {"small", "number", "decimal", "year", "units", "scale"}:
            return True
        before = self.text[self.words.starts[first - 1] : self.words.ends[first - 1]]
        return (
            len(before) > 4 and before[-1] == "s" and before[-2:] != "ss" and before.islower() and before != "towards"
        )


def _away(span: Interval, published: date) -> int:
    """Return the days between a span and the publication day, 0 when it holds it."""
    return max((span.first - published).days, (published - span.last).days, 0)


def span_years(match: Match) -> range:
    """Return the years in which to look for a date that names none: two before publication to two after."""
    assert match.published is not None
    return range(max(1, match.published.year - 2), min(9998, match.published.year + 2) + 1)


def duration(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time: ``P3M``, ``PT5H30M``, ``PXY`` when the number is not said."""
    time = "T" if unit[0] == "T" else ""
    letters = unit[1:] if time else unit
    if letters[0] == "2":
        amount, letters = (amount * 2 if amount is not None else None), letters[1:]
    if amount is None:
        return f"P{time}X{letters}"
    whole = int(amount)
    if whole == amount:
        return f"P{time}{whole}{letters}"
    smaller = {("Y", 0.5): "6M", ("TH", 0.5): "30M", ("TM", 0.5): "30S", ("D", 0.5): "T12H"}.get((unit, amount - whole))
    if smaller is None:
        return f"P{time}{amount:g}{letters}"
    if not whole:
        return f"P{time}{smaller}"
    return f"P{time}{whole}{letters}{smaller}"


def moved(when: date, amount: float, unit: str) -> date | None:
    """Return the day an amount of units away, or None where the calendar or the unit does not reach."""
    number, letters = (2 * amount, "W") if unit == "2W" else (amount, unit)
    if letters == "Y" and number != int(number):
        number, letters = 12 * number, "M"
    try:
        return days.move(when, int(number), letters)
    except (KeyError, ValueError, OverflowError):
        return None
