"""Dates that a person, a table or a page gives: checked, and written as ISO dates. The one place for it."""

from __future__ import annotations

import re
from datetime import date, datetime

from dateutil import parser

from dragoman.errors import UsageError

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_NUMBERS_ONLY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?![\d])")
_LONGEST = 80
_FIRST, _SECOND = datetime(1904, 1, 1), datetime(1908, 2, 2)
FIRST_YEAR, LAST_YEAR = 1600, 2200
"""Years outside are taken for a slip of the pen."""


def parse_published(value: str) -> str:
    """Return a given date of publication as an ISO date (``2023-03-29``), as written there, in its own time zone.

    Args:
        value: an ISO date or date-time, or a date written out (``March 29, 2023``; ``Wed, 29 Mar 2023 10:00 GMT``).

    Raises:
        UsageError: it is no date, lacks the day, month or year, or is ambiguous (``03/04/2023``).
    """
    found = find_published(value)
    if found is None:
        shown = value if len(value) <= 40 else value[:40] + "..."
        raise UsageError(f"'{shown}' is no clear date; write it as 2023-03-29")
    return found


def find_published(value: str) -> str | None:
    """Return a date as an ISO date, or None when the value is no clear date (see `parse_published`)."""
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    if match := _ISO.match(value) or _COMPACT.fullmatch(value):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS_ONLY.match(value):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first == second or first > 12:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else None
    return _written_out(value)


def _written_out(value: str) -> str | None:
    if not re.search(r"[A-Za-z]{3}", value) or not re.search(r"\d{4}", value):
        return None
    try:
        # two defaults: what differs between the readings was not said
        one, other = (parser.parse(value, default=default, ignoretz=True) for default in (_FIRST, _SECOND))
    except (ValueError, OverflowError, TypeError):
        return None
    return _iso(one.year, one.month, one.day) if one.date() == other.date() else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
