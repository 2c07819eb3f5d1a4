"""The periods of a panel: weeks, months, years."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from dragoman.errors import UsageError

PERIODS = ("week", "month", "year")


class Period(msgspec.Struct, frozen=True):
    """One period: its name (``2023``, ``2023-03``, ``2023-W13`` as ISO 8601 counts weeks), its first and last day."""

    name: str
    first: str
    last: str


def periods(kind: str, since: str, until: str) -> list[Period]:
    """Return the whole periods that hold the days from ``since`` to ``until`` (ISO days, both included).

    Raises:
        UsageError: there is no such kind of period, or ``until`` lies before ``since``.
    """
    if kind not in PERIODS:
        raise UsageError(f"no period '{kind}'; there are {', '.join(PERIODS)}")
    day, end = date.fromisoformat(since), date.fromisoformat(until)
    if end < day:
        raise UsageError(f"the panel would end ({until}) before it begins ({since})")
    found = []
    day = _begin(kind, day)
    while day <= end:
        try:
            following = _next(kind, day)
        except (ValueError, OverflowError):  # the last period of the calendar
            found.append(Period(_name(kind, day), day.isoformat(), date.max.isoformat()))
            break
        found.append(Period(_name(kind, day), day.isoformat(), (following - timedelta(days=1)).isoformat()))
        day = following
    return found


def _begin(kind: str, day: date) -> date:
    if kind == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if kind == "month" else day.replace(month=1, day=1)


def _next(kind: str, first: date) -> date:
    if kind == "week":
        return first + timedelta(days=7)
    if kind == "year":
        return first.replace(year=first.year + 1)
    return (first + timedelta(days=31)).replace(day=1)


def _name(kind: str, first: date) -> str:
    if kind == "week":
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return f"{first:%Y}" if kind == "year" else f"{first:%Y-%m}"
