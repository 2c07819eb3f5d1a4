"""Calendar arithmetic: the closed intervals of days that time expressions mean, and how TIMEX3 writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, easter
from dateutil.relativedelta import relativedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season, after northern meteorologists; winter runs into the next year."""

PRECISIONS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century"}


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from ``first`` to ``last``, both included, and how precisely they were said."""

    first: date
    last: date
    precision: str


def day(when: date) -> Interval:
    """Return the interval of one day."""
    return Interval(when, when, "day")


def month(year: int, number: int) -> Interval:
    """Return a month of a year; ``ValueError`` when there is none."""
    first = date(year, number, 1)
    return Interval(first, first + relativedelta(months=1, days=-1), "month")


def quarter(year: int, number: int) -> Interval:
    """Return the first to fourth quarter of a year."""
    first = date(year, 3 * number - 2, 1)
    return Interval(first, first + relativedelta(months=3, days=-1), "quarter")


def season(year: int, code: str) -> Interval:
    """Return a season (``SP SU FA WI``) that begins in a year."""
    first = date(year, SEASONS[code], 1)
    return Interval(first, first + relativedelta(months=3, days=-1), "season")


def years(first: int, last: int, precision: str) -> Interval:
    """Return the days of several calendar years."""
    return Interval(date(first, 1, 1), date(last, 12, 31), precision)


def year(number: int) -> Interval:
    """Return a calendar year."""
    return years(number, number, "year")


def decade(first: int) -> Interval:
    """Return the ten years that begin with ``first``."""
    return years(first, first + 9, "decade")


def century(number: int) -> Interval:
    """Return the ``number``-th century: 19 is 1800 to 1899, as TIMEX3 writes it."""
    return years(max(1, 100 * number - 100), 100 * number - 1, "century")


def week(when: date) -> Interval:
    """Return the ISO week, Monday to Sunday, of a day."""
    first = when - timedelta(days=when.weekday())
    return Interval(first, first + timedelta(days=6), "week")


def weekend(when: date) -> Interval:
    """Return Saturday and Sunday of the ISO week of a day."""
    monday = when - timedelta(days=when.weekday())
    return Interval(monday + timedelta(days=5), monday + timedelta(days=6), "day")


def move(when: date, number: int, unit: str) -> date:
    """Return the day that is a number of units (``D W M Q Y DE CE``) away."""
    if unit in {"D", "W"}:
        return when + timedelta(days=number * (7 if unit == "W" else 1))
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
    moved: date = when + relativedelta(months=number * months)
    return moved


def containing(when: date, unit: str) -> Interval:
    """Return the day, week, month, quarter, year, decade or century that holds a day."""
    if unit == "D":
        return day(when)
    if unit == "W":
        return week(when)
    if unit == "M":
        return month(when.year, when.month)
    if unit == "Q":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "Y":
        return year(when.year)
    return decade(when.year // 10 * 10) if unit == "DE" else century(when.year // 100 + 1)


def timex(interval: Interval) -> str:
    """Return the TIMEX3 value of a calendar interval: ``2023-03-29``, ``2023-W13``, ``2023-Q1``, ``199``."""
    first = interval.first
    if interval.precision == "day":
        return first.isoformat()
    if interval.precision == "week":
        iso = first.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    if interval.precision == "month":
        return f"{first.year:04}-{first.month:02}"
    if interval.precision == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    if interval.precision == "season":
        return f"{first.year:04}-{next(code for code, month in SEASONS.items() if month == first.month)}"
    width = {"year": 4, "decade": 3, "century": 2}[interval.precision]
    return f"{first.year:04}"[:width]


def thirds(interval: Interval, part: str) -> Interval:
    """Return the first third (``START``), the middle (``MID``) or the last third (``END``) of an interval.

    A year falls into January to April, May to August, September to December; a month about as 10, 20 days.
    """
    if interval.precision == "year":
        first = {"START": 1, "MID": 5, "END": 9}[part]
        begin = date(interval.first.year, first, 1)
        return Interval(begin, begin + relativedelta(months=4, days=-1), "month")
    if interval.precision in {"decade", "century"}:
        begin_year, count = interval.first.year, interval.last.year - interval.first.year + 1
        early, late = begin_year + -(-count // 3), begin_year + count - count // 3
        edges = {"START": (begin_year, early - 1), "MID": (early, late - 1), "END": (late, interval.last.year)}
        return years(*edges[part], "year")
    length = (interval.last - interval.first).days + 1
    third = length // 3
    if third == 0:
        return interval
    precision = "day" if length <= 31 else "month" if length <= 366 else "year"
    if part == "START":
        return Interval(interval.first, interval.first + timedelta(days=third - 1), precision)
    if part == "MID":
        return Interval(
            interval.first + timedelta(days=third), interval.first + timedelta(days=length - third - 1), precision
        )
    return Interval(interval.first + timedelta(days=length - third), interval.last, precision)


def half(interval: Interval, number: int) -> Interval:
    """Return the first or second half of an interval; halves of a year are January to June, July to December."""
    if interval.precision == "year":
        middle = date(interval.first.year, 7, 1)
    else:
        middle = interval.first + timedelta(days=((interval.last - interval.first).days + 1) // 2)
    if number == 1:
        return Interval(interval.first, middle - timedelta(days=1), interval.precision)
    return Interval(middle, interval.last, interval.precision)


def holiday(rule: str, number: int) -> Interval:
    """Return the day of a feast in a year after its rule in ``holidays.tsv``.

    Raises:
        ValueError: the rule cannot be read.
    """
    for name, method in (("easter", 3), ("orthodox", EASTER_ORTHODOX)):
        if rule.startswith(name):
            return day(easter(number, method) + timedelta(days=int(rule[len(name) :])))
    pieces = [int(piece) for piece in rule.split("-")]
    if len(pieces) == 2:
        return day(date(number, pieces[0], pieces[1]))
    in_month, place, weekday = pieces
    if place == 9:
        last = month(number, in_month).last
        return day(last - timedelta(days=(last.isoweekday() - weekday) % 7))
    first = date(number, in_month, 1)
    return day(first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (place - 1)))
