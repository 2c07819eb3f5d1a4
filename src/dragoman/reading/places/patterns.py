"""Find places that no gazetteer holds by how they are called: roads, waters, parks, counties named in a list."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.places.segments import Segment
from dragoman.reading.places.tables import Words

LONGEST_BEFORE = 3
"""Words that may stand before "Street", "River" and the like."""


def patterns(segment: Segment, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield ``(first, last, surface)`` of names that end in a word like "Street" or begin with one like "Mount"."""
    tokens, gaps = segment.tokens, segment.gaps
    for at, token in enumerate(tokens):
        followed = at + 1 < len(tokens) and gaps[at] in (" ", "-")
        if token.capital and at > 0 and gaps[at - 1] == " " and not segment.headline:
            yield from _behind_in(segment, words, at)
        if followed and token.text in words.numbered and tokens[at + 1].text.isdigit():
            yield from _numbered(segment, at)
        elif token.text not in words.features or segment.headline:
            continue
        elif token.text in words.prefixes and followed and gaps[at] == " " and tokens[at + 1].capital:
            if token.text not in words.numbered and tokens[at + 1].text not in words.bodies:
                yield _run(segment, at, at + 2)
        elif token.text in words.suffixes:
            yield from _ended(segment, words, at)


def _behind_in(segment: Segment, words: Words, at: int) -> Iterator[tuple[int, int, str]]:
    """Yield the capitalised words behind "in" or "the village of", when nothing says that they are something else."""
    tokens, gaps = segment.tokens, segment.gaps
    before = tokens[at - 1].text.lower()
    settled = before == "of" and at > 1 and tokens[at - 2].text.lower() in words.settled
    if before not in ("in", "near", "outside") and not settled:
        return
    last = at + 1
    while last < len(tokens) and last - at <= LONGEST_BEFORE and gaps[last - 1] in (" ", "-") and tokens[last].capital:
        last += 1
    if last - at > LONGEST_BEFORE:
        return
    names = [tokens[place].text for place in range(at, last)]
    if any(len(name) < 4 or name.isupper() for name in names) or names[0] in words.given:
        return
    if any(name in words.never or name in words.titles or name in words.bodies for name in names):
        return
    if (
        last < len(tokens)
        and gaps[last - 1] == " "
        and not tokens[last].capital
        and tokens[last].text not in words.small | words.going_on
    ):
        return
    yield _run(segment, at, last)


def _numbered(segment: Segment, at: int) -> Iterator[tuple[int, int, str]]:
    """Yield "Highway 10", and "Otter County Road 3" with the county that keeps the road."""
    tokens, gaps = segment.tokens, segment.gaps
    first = at
    if tokens[at].text == "Road":
        if at == 0 or tokens[at - 1].text not in ("County", "State") or gaps[at - 1] != " ":
            return
        first = at - 1
        while first > 0 and at - first < LONGEST_BEFORE and gaps[first - 1] == " " and tokens[first - 1].capital:
            first -= 1
    yield _run(segment, first, at + 2)


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
    # A run is not cut behind a word of a name: "Sabine River National Wildlife Refuge"
    while (
        first > 0
        and (at - first < LONGEST_BEFORE or tokens[first].text in words.suffixes)
        and gaps[first - 1] in (" ", "-")
    ):
        before = tokens[first - 1]
        ordinal = before.text[0].isdigit() and not before.text.isdigit() and tokens[at].text in words.roads
        if not (before.capital or ordinal) or before.text in words.titles:
            break
        if before.text in words.parties and gaps[first - 1] == "-":
            break
        if first - 1 == 0 and before.text.lower() in words.small:
            break
        first -= 1
    if first < at:
        yield _run(segment, first, at + 1)


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
            elif tokens[at].text in ("and", "or"):
                at -= 1
            else:
                break
            if at >= 0 and not (gaps[at] == ", " or {tokens[at].text, tokens[at + 1].text} & {"and", "or"}):
                break


def _run(segment: Segment, first: int, last: int) -> tuple[int, int, str]:
    words = [segment.tokens[first].text]
    for at in range(first + 1, last):
        words += ["-" if segment.gaps[at - 1] == "-" else " ", segment.tokens[at].text]
    return first, last, "".join(words)
