"""Find places that no gazetteer holds by how they are called: roads, waters, parks, counties named in a list."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.places.segments import Segment
from dragoman.reading.places.tables import Words

LONGEST_BEFORE = 3
"""Words that may stand before "Street", "River" and the like."""
_SHORT = frozenset({"St", "Ave", "Rd", "Blvd"})
_NUMBERED = frozenset({"Highway", "Route", "Interstate", "Road"})


def patterns(segment: Segment, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield ``(first, last, surface)`` of names that end in a word like "Street" or begin with one like "Mount"."""
    tokens, gaps = segment.tokens, segment.gaps
    for at, token in enumerate(tokens):
        if (
            token.text in _NUMBERED
            and at + 1 < len(tokens)
            and tokens[at + 1].text.isdigit()
            and gaps[at] in (" ", "-")
        ):
            first = at - 1 if token.text == "Road" else at
            if first >= 0 and (first == at or (tokens[first].text in ("County", "State") and gaps[first] == " ")):
                while first == at - 1 and first > 0 and gaps[first - 1] == " " and tokens[first - 1].capital:
                    first -= 1
                    if at - first >= LONGEST_BEFORE:
                        break
                yield _run(segment, first, at + 2)
        elif token.text in words.features and not segment.headline:
            if token.text in words.suffixes and token.text not in ("Lake",):
                yield from _ended(segment, words, at)
            elif token.text in words.prefixes and at + 1 < len(tokens) and gaps[at] == " " and tokens[at + 1].capital:
                if token.text not in ("Highway", "Route", "Interstate") and tokens[at + 1].text not in words.bodies:
                    yield _run(segment, at, at + 2)
            if token.text == "Lake":
                if at + 1 < len(tokens) and gaps[at] == " " and tokens[at + 1].capital:
                    yield _run(segment, at, at + 2)
                else:
                    yield from _ended(segment, words, at)


def _ended(segment: Segment, words: Words, at: int) -> Iterator[tuple[int, int, str]]:
    """Yield the name that ends in the word at ``at``, when capitalised words stand before it and none behind."""
    tokens, gaps = segment.tokens, segment.gaps
    if (
        at + 1 < len(tokens)
        and gaps[at] == " "
        and tokens[at + 1].capital
        and tokens[at + 1].text not in words.suffixes
    ):
        return
    if at + 1 < len(tokens) and gaps[at] == " " and tokens[at + 1].text in words.suffixes and tokens[at].text != "St":
        return
    first = at
    while first > 0 and at - first < LONGEST_BEFORE and gaps[first - 1] in (" ", "-"):
        before = tokens[first - 1]
        ordinal = before.text[0].isdigit() and not before.text.isdigit() and token_is_road(tokens[at].text, words)
        if not (before.capital or ordinal) or before.text in words.titles:
            break
        if first - 1 == 0 and before.text.lower() in words.small:
            break
        first -= 1
    if first < at:
        yield _run(segment, first, at + 1)


def token_is_road(text: str, words: Words) -> bool:
    """Tell whether a word is one that ends the names of roads."""
    return text in words.roads


def counties_of(segment: Segment) -> Iterator[tuple[int, int, str]]:
    """Yield the single words of a list that ends in "counties" ("Walton and Oconee counties")."""
    tokens, gaps = segment.tokens, segment.gaps
    for end, token in enumerate(tokens):
        if token.text.lower() != "counties":
            continue
        at = end - 1
        while at >= 0:
            if tokens[at].capital and (at + 1 >= end or gaps[at] in (", ", " ")):
                first = at
                while first > 0 and tokens[first - 1].capital and gaps[first - 1] == " ":
                    first -= 1
                yield _run(segment, first, at + 1)
                at = first - 1
            elif tokens[at].text == "and":
                at -= 1
            else:
                break
            if at >= 0 and not (tokens[at].text == "and" or gaps[at] == ", " or tokens[at + 1].text == "and"):
                break


def _run(segment: Segment, first: int, last: int) -> tuple[int, int, str]:
    words = [segment.tokens[first].text]
    for at in range(first + 1, last):
        words += ["-" if segment.gaps[at - 1] == "-" else " ", segment.tokens[at].text]
    return first, last, "".join(words)
