"""Cut the text into segments of words, as the search for names wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r"W\. ?Va\.|(?:[A-Z]\.){2,}|(?:Mt|St|Ste|Ft)\.|\d+(?:st|nd|rd|th)?\b|[^\W\d_]+(?:['’ʻ`ʿ](?!s\b)[^\W\d_]+)*"
)
_GAP = re.compile(r"(?: ?[ \n\t] *|[-‐‑–])\Z")


@dataclass(slots=True)
class Token:
    """A word of a segment, at ``text[start:end]`` of the article."""

    start: int
    end: int
    text: str
    capital: bool


@dataclass(slots=True)
class Segment:
    """A stretch that is read as one: a sentence, or a dateline. ``gaps[i]`` stands between tokens i and i + 1."""

    start: int
    end: int
    kind: str
    sentence: int
    tokens: list[Token]
    gaps: list[str]
    headline: bool
    """Most words are capitalised: a capital says nothing."""


def cut(text: str, start: int, end: int, kind: str, sentence: int) -> Segment:
    """Cut ``text[start:end]`` into the tokens of a segment."""
    tokens = [
        Token(match.start(), match.end(), match[0], match[0][0].isupper())
        for match in _TOKEN.finditer(text, start, end)
    ]
    gaps = [text[left.end : right.start] for left, right in pairwise(tokens)]
    words = [token for token in tokens if len(token.text) > 3]
    sentence_end = kind == "body" and text[start:end].rstrip("\"'”’) ").endswith((".", "?", "!"))
    headline = not sentence_end and len(words) > 3 and sum(token.capital for token in words) >= 0.75 * len(words)
    return Segment(start, end, kind, sentence, tokens, gaps, headline)


def is_gap(gap: str) -> bool:
    """Tell whether what stands between two words lets them be one name."""
    return gap == " " or _GAP.match(gap) is not None
