"""Find the names in a text that the gazetteer knows: every run of capitalised words is looked up, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading.places.gazetteer import Gazetteer
from dragoman.reading.places.names import name_key
from dragoman.reading.places.tables import Words

LONGEST_NAME = 6
"""Words; no name of the gazetteer that the press uses is longer."""

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|(?:Mt|St|Ste|Ft)\.|\d+(?:st|nd|rd|th)?\b|[^\W\d_]+(?:['’ʻ`ʿ](?!s\b)[^\W\d_]+)*")
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


@dataclass(slots=True)
class Spot:
    """A name of the gazetteer at tokens ``[first, last)`` of a segment, with the references filed under it."""

    segment: int
    first: int
    last: int
    start: int
    end: int
    surface: str
    references: tuple[int, ...]
    kind: str
    """``name``, ``demonym`` or ``abbreviation``."""


def cut(text: str, start: int, end: int, kind: str, sentence: int) -> Segment:
    """Cut ``text[start:end]`` into the tokens of a segment."""
    tokens = [
        Token(match.start(), match.end(), match[0], match[0][0].isupper())
        for match in _TOKEN.finditer(text, start, end)
    ]
    gaps = [text[left.end : right.start] for left, right in zip(tokens, tokens[1:], strict=False)]
    words = [token for token in tokens if len(token.text) > 3]
    headline = len(words) > 3 and sum(token.capital for token in words) >= 0.75 * len(words)
    return Segment(start, end, kind, sentence, tokens, gaps, headline)


def is_gap(gap: str) -> bool:
    """Tell whether what stands between two words lets them be one name."""
    return gap == " " or _GAP.match(gap) is not None


def spot(segments: list[Segment], gazetteer: Gazetteer, words: Words) -> list[list[Spot]]:
    """Return for each segment all the names in it that the gazetteer knows, by start, longest first."""
    runs = [list(_runs(segment, words)) for segment in segments]
    keys = {run[2]: name_key(run[2]) for found in runs for run in found}
    known = gazetteer.find(keys.values())
    spots: list[list[Spot]] = []
    for number, (segment, found) in enumerate(zip(segments, runs, strict=True)):
        here: list[Spot] = []
        for first, last, surface in found:
            start, end = segment.tokens[first].start, segment.tokens[last - 1].end
            if (reference := gazetteer.demonyms.get(surface)) is not None:
                here.append(Spot(number, first, last, start, end, surface, (reference,), "demonym"))
            elif (reference := gazetteer.exact.get(surface)) is not None:
                here.append(Spot(number, first, last, start, end, surface, (reference,), "name"))
            elif (reference := _abbreviation(surface, gazetteer)) is not None:
                here.append(Spot(number, first, last, start, end, surface, (reference,), "abbreviation"))
            elif references := known.get(keys[surface]):
                here.append(Spot(number, first, last, start, end, surface, references, "name"))
            elif surface.isupper() and (reference := gazetteer.demonyms.get(surface.title())) is not None:
                here.append(Spot(number, first, last, start, end, surface, (reference,), "demonym"))
        spots.append(here)
    return spots


def _abbreviation(surface: str, gazetteer: Gazetteer) -> int | None:
    return gazetteer.abbreviations.get(surface, gazetteer.abbreviations.get(surface + "."))


def _runs(segment: Segment, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield the runs of words that may be a name: both ends capitalised, small words only inside."""
    tokens, gaps = segment.tokens, segment.gaps
    for first, token in enumerate(tokens):
        if not token.capital:
            continue
        found: list[tuple[int, int, str]] = [(first, first + 1, token.text)]
        surface = token.text
        for last in range(first + 1, min(first + LONGEST_NAME, len(tokens))):
            gap = gaps[last - 1]
            if not is_gap(gap):
                break
            following = tokens[last]
            if not following.capital and following.text not in words.connectors:
                break
            surface += ("-" if gap in "-‐‑–" else " ") + following.text
            if following.capital:
                found.append((first, last + 1, surface))
        yield from reversed(found)
