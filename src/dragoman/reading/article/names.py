"""The names of authors: in bylines, in metadata, in a caller's table."""

from __future__ import annotations

import html
import re
from calendar import month_abbr, month_name
from collections.abc import Iterable

from dragoman.reading.article.phrases import Phrases

_PARTICLES = frozenset(
    "af al and at bin da das de del della den der di dos du el for ibn in la le of ten ter the van von &".split(" ")
)
_SEPARATOR = re.compile(r"\s*(?:;|\||•|·|\n|\t|/(?!/)|,?\s+(?:and|&|with)\s+|,\s+)\s*")
_PLACE_TAIL = re.compile(r"\s+(?:in|at|for|reports? from|reporting from)\s+[A-Z].*$")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D)\.?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.’'‘\-]*(?:\s+[^\W\d_][\w.’'‘\-]*){0,5}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_MONTHS = "|".join(f"{name}|{short}" for name, short in zip(month_name[1:], month_abbr[1:], strict=True))
_STAMP = re.compile(
    rf"\s*(?:\b(?:updated|published|posted|last|on)\b.*|\d{{1,2}}[:.]\d{{2}}.*"
    rf"|\b(?:{_MONTHS}|Sept)\.? \d{{1,2}}.*|\d{{4}}-\d{{2}}-\d{{2}}.*)$"
)
LONGEST_BYLINE = 160
"""Characters; a longer line is no byline."""


class Names:
    """Splits and cleans the names of authors."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def clean(self, given: Iterable[str]) -> tuple[str, ...]:
        """Return single names, in order and once each, from names as metadata or a byline words them."""
        found: dict[str, str] = {}
        for entry in given:
            for name in self._split(entry):
                found.setdefault(name.casefold(), name)
        return tuple(found.values())

    def in_byline(self, line: str) -> tuple[str, ...]:
        """Return the authors that a line names if it is a byline (``By Jane Doe and John Roe``), else nothing."""
        if len(line) > LONGEST_BYLINE or (match := self._phrases.byline_start.match(line)) is None:
            return ()
        rest = _STAMP.sub("", line[match.end() :])
        if not rest or rest.split()[0].casefold().strip(",.") in self._phrases.never_names:
            return ()
        pieces = self._split(rest)
        plain = rest.rstrip(".").split()
        lower = [word for word in plain if word.islower() and word not in _PARTICLES]
        if not pieces or (rest.endswith((".", "?", "!")) and lower) or len(lower) > 4 or len(lower) > len(plain) / 2:
            return ()
        return tuple(dict.fromkeys(pieces))

    def _split(self, entry: str) -> list[str]:
        text = html.unescape(_ADDRESS.sub(" ", entry)).replace("\xa0", " ").strip()
        text = self._phrases.byline_start.sub("", text, count=1) if self._phrases.byline_start.match(text) else text
        names: list[str] = []
        for piece in _SEPARATOR.split(re.sub(r"\([^)]*\)", " ", text)):
            if _SUFFIX.fullmatch(piece) and names:
                names[-1] = f"{names[-1]}, {piece}"
                continue
            name = self._bare(" ".join(piece.split()))
            if self._is_name(name):
                names.append(_cased(name))
        return names

    def _bare(self, piece: str) -> str:
        """Return a name without the office, agency or place after it; a piece that is an agency's name stays whole."""
        bare = self._phrases.byline_end.sub("", piece)
        if len(bare.split()) < 2:
            bare = piece
        return _PLACE_TAIL.sub("", bare).strip(" ,.-–—:*")

    def _is_name(self, name: str) -> bool:
        if not 3 <= len(name) <= 60 or _NAME.fullmatch(name) is None:
            return False
        words = name.split()
        if name[0].isupper() and self._phrases.byline_end.search(name):
            return True  # "Gazette staff reporter": nobody else is named
        return all(word[0].isupper() or word.casefold() in _PARTICLES or not word[0].isalpha() for word in words)


def _cased(name: str) -> str:
    """Return a name in capitals with small letters; others as they are."""
    if name.isupper() and len(name) > 6 and " " in name:
        return " ".join(word.capitalize() if len(word) > 2 or "." not in word else word for word in name.split())
    return name
