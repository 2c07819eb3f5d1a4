"""Find the surnames of an article, so that a place of the same name is not read for the person."""

from __future__ import annotations

from dragoman.reading.places.segments import Segment
from dragoman.reading.places.tables import Words


def surnames(segments: list[Segment], words: Words) -> frozenset[str]:
    """Return the words that stand behind a given name or a title and nowhere behind "in": surnames."""
    found: set[str] = set()
    places: set[str] = set()
    for segment in segments:
        if segment.headline:
            continue
        tokens = segment.tokens
        for at in range(1, len(tokens)):
            if not tokens[at].capital or len(tokens[at].text) < 2:
                continue
            before, gap = tokens[at - 1], segment.gaps[at - 1]
            if before.capital and (gap == " " or gap == ". "):
                is_name = before.text in words.given or (len(before.text) == 1 and at > 1)
                titled = before.text in words.titles and before.text not in words.bodies
                follows = at + 1 < len(tokens) and tokens[at + 1].capital and segment.gaps[at] == " "
                if (is_name or titled) and not (follows and tokens[at + 1].text in words.suffixes):
                    found.add(tokens[at].text)
            elif gap == " " and before.text in words.inside:
                places.add(tokens[at].text)
    return frozenset(found - places)
