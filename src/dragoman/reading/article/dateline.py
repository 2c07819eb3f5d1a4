"""Datelines at the head of a paragraph, and lines that hold nothing but a date."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name

from dragoman.reading.article.phrases import Phrases
from dragoman.sources import find_published

_MONTH = "(?:" + "|".join([*month_name[1:], *month_abbr[1:], "Sept"]) + r")\.?"
_DAY = "(?:" + "|".join([*day_name, *day_abbr, "Tues", "Thurs"]) + r")\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY},? )?(?:{_MONTH} {_NUMBER}|{_NUMBER} {_MONTH})(?:,? \d{{4}})?"
_FULL_DATE = re.compile(
    rf"(?:{_MONTH} {_NUMBER},? \d{{4}}|{_NUMBER} (?:of )?{_MONTH},? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})", re.IGNORECASE
)
_CAPITALS = r"(?:[A-Z][A-Z'’.-]*[A-Z.](?:[ -](?:[A-Z][A-Z'’.-]*[A-Z.]|de|al|el)){0,3})(?!\w)"
_MIXED = r"(?:[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]+|de|al|el|of|the))*)"
_REGION = rf"(?:, ?{_MIXED})"
_DASH = r"\s?(?:--|[—–―\ufffd-]|\s:)\s?-?\s*"
_STAMPED = r"(?:first |last )?(?:published|updated|modified|posted|created|issued|date)"
_PLAIN_DATE = rf"(?:{_DATE}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})"
_AFTER_DATE = (
    r"(?:[\s,|·•/()–—-]+(?:at|\d{1,2}[:.]\d{2}(?::\d{2})?|\d{1,2}|[ap]\.?m\.?|[A-Z]{1,4}T?|hrs|local|time|updated?|"
    rf"published|posted|modified|on|last|{_PLAIN_DATE}))*[\s:.|]*"
)
_HEADER = re.compile(
    rf"(?:{_STAMPED}[: ]+(?:on |at )?)?{_PLAIN_DATE}{_AFTER_DATE}"
    rf"|{_STAMPED}\b[^\n.]{{0,60}}\d[^\n]{{0,40}}|\d{{1,2}} (?:minutes?|hours?|days?) ago",
    re.IGNORECASE,
)
LONGEST_DATELINE = 90
"""Characters in which a dateline ends."""


class Datelines:
    """Finds datelines; wire names come from ``knowledge/article/wires.tsv``."""

    def __init__(self, phrases: Phrases) -> None:
        wires = "|".join(re.escape(name) for name in sorted(phrases.wires, key=lambda name: (-len(name), name)))
        self._no_cities = phrases.no_cities
        wire = rf"[(\[](?:{wires})(?:[/,;-] ?[\w./ -]{{1,20}})?[)\]]"
        bare = rf"[|/,-] ?(?:{wires})"
        self._patterns = (
            # BEIRUT (Reuters) - / PARIS, March 3 (AFP) — / (AP) —
            re.compile(
                rf"(?:(?:{_MIXED}{_REGION}?(?:/{_MIXED})?)?,? ?(?:[(,]?{_DATE}\)?,?)? ?)?{wire}(?:{_DASH}|[.:]?\s+)"
            ),
            # TEHRAN, IRNA – / LONDON | Reuters —
            re.compile(rf"{_CAPITALS}{_REGION}? ?(?:, ?{_DATE})? ?{bare}{_DASH}"),
            # OTTAWA – / KYIV, Ukraine — / NEW DELHI, March 3 -
            re.compile(
                rf"{_CAPITALS}(?:/{_CAPITALS})?{_REGION}?(?:,? \(?{_DATE}\)?)?(?: ?\([^()]{{2,30}}\))?\.?"
                r"(?:\s(?:--|[—–―\ufffd-])\s?|\s?(?:--|[—–―\ufffd])\s?)-?\s*"
            ),
            # LIMA A judge said ...: the dash was lost
            re.compile(
                r"(?P<city>[A-Z]{4,}(?: [A-Z]{3,})?)(?:, [A-Z][a-z]+\.?)?\s+"
                r"(?=(?:The|A|An|In|On|As|At|For|After|With)\s+[A-Za-z])"
            ),
        )

    def end_of(self, text: str) -> int | None:
        """Return where the dateline at the head of a paragraph ends, without white space after it, or None."""
        head = text[: LONGEST_DATELINE + 40]
        if not (head[:1].isupper() or head[:1] in "([0123456789"):
            return None
        for pattern in self._patterns:
            match = pattern.match(head)
            if match and match.end() <= LONGEST_DATELINE and len(text) > match.end():
                if match.groupdict().get("city") in self._no_cities:
                    continue
                return len(match.group().rstrip())
        return None

    @staticmethod
    def is_date_line(text: str) -> bool:
        """Tell whether a line says only when the article appeared."""
        return len(text) <= 110 and _HEADER.fullmatch(text) is not None

    @staticmethod
    def date_in(text: str) -> str | None:
        """Return the first full date (with its year) in a dateline, byline or date line as an ISO date, or None."""
        match = _FULL_DATE.search(text[:200])
        return find_published(match.group()) if match else None
