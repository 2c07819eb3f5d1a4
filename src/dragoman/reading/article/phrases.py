"""The conventions of news pages, as data: what is furniture, a credit, a byline, a wire service."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.knowledge import Knowledge

LONGEST_ANYWHERE = 300
"""Characters; a longer line is not furniture for holding one phrase of it."""
LONGEST_CREDIT = 180
"""Characters at a line's end in which a credit is looked for."""


class Phrases:
    """The tables of ``knowledge/article``, compiled.

    Raises:
        KnowledgeError: a row is no regular expression or has an unknown use.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        furniture = _grouped(knowledge, "article/furniture.tsv", "match", ("whole", "start", "any"))
        self._whole = re.compile(rf"\W{{0,4}}(?:{_any(furniture['whole'])})\W{{0,4}}", re.IGNORECASE)
        self._start = re.compile(rf"[^\w>©(]{{0,3}}(?:{_any(furniture['start'])})", re.IGNORECASE)
        self._anywhere = re.compile(_any(furniture["any"]), re.IGNORECASE)
        credits = _grouped(knowledge, "article/credits.tsv", "use", ("label", "agency", "signature"))
        label, agency = _any(credits["label"]), _any(credits["agency"])
        self.agency = re.compile(agency)
        self.label = re.compile(rf"(?:{label})\s*:\s*", re.IGNORECASE)
        bracketed = rf"[(\[](?i:{label})\s*(?::|/|\bby\b|\bof\b|\bvia\b)[^()\[\]\n]{{0,120}}[)\]]"
        named = r"(?:AP|AFP|Reuters|REUTERS|EPA|UN|Xinhua|PA) Photos?(?:\s?/\s?[\w.'’ -]{2,40})?"
        sourced = rf"\s[(\[](?:[^()\[\]\n]{{0,60}}(?:/|, ?|: ?|\bvia ))?(?:{agency})(?:[/,][^()\[\]\n]{{0,80}})?[)\]]"
        trailing = rf"\s[/|–—-]\s?(?:{agency})(?:/[\w .]{{2,40}})?"
        labelled = rf"\s(?:Photo|PHOTO|Picture|Image|Credit|Source)s?\s?:\s?(?:{agency})(?:[/,][\w .]{{2,40}})?"
        person = r"(?:[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|de|the|via)){0,4}|-)"
        signed = r"\s[(\[][A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}/[^()\[\]\n]{2,60}[)\]]"
        taken = rf"\s(?:Photo|Picture|Image|Photograph)s?(?: illustration)? by {person}(?:\s?/[\w ./]{{2,40}})?"
        self._sure_credit = re.compile(rf"\s*(?:{bracketed}|[(\[]?{named}[)\]]?|{labelled}|{taken}|{signed})[.\s]*$")
        self._likely_credit = re.compile(rf"\s*(?:{sourced}|{trailing})[.\s]*$")
        self.credit_inside = re.compile(
            rf"(?<=[.!?\w\"”’] )(?:Photo|PHOTO|Picture|Image|Credit): (?:{agency})"
            rf"(?:/[A-Z][\w.-]+(?: [A-Z][\w.-]+)?)?(?=\s)"
        )
        self._credit_whole = re.compile(
            rf"[(\[]?(?i:{label})\s*[:/]\s*[^\n]{{1,80}}"
            rf"|[(\[]?(?i:photos?|pictures?|images?|illustration)\s(?i:by|courtesy of)\s[^\n]{{2,60}}"
            rf"|[(\[](?:{agency})(?:[/,][^()\n]{{0,60}})?[)\]]|[(\[]?{named}[)\]]?"
            rf"|(?:{agency})(?:\s?/\s?[\w.'’ ]{{2,40}}|\s?(?:via|\|)\s?(?:{agency}))+"
        )
        self._signature = re.compile(_any(credits["signature"]), re.IGNORECASE)
        bylines = _grouped(knowledge, "article/bylines.tsv", "use", ("start", "end", "never"))
        self.byline_start = re.compile(rf"(?:{_any(bylines['start'])})\s*:?\s+", re.IGNORECASE)
        self.byline_end = re.compile(rf"(?:[\s,|/·•–—-]+(?:and )?(?:{_any(bylines['end'])}))+$", re.IGNORECASE)
        self.never_names = frozenset(bylines["never"])
        names = "|".join(row["phrase"] for row in knowledge.table("article/boilerplate.tsv"))
        self.boilerplate = re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", re.IGNORECASE)
        heads = knowledge.table("article/wires.tsv")
        self.wires = frozenset(row["name"] for row in heads if row["use"] == "wire")
        self.no_cities = frozenset(row["name"] for row in heads if row["use"] == "no city")
        self.function_words = frozenset(row["word"] for row in knowledge.table("article/function_words.tsv"))

    def credit_at_end(self, line: str) -> tuple[int, bool] | None:
        """Return where the credit at the end of a line begins, and whether it surely is one; None without."""
        tail = max(0, len(line) - LONGEST_CREDIT)
        if match := self._sure_credit.search(line, tail):
            return match.start(), True
        if match := self._likely_credit.search(line, tail):
            return match.start(), False
        return None

    def is_furniture(self, line: str) -> bool:
        """Tell whether a line belongs to the page and not to the article."""
        if self._whole.fullmatch(line) is not None or self._start.match(line) is not None:
            return True
        return len(line) <= LONGEST_ANYWHERE and self._anywhere.search(line) is not None

    def is_credit(self, line: str) -> bool:
        """Tell whether a line is nothing but the credit of a picture."""
        return len(line) <= 120 and self._credit_whole.fullmatch(line.rstrip(". ")) is not None

    def is_signature(self, line: str) -> bool:
        """Tell whether a line names those who reported, wrote and edited."""
        return len(line) <= LONGEST_ANYWHERE and self._signature.match(line) is not None


def _grouped(knowledge: Knowledge, table: str, column: str, uses: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {use: [] for use in uses}
    for row in knowledge.table(table):
        phrase = row["phrase"]
        if row[column] not in groups:
            raise row.error(f"'{row[column]}' is none of {', '.join(groups)}")
        try:
            re.compile(phrase)
        except re.error as error:
            raise row.error(f"'{phrase}' is no regular expression ({error})") from error
        groups[row[column]].append(phrase)
    return groups


def _any(phrases: Iterable[str]) -> str:
    """Return one pattern for all phrases, the longest first, where a space stands for any white space."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(f"(?:{_spaced(phrase)})" for phrase in ordered)


def _spaced(phrase: str) -> str:
    # a space inside a character class stays as it is
    parts = re.split(r"(\[[^\]]*\])", phrase)
    return "".join(part if part.startswith("[") else part.replace(" ", r"\s+") for part in parts)
