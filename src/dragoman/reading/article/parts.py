"""What each unit of an article is: title, standfirst, byline, dateline, heading, body, caption, credit, furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dragoman.reading.article.dateline import Datelines
from dragoman.reading.article.names import Names
from dragoman.reading.article.phrases import Phrases
from dragoman.reading.article.units import Unit, words_of
from dragoman.record import Part

LONGEST_TITLE = 32
LONGEST_HEADING = 14
LONGEST_DEK = 55
LONGEST_CAPTION = 90
"""Words."""
_LIST_ITEM = re.compile(r"(?:[-–—•*·▪●]|\(?\d{1,2}[.)])\s")
_SENTENCE_BEFORE = re.compile(r"[.!?][\"”’')]?\s+(?=[\"“‘'(]?[A-Z0-9])")
_QUOTES = "\"'“”‘’«» "


@dataclass(slots=True)
class Found:
    """The parts of an article and what they tell of it."""

    parts: list[Part] = field(default_factory=list)
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    why: list[str] = field(default_factory=list)


class Parts:
    """Finds the parts of a text; a unit's own ``kind``, set before from HTML, is kept but for furniture and credits."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._datelines = Datelines(phrases)
        self.names = Names(phrases)

    def find(self, units: list[Unit], title: str | None) -> Found:
        """Return the parts of a text that is made of ``units``; ``title`` is what the source says the title is.

        The parts are in order, do not overlap and hold all text that is not white space.
        """
        found = Found()
        for unit in units:
            if unit.kind is None and unit.short:
                self._page_line(unit)
            elif unit.kind == "heading" and self._phrases.is_furniture(unit.text):
                unit.kind = "furniture"
        body = self._title(units, title, found)
        self._captions(units, body)
        self._headings(units, body)
        self._dek(units, body)
        self._emit(units, found)
        return found

    def _page_line(self, unit: Unit) -> None:
        line = unit.text
        if self._phrases.is_furniture(line):
            unit.kind = "furniture"
        elif self._phrases.is_credit(line) or self._phrases.is_signature(line):
            unit.kind = "credit"
        elif unit.words <= 24 and self.names.in_byline(line):
            unit.kind = "byline"
        elif self._datelines.is_date_line(line):
            unit.kind = "dateline"

    def _title(self, units: list[Unit], title: str | None, found: Found) -> int:
        """Mark the title, where there is one; return the index of the unit after it."""
        first = next((i for i, unit in enumerate(units) if unit.kind in {None, "title"}), None)
        if first is None:
            return 0
        unit = units[first]
        if unit.kind == "title":
            return first + 1
        if title is not None and (end := prefix_end(unit.text, title)) is not None:
            if len(unit.text) - end > 2:
                _cut(units, first, end)
            units[first].kind = "title"
            found.title = title
            found.why.append("title: the given title opens the text")
            return first + 1
        rest = [other for other in units[first + 1 :] if other.kind is None]
        if title is None and self._headline_like(unit, rest):
            unit.kind = "title"
            found.title = unit.text
            found.why.append("title: the first line, which reads like a headline")
            return first + 1
        return first

    def _headline_like(self, unit: Unit, rest: list[Unit]) -> bool:
        if not rest or not 2 <= unit.words <= LONGEST_TITLE or len(unit.text) > 220:
            return False
        if _LIST_ITEM.match(unit.text) or self._datelines.end_of(unit.text) or self._phrases.credit_at_end(unit.text):
            return False
        if unit.stopped and not unit.text.endswith(("?", "!", "'", "’", '"', "”")):
            return False
        if unit.text.endswith(('"', "”")) and unit.text[0] in '"“':
            return False  # a quotation is no headline
        return any(other.stopped and other.words > unit.words / 2 for other in rest[:4])

    def _captions(self, units: list[Unit], body: int) -> None:
        seen: Counter[str] = Counter()
        keys = [" ".join(words_of(unit.text)) if unit.words <= LONGEST_CAPTION and unit.short else "" for unit in units]
        ends: dict[int, tuple[int, bool]] = {}
        for i, unit in enumerate(units):
            if i < body or unit.kind not in {None, "body", "caption"} or unit.words > LONGEST_CAPTION:
                continue
            if (end := self._phrases.credit_at_end(unit.text)) is not None:
                ends[i] = end
                keys[i] = " ".join(words_of(unit.text[: end[0]]))
        repeated = {key for key, count in Counter(key for key in keys[body:] if key).items() if count > 1}
        last = max((i for i, unit in enumerate(units) if unit.kind in {None, "body"}), default=-1)
        for i in range(len(units) - 1, body - 1, -1):
            unit, key = units[i], keys[i]
            if unit.kind not in {None, "body", "caption"} or not key:
                continue
            end = ends.get(i)
            credit_below = i + 1 < len(units) and units[i + 1].kind == "credit" and not unit.stopped
            twin = (
                any(j in ends and ends[j][1] for j in range(body, len(units)) if keys[j] == key)
                if key in repeated
                else False
            )
            likely = end is not None and (end[1] or (i != last and unit.words <= 60))
            label = unit.short and self._phrases.label.match(unit.text) is not None and unit.words > 4
            close = key in repeated and any(
                keys[j] == key for j in (i - 1, i + 1, i - 2, i + 2) if body <= j < len(units)
            )
            if likely or credit_below or twin or label or close:
                unit.kind = "caption"
        for i in range(body, len(units)):
            if units[i].kind == "caption" and keys[i]:
                seen[keys[i]] += 1
                if seen[keys[i]] > 1:
                    units[i].kind = "furniture"

    def _headings(self, units: list[Unit], body: int) -> None:
        runs = [unit for unit in units[body:] if unit.kind in {None, "body", "heading"}]
        around: list[Unit | None] = [None, *runs, None]
        for before, unit, after in zip(around, runs, around[2:], strict=False):
            if unit.kind is not None or after is None or before is None:
                continue
            if (
                unit.words > LONGEST_HEADING
                or (unit.stopped and not unit.text.endswith("?"))
                or _LIST_ITEM.match(unit.text)
            ):
                continue
            if unit.text[0].islower() or not any(char.isalpha() for char in unit.text):
                continue
            if (before.stopped or before.kind == "heading") and after.stopped and after.words > unit.words:
                unit.kind = "heading"

    def _dek(self, units: list[Unit], body: int) -> None:
        """Mark the standfirst: right below the title, and set off from the body by what it is or what follows it."""
        if body == 0 or body >= len(units):
            return
        at = next(
            (i for i in range(body, len(units)) if units[i].kind not in {"byline", "dateline", "furniture"}), None
        )
        if at is None or units[at].kind is not None or units[at].words > LONGEST_DEK or at + 1 >= len(units):
            return
        unit = units[at]
        if self._datelines.end_of(unit.text):
            return
        following = units[at + 1]
        rest = [other for other in units[at + 1 :] if other.kind in {None, "body"}]
        if not rest:
            return
        apart = following.kind in {"byline", "dateline", "caption", "credit"} and at == body
        lead = self._datelines.end_of(rest[0].text) is not None
        if apart or lead or not unit.stopped or _told_again(unit, rest):
            unit.kind = "dek"

    def _emit(self, units: list[Unit], found: Found) -> None:
        head = True
        for unit in units:
            kind = unit.kind or "body"
            if kind in {"byline", "dateline"} and head:
                if kind == "byline" and not found.authors:
                    found.authors = self.names.in_byline(unit.text)
                if found.published is None:
                    found.published = self._datelines.date_in(unit.text)
            if kind == "caption":
                self._emit_caption(unit, found.parts)
            elif kind == "body":
                if head or unit.text[0] in "(ABCDEFGHIJKLMNOPQRSTUVWXYZ":
                    self._emit_body(unit, found, head)
                else:
                    found.parts.append(Part(kind="body", start=unit.start, end=unit.end))
                head = False
            else:
                found.parts.append(Part(kind=kind, start=unit.start, end=unit.end))

    def _emit_caption(self, unit: Unit, parts: list[Part]) -> None:
        end = self._phrases.credit_at_end(unit.text)
        cut = len(unit.text[: end[0]].rstrip(" /|–—-")) if end else len(unit.text)
        lead = 0
        if (label := self._phrases.label.match(unit.text)) and label.end() < cut:
            lead = label.end()
            parts.append(Part(kind="credit", start=unit.start, end=unit.start + len(label.group().rstrip())))
        if (
            cut > lead
            and end
            and not unit.text[lead:cut].rstrip().endswith(".")
            and len(unit.text[lead:cut].split()) <= 3
        ):
            cut = lead  # the photographer's name before the agency's: all of it is credit
        if cut > lead:
            parts.append(Part(kind="caption", start=unit.start + lead, end=unit.start + cut))
        if cut < len(unit.text):
            skip = len(unit.text[cut:]) - len(unit.text[cut:].lstrip())
            parts.append(Part(kind="credit", start=unit.start + cut + skip, end=unit.end))

    def _emit_body(self, unit: Unit, found: Found, head: bool) -> None:
        """Emit a body unit: its dateline, and captions whose credit stands within the running text."""
        at = 0
        end = self._datelines.end_of(unit.text)
        if end is not None:
            found.parts.append(Part(kind="dateline", start=unit.start, end=unit.start + end))
            if head and found.published is None:
                found.published = self._datelines.date_in(unit.text[:end])
            at = end + len(unit.text[end:]) - len(unit.text[end:].lstrip())
        for match in self._phrases.credit_inside.finditer(unit.text, at):
            borders = [border.end() for border in _SENTENCE_BEFORE.finditer(unit.text, at, match.start())]
            start = next((b for b in reversed(borders) if b < match.start() - 1), at)
            self._body(unit, at, start, found.parts)
            self._body(unit, start, match.start(), found.parts, "caption")
            found.parts.append(Part(kind="credit", start=unit.start + match.start(), end=unit.start + match.end()))
            at = match.end()
        self._body(unit, at, len(unit.text), found.parts)

    @staticmethod
    def _body(unit: Unit, start: int, end: int, parts: list[Part], kind: str = "body") -> None:
        piece = unit.text[start:end]
        if stripped := piece.strip():
            left = unit.start + start + len(piece) - len(piece.lstrip())
            parts.append(Part(kind=kind, start=left, end=left + len(stripped)))


