"""Clean text: one form of each character, one kind of line end, no control characters."""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85\v\f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b\u2060\u00ad]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_EDGES = re.compile(r"[ ]*\n[ ]*")
_BLANK = re.compile(r"\n{3,}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    """Return a text in NFC, with line feeds for line ends, single spaces, and no control or zero-width characters."""
    text = _LINE_END.sub("\n", without_surrogates(text))
    text = unicodedata.normalize("NFC", _CONTROL.sub("", text))
    return _BLANK.sub("\n\n", _EDGES.sub("\n", _SPACES.sub(" ", text))).strip()


def without_surrogates(text: str) -> str:
    """Return a text with U+FFFD for each lone surrogate, which no encoding can write; the length stays."""
    return _SURROGATE.sub("\ufffd", text)
