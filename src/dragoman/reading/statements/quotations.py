"""Pair the quotation marks of an article.

Works on the characters alone, paragraph by paragraph. A mark that has no partner is mended: a quotation
without its opening mark begins with the paragraph or sentence, one without its closing mark ends with the
paragraph, and one that is opened again at the head of each next paragraph runs on through them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.reading.language import Sentence
from dragoman.record import Span

_DOUBLE = re.compile(r"[“”„«»\"]|''|``|‘‘|’’")
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?’'‘])[‘'](?=[\w$“\"(\[])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]”\"%])[’'](?!\w)")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_YEARS = re.compile(r"[‘'](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n\b)", re.IGNORECASE)
_LONGEST_SINGLE = 1500
"""Characters; farther apart two single marks are apostrophes."""
_FAMILIES = {'"': "straight", "''": "straight", "``": "straight", "«": "angled", "»": "angled"}
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{—–-/:") | {""}
_ENDS = frozenset(".!?")
_BEFORE_SPEECH = frozenset(",:")
_AFTER_CLOSING = frozenset(" \t\n\r\xa0)]},.;:!?—–-/…'’") | {""}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, the marks included; one span a paragraph.

    ``words`` counts them; ``opened`` and ``closed`` tell whether the marks are really there.
    """

    spans: tuple[Span, ...]
    words: int
    opened: bool = True
    closed: bool = True

    @property
    def start(self) -> int:
        """Return the offset of its first character."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Return the offset after its last character."""
        return self.spans[-1][1]