def prefix_end(text: str, title: str) -> int | None:
    """Return where a title ends that opens a text, whatever the marks and the white space, or None."""
    wanted, at = [char for char in title.casefold() if char.isalnum()], 0
    if not wanted:
        return None
    for i, char in enumerate(text):
        for folded in char.casefold():
            if folded.isalnum():
                if at >= len(wanted) or folded != wanted[at]:
                    return None
                at += 1
        if at == len(wanted):
            end = i + 1
            while end < len(text) and text[end] in ".!?…\"'”’)»":
                end += 1
            return end if end == len(text) or not text[end].isalnum() else None
    return None


def _cut(units: list[Unit], index: int, end: int) -> None:
    """Cut a unit in two at an offset of its text."""
    unit = units[index]
    rest = unit.text[end:]
    start = unit.start + end + len(rest) - len(rest.lstrip())
    units[index : index + 1] = [
        Unit(unit.start, unit.start + end, unit.text[:end]),
        Unit(start, unit.end, rest.lstrip()),
    ]


def _told_again(unit: Unit, rest: list[Unit]) -> bool:
    """Tell whether a later paragraph says the same in nearly the same words, as bodies do with their standfirst."""
    words = {word for word in words_of(unit.text) if len(word) > 3}
    if len(words) < 6:
        return False
    return any(len(words & set(words_of(other.text))) >= 0.7 * len(words) for other in rest[:6] if other.short)
