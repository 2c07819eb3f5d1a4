"""Whose copy an article prints: the news agency that its dateline, byline or credit names.

An agency that is merely quoted ("a spokesman told Reuters") is no credit. The names and the shapes of credits are
data: ``knowledge/stories/agencies.tsv`` and ``credits.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.knowledge import Knowledge

HEAD = 700
TAIL = 400
"""Characters of the text's beginning and end in which a credit is looked for."""

_PLACES = ("head", "tail", "line", "author", "publisher")
_CITY = r"[A-Z][\w.'’-]*(?:[ ,/]{1,2}[\w.'’-]+){0,7}?,?(?:\s\d{1,2})?"


class Agencies:
    """Finds the agency whose copy an article is.

    Args:
        knowledge: the tables.

    Raises:
        KnowledgeError: a row is wrong.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        names: dict[str, str] = {}
        for row in knowledge.table("stories/agencies.tsv"):
            if not row["agency"] or not row["written"]:
                raise row.error("an agency and the name as credits write it are needed")
            names.setdefault(row["written"], row["agency"])
        self._names = names
        # the longest name first, so that "Associated Press of Pakistan" is not the "Associated Press"
        written = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {place: [] for place in _PLACES}
        for row in knowledge.table("stories/credits.tsv"):
            if row["where"] not in self._patterns:
                raise row.error(f"unknown place '{row['where']}'; there are {' '.join(_PLACES)}")
            said = row["pattern"].replace("{agency}", rf"(?<!\w)(?P<agency>{written})").replace("{city}", _CITY)
            if ("{agency}" in row["pattern"]) == bool(row["agency"]):
                raise row.error("either the pattern has {agency} or the column agency has a name")
            try:
                self._patterns[row["where"]].append((re.compile(said, re.MULTILINE), row["agency"]))
            except re.error as error:
                raise row.error(f"no regular expression ({error})") from error

    def credited(
        self, text: str, *, title: str | None = None, authors: Sequence[str] = (), publisher: str | None = None
    ) -> str | None:
        """Return the agency that an article credits, or None."""
        for value in authors:
            if found := self._whole("author", value):
                return found
        if publisher and (found := self._whole("publisher", publisher)):
            return found
        body = text[len(title) :].lstrip("\n .") if title and text.startswith(title) else text
        head, tail = body[:HEAD], body[-TAIL:]
        for place, window in (("head", head), ("tail", tail)):
            for pattern, implied in self._patterns[place]:
                if match := pattern.search(window):
                    return implied or self._names[match["agency"]]
        for line in _lines(body):
            if found := self._whole("line", line):
                return found
        return None

    def _whole(self, place: str, value: str) -> str | None:
        for pattern, implied in self._patterns[place]:
            if match := pattern.fullmatch(value.strip()):
                return implied or self._names[match["agency"]]
        return None


def _lines(text: str) -> Iterator[str]:
    """Yield the short lines near either end, where a credit stands alone."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    yield from (line for line in [*lines[:4], *lines[4:][-4:]] if len(line) <= 60)


@cache
def agencies() -> Agencies:
    """Return the finder made from the shipped tables."""
    return Agencies(Knowledge())
