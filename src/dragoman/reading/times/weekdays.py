"""Readings of weekdays: after the tense, after ``last`` and ``next``, and in a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dragoman.reading.times import days
from dragoman.reading.times.context import Match, Reading
from dragoman.reading.times.dates import FROM_TEXT, on_day, reading, stepped, unresolved

_NO_DAY = "no publication date to count from"
_LOOKS_BACK = "weekday at or before publication"


def read_weekday(match: Match) -> Reading | None:
    """Read a weekday: at or before publication, or after a future verb at or after it."""
    number = match.integer("weekday")
    if number is None:
        return None
    if match.published is None:
        part = match.get("daypart")
        return Reading("TIME" if part else "DATE", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), None, _NO_DAY)
    first = match.found.start()
    if match.mark(first - 1) in {"to", "dash"} and match.mark(first - 2) == "weekday" and match.anchor_here:
        assert match.anchor is not None
        since = match.anchor.first
        found = since + timedelta(days=(number - since.isoweekday()) % 7)
        return on_day(days.day(found), match.get("daypart"), "weekday that ends a range")
    back = (match.published.isoweekday() - number) % 7
    if match.direction() in {"future", "present"}:
        found = match.published + timedelta(days=(7 - back) % 7)
        return on_day(days.day(found), match.get("daypart"), "weekday after publication, as the verb looks ahead")
    return on_day(days.day(match.published - timedelta(days=back)), match.get("daypart"), _LOOKS_BACK)


def read_weekday_step(match: Match) -> Reading | None:
    """Read ``last Friday``, ``next Tuesday``, ``the following Monday``."""
    number, step = match.integer("weekday"), match.step()
    base = match.base() if step in FROM_TEXT else match.published
    if number is None:
        return None
    if base is None:
        return unresolved(f"XXXX-WXX-{number}")
    if step == "this":
        found = base + timedelta(days=number - base.isoweekday())
    elif step in {"next", "following"}:
        found = base + timedelta(days=(number - base.isoweekday() - 1) % 7 + 1)
    elif step in {"same", "that"}:
        found = base - timedelta(days=(base.isoweekday() - number) % 7)
    else:
        found = base - timedelta(days=(base.isoweekday() - number - 1) % 7 + 1)
    return on_day(days.day(found), match.get("daypart"), f"{step} such weekday")


def read_weekday_week(match: Match) -> Reading | None:
    """Read ``Tuesday of last week``."""
    number = match.integer("weekday")
    if match.unit() != "W" or number is None:
        return None
    span = stepped(match, "W")
    if span is None:
        return unresolved(f"XXXX-WXX-{number}")
    return reading(days.day(span.first + timedelta(days=number - 1)), f"weekday of {match.step()} week")


RULES: dict[str, Callable[[Match], Reading | None]] = {
    "weekday": read_weekday,
    "weekday_step": read_weekday_step,
    "weekday_week": read_weekday_week,
}
"""The reading of each weekday rule of ``patterns.tsv``."""