class Quotations:
    """The quotations of an article in order; they do not overlap."""

    def __init__(self, items: list[Quotation]) -> None:
        self.items = items
        self._pieces = [(start, end, item) for item in items for start, end in item.spans]
        self._starts = [start for start, _, _ in self._pieces]

    def at(self, offset: int) -> Quotation | None:
        """Return the quotation that covers an offset, or None."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and offset < self._pieces[place][1]:
            return self._pieces[place][2]
        return None

    def within(self, start: int, end: int) -> list[tuple[int, int, Quotation]]:
        """Return the pieces of quotations that touch ``[start, end)``, each with its quotation."""
        place = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while place < len(self._pieces) and self._pieces[place][0] < end:
            if self._pieces[place][1] > start:
                found.append(self._pieces[place])
            place += 1
        return found


def pair_quotations(text: str, sentences: Iterable[Sentence]) -> Quotations:
    """Return the quotations of a text that was cut into ``sentences``."""
    paragraphs: list[list[Sentence]] = []
    for sentence in sentences:
        if paragraphs and paragraphs[-1][0].paragraph == sentence.paragraph:
            paragraphs[-1].append(sentence)
        else:
            paragraphs.append([sentence])
    found: list[Quotation] = []
    for place, paragraph in enumerate(paragraphs):
        start, end = paragraph[0].start, paragraph[-1].end
        carried = (
            found[-1] if found and not found[-1].closed and found[-1].end == _end_before(paragraphs, place) else None
        )
        following = paragraphs[place + 1][0].start if place + 1 < len(paragraphs) else len(text)
        doubles = _doubles(text, start, end, paragraph, text[following : following + 1])
        for item in _with_singles(text, start, end, doubles):
            if (
                carried is not None
                and item.start == start
                and text[start] == text[carried.start]
                and not carried.closed
            ):
                item = Quotation(carried.spans + item.spans, carried.words + item.words, carried.opened, item.closed)
                found.pop()
                carried = item
            found.append(item)
    return Quotations(found)


def _end_before(paragraphs: list[list[Sentence]], place: int) -> int:
    return paragraphs[place - 1][-1].end if place else -1


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _doubles(text: str, start: int, end: int, sentences: list[Sentence], following: str) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    family = ""
    nested = ""
    marks = list(_DOUBLE.finditer(text, start, end))
    for place, match in enumerate(marks):
        at, after = match.start(), match.end()
        kind = _FAMILIES.get(match.group(), "curly")
        opening = _opens(text, match.group(), at, after, start, end, opened is not None)
        if opening is None:
            continue
        if nested:
            inner, nested = nested, ""
            if kind == inner:
                continue
        if opening:
            if opened is not None and (kind != family or _holds_next(text, marks, place)):
                # a quotation within this one, in other marks or in the same
                nested = kind
                continue
            if opened is not None:
                # a second opening mark: the first quotation lost its closing mark
                stop = _lost_end(text, opened, at, sentences)
                found.append(Quotation(((opened, stop),), _count(text, opened, stop), True, False))
            opened, family = at, kind
        elif opened is not None:
            found.append(Quotation(((opened, after),), _count(text, opened, after)))
            opened = None
        else:
            # a closing mark without partner: from the head of the paragraph, or of the sentence after a quotation
            floor = found[-1].end if found else start
            begin = start if not found else sentences[bisect_right(sentences, at, key=_start) - 1].start
            begin = max(begin, floor)
            found.append(Quotation(((begin, after),), _count(text, begin, after), False, True))
    if opened is not None and end - opened > 1:
        stop = end if following == text[opened] else _lost_end(text, opened, end, sentences)
        found.append(Quotation(((opened, stop),), _count(text, opened, stop), True, False))
    return [item for item in found if item.words]


def _holds_next(text: str, marks: list[re.Match[str]], place: int) -> bool:
    """Tell whether an opening curly mark within a quotation opens one inside it: two closing marks come next."""
    following = [match.group() for match in marks[place : place + 3]]
    return (
        following == ["“", "”", "”"]
        and text[max(0, marks[place].start() - 3) : marks[place].start()].rstrip()[-1:] not in _ENDS
    )


def _start(sentence: Sentence) -> int:
    return sentence.start


def _lost_end(text: str, opened: int, limit: int, sentences: list[Sentence]) -> int:
    """Return where a quotation without closing mark ends: with the sentence it began within, else at the limit."""
    sentence = sentences[bisect_right(sentences, opened, key=_start) - 1]
    within = text[sentence.start : opened].rstrip()
    if within and within[-1] not in _BEFORE_SPEECH and opened < sentence.end:
        limit = min(limit, sentence.end)
    while limit > opened + 1 and text[limit - 1].isspace():
        limit -= 1
    return limit


def _opens(text: str, mark: str, at: int, after: int, start: int, end: int, is_open: bool) -> bool | None:
    """Tell whether a double mark opens a quotation; None when it is no quotation mark (inches, a stray)."""
    before = text[at - 1] if at > start else ""
    behind = text[after] if after < end else ""
    if mark in "“„«" or mark in {"``", "‘‘"}:
        # a wrong-way mark at the end of the words closes
        return not (is_open and behind in _AFTER_CLOSING and before not in _BEFORE_OPENING)
    left, right = before in _BEFORE_OPENING, behind in _AFTER_CLOSING
    if mark in {"”", "»", "’’"}:
        return left and not right and not is_open
    if before.isdigit() and not is_open:
        return None
    if left and not right:
        return True
    if right and not left:
        return False
    return not is_open


def _with_singles(text: str, start: int, end: int, doubles: list[Quotation]) -> list[Quotation]:
    """Add the quotations in single marks that lie outside those in double marks, or hold them whole."""
    starts = [item.start for item in doubles]
    ends = [item.end for item in doubles]
    singles: list[Quotation] = []
    at = start
    while (opening := _SINGLE_OPEN.search(text, at, end)) is not None:
        at = opening.end()
        left = opening.start()
        holder = bisect_right(starts, left) - 1
        if holder >= 0 and left < ends[holder]:
            at = ends[holder]
            continue
        if _YEARS.match(text, left):
            continue
        right = _close_single(text, at, min(end, at + _LONGEST_SINGLE), starts, ends)
        if right is not None:
            singles.append(Quotation(((left, right),), _count(text, left, right)))
            at = right
    held = [item.start for item in singles]
    kept = [
        d for d in doubles if not (held and (place := bisect_right(held, d.start)) and d.end <= singles[place - 1].end)
    ]
    return sorted((item for item in kept + singles if item.words), key=lambda item: item.start)


def _close_single(text: str, at: int, end: int, starts: list[int], ends: list[int]) -> int | None:
    """Return the offset after the closing mark of a quotation in single marks, or None."""
    opened_again = _SINGLE_OPEN.search(text, at, end)
    plural: int | None = None
    for match in _SINGLE_CLOSE.finditer(text, at, end):
        holder = bisect_right(starts, match.start()) - 1
        if holder >= 0 and match.start() < ends[holder]:
            continue
        if plural is not None and opened_again is not None and opened_again.start() < match.start():
            return plural
        before = text[match.start() - 1]
        # a plural's apostrophe: an s before, a word in lower case after, and a better closing mark to come
        if before == "s" and text[match.end() : match.end() + 2].strip().islower():
            plural = plural or match.end()
        elif plural is None or before in ".,!?":
            return match.end()
    return plural
