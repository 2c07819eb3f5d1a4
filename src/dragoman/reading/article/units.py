"""The lines or paragraphs of a plain text, which parts are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLOCK = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*")
_STOP = re.compile(r"[.!?…:;,]['\"”’)\]»]*$|[\"”]$")
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
LONGEST_PATTERN_LINE = 2000
"""Characters; a longer line is body and not looked at closely."""


@dataclass(slots=True)
class Unit:
    """One line or paragraph: ``text`` stands at ``[start, end)``; ``kind`` is null until a rule says what it is."""

    start: int
    end: int
    text: str
    kind: str | None = None
    words: int = 0
    stopped: bool = False

    def __post_init__(self) -> None:
        self.words = self.text.count(" ") + 1
        self.stopped = _STOP.search(self.text, max(0, len(self.text) - 8)) is not None

    @property
    def short(self) -> bool:
        """Whether the unit is short enough for a line of the page's own."""
        return len(self.text) <= LONGEST_PATTERN_LINE


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, for comparing lines."""
    return [word.casefold() for word in _WORD.findall(text)]


def split_units(text: str) -> list[Unit]:
    """Split a text into units: its lines, or its paragraphs where lines are broken at a fixed width."""
    pattern = _BLOCK if _is_wrapped(text) else _LINE
    units = []
    for match in pattern.finditer(text):
        piece = match.group()
        if stripped := piece.strip():
            start = match.start() + len(piece) - len(piece.lstrip())
            units.append(Unit(start, start + len(stripped), stripped))
    return units


def _is_wrapped(text: str) -> bool:
    """Tell whether lines are broken at a fixed width: most are nearly as long as the longest and go on after it."""
    lines = [line.rstrip() for line in text[:20000].split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after.strip()]
    if len(inner) < 4:
        return False
    width = max(len(line) for line in lines)
    if not 40 <= width <= 120:
        return False
    full = sum(len(line) > width * 0.75 for line in inner)
    ended = sum(line.endswith((".", "!", "?", '"', "”")) for line in inner)
    return full > 0.7 * len(inner) and ended < 0.5 * len(inner)
