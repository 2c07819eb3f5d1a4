"""Find the names in a text that the gazetteer knows: every run of capitalised words is looked up, longest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.reading.places.gazetteer import Gazetteer
from dragoman.reading.places.names import name_key
from dragoman.reading.places.patterns import counties_of, patterns
from dragoman.reading.places.segments import Segment, is_gap
from dragoman.reading.places.tables import Words

LONGEST_ACRONYM = 4
"""Letters up to which a word in capitals may be one of its own ("USA")."""
LONGEST_NAME = 6
"""Words; no name of the gazetteer that the press uses is longer."""


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
    """``name``, ``demonym``, ``abbreviation``, ``county`` (of a list of counties) or ``pattern`` (unknown by name)."""

    @property
    def name(self) -> str:
        """The name under which the places of an article are told apart: capitals throughout ("PARIS") say nothing."""
        return self.surface.title() if self.surface.isupper() and len(self.surface) > LONGEST_ACRONYM else self.surface


@dataclass(slots=True)
class _Here:
    """The spots of one segment, the first of each stretch of tokens."""

    number: int
    segment: Segment
    spots: dict[tuple[int, int], Spot] = field(default_factory=dict)

    def add(self, run: tuple[int, int, str], references: tuple[int, ...], kind: str) -> None:
        first, last, surface = run
        if (first, last) not in self.spots:
            start, end = self.segment.tokens[first].start, self.segment.tokens[last - 1].end
            self.spots[first, last] = Spot(self.number, first, last, start, end, surface, references, kind)


def spot(segments: list[Segment], gazetteer: Gazetteer, words: Words) -> list[list[Spot]]:
    """Return for each segment the names in it that the gazetteer or a pattern knows, by start, longest first."""
    runs = [list(_runs(segment, words)) for segment in segments]
    counties = [list(counties_of(segment)) for segment in segments]
    keys = {run[2]: name_key(run[2]) for found in runs for run in found}
    keys |= {f"{run[2]} County": name_key(f"{run[2]} County") for found in counties for run in found}
    known = gazetteer.find(keys.values())
    spots: list[list[Spot]] = []
    for number, (segment, found) in enumerate(zip(segments, runs, strict=True)):
        here = _Here(number, segment)
        for run in counties[number]:
            if references := known.get(keys[f"{run[2]} County"]):
                here.add(run, references, "county")
        barred = [run for run in found if run[2] in words.never]
        for run in found:
            surface = run[2]
            if any(bar[0] <= run[0] and run[1] <= bar[1] for bar in barred):
                continue
            if surface.startswith(("The ", "THE ")) and (
                surface[4:] in gazetteer.exact or keys.get(surface[4:]) in known
            ):
                continue
            if (reference := gazetteer.demonyms.get(surface)) is not None:
                here.add(run, (reference,), "demonym")
            elif (reference := gazetteer.exact.get(surface)) is not None:
                here.add(run, (reference,), "name")
            elif (reference := _abbreviation(surface, gazetteer)) is not None:
                here.add(run, (reference,), "abbreviation")
            elif references := known.get(keys[surface]):
                here.add(run, references, "name")
            elif surface.isupper() and (reference := gazetteer.demonyms.get(surface.title())) is not None:
                here.add(run, (reference,), "demonym")
        for run in patterns(segment, words):
            here.add(run, (), "pattern")
        spots.append(sorted(here.spots.values(), key=lambda item: (item.first, -item.last)))
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
            following = tokens[last]
            if gap in ("'", "’") and following.text == "s":
                surface += gap + "s"
                continue
            if not is_gap(gap):
                break
            if not following.capital and following.text not in words.connectors and following.text not in words.tails:
                break
            surface += ("-" if gap in "-‐‑–" else " ") + following.text
            if following.capital or following.text in words.tails:
                found.append((first, last + 1, surface))
        yield from reversed(found)
