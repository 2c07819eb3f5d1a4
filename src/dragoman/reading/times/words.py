"""The words of one sentence, each with its class."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.reading.times.vocabulary import OTHER, Entry, Vocabulary

_WORD = re.compile(
    r"\d{4}-\d\d-\d\d(?![\d-])(?:T\d\d:\d\d(?::\d\d)?Z?)?"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d|/)"
    r"|(?P<clock>\d{1,2}[:.]\d\d(?=\s*[ap]\.?m\b)|\d{1,2}:\d\d(?!\d))"
    r"|\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|\d+(?:st|nd|rd|th)\b|\d{2,4}['’]?s\b|\d+"
    r"|[ap]\.m\.?(?![a-z])|[^\W\d_]+|[^\w\s]|_"
)
_MARKS = {",": "comma", "-": "dash", "–": "dash", "‑": "dash", "—": "x", ".": "dot", "/": "slash", "'": "apostrophe"}
_MARKS["’"] = "apostrophe"
_MONEY = frozenset("$£€¥#")
_GUARDED = frozenset({"name", "strict"})
_NEXT = re.compile(r"[.,]?\s?(\w+)")
_GLUED = frozenset({"q", "fy", "cy"})


@dataclass(slots=True)
class Words:
    """The words of a sentence: where they stand, what they are worth, and one class character for each."""

    starts: list[int]
    ends: list[int]
    values: list[str]
    marks: str


class Tokeniser:
    """Cuts sentences into words and gives each its class from the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._entries = vocabulary.entries
        marks = vocabulary.marks
        self._signs = {sign: marks.get(name, OTHER) for sign, name in _MARKS.items()}
        self._shape = {name: marks[name] for name in ("small", "number", "year", "decimal", "ordinal_digits")}
        self._special = {name: marks[name] for name in ("decade", "iso", "slash_date")}
        self._loose = {OTHER, marks["comma"], marks["dot"], marks["apostrophe"]}
        self._clock = marks["clock_digits"]

    def words(self, text: str) -> Words:
        """Return the words of a text."""
        starts: list[int] = []
        ends: list[int] = []
        values: list[str] = []
        marks: list[str] = []
        skip = 0
        for match in _WORD.finditer(text):
            start = match.start()
            if start < skip:
                continue
            word = match.group()
            end = match.end()
            value = word
            mark = OTHER
            first = word[0]
            if first.isdecimal():
                if not (start and self._is_glued(text, start, values)):
                    mark, value = (self._clock, word) if match.lastgroup else self._number(word)
            elif (found := self._entries.get(word.lower())) is not None:
                for entry in found:
                    if (stop := _reach(text, end, word, entry)) is not None:
                        if entry.case in _GUARDED and self._is_name(text, stop, entry.case, marks, values):
                            continue
                        mark, value, end = entry.mark, entry.value or word, stop
                        break
                skip = end
            else:
                mark = self._signs.get(word, OTHER)
            starts.append(start)
            ends.append(end)
            values.append(value)
            marks.append(mark)
        return Words(starts, ends, values, "".join(marks))

    @staticmethod
    def _is_glued(text: str, start: int, values: list[str]) -> bool:
        """Tell whether a number is money or the tail of a name (``$20``, ``F16``), and so no date."""
        before = text[start - 1]
        return before in _MONEY or (before.isalpha() and values[-1].lower() not in _GLUED) or before == "_"

    def _is_name(self, text: str, end: int, case: str, marks: list[str], values: list[str]) -> bool:
        """Tell whether a month's name is likely a person's or a verb (``Theresa May said``, ``June Smith``)."""
        following = _NEXT.match(text, end)
        after = following.group(1) if following is not None else ""
        if after[:1].isdigit():
            return False
        if marks and marks[-1] not in self._loose:
            return False
        if case == "strict":
            return True
        return bool(values and values[-1][0].isupper()) or after[:1].isupper()

    def _number(self, word: str) -> tuple[str, str]:
        if not word.isascii():  # a superscript or another script's digits
            return OTHER, word
        if "-" in word:
            return self._special["iso"], word
        if "/" in word:
            return self._special["slash_date"], word
        if word[-1] == "s":
            digits = word.rstrip("s'’")
            return (self._special["decade"], digits) if digits[-1] == "0" and len(digits) != 3 else (OTHER, word)
        if word[-1].isalpha():
            return self._shape["ordinal_digits"], word[:-2]
        if "." in word:
            return self._shape["decimal"], word.replace(",", "")
        if "," in word:
            return self._shape["number"], word.replace(",", "")
        if len(word) == 4 and word[0] in "12" and int(word) < 2200:
            return self._shape["year"], word
        if len(word) <= 2 and int(word) <= 31:
            return self._shape["small"], word
        return self._shape["number"], word


def _reach(text: str, end: int, word: str, entry: Entry) -> int | None:
    """Return where an entry's last word ends when the text at hand is the entry, else None."""
    if entry.case and not (word[0].isupper() if entry.case != "upper" else word.isupper()):
        return None
    if not entry.tail:
        return end
    stop = end + len(entry.tail)
    piece = text[end:stop].lower().replace("’", "'").replace("\n", " ")
    if piece != entry.tail or (stop < len(text) and text[stop].isalnum()):
        return None
    return stop
