"""The places of one article, as the rooms above ask for them."""

from __future__ import annotations

from dragoman.record import Place, PlaceMention


class PlaceIndex:
    """The places of one article and their mentions."""

    def __init__(self, places: tuple[Place, ...] = ()) -> None:
        self.places = places

    def within(self, start: int, end: int) -> list[tuple[PlaceMention, Place]]:
        """Return the mentions that lie within ``[start, end)`` of the text, in order, each with its place."""
        found = [(m, p) for p in self.places for m in p.mentions if start <= m.start and m.end <= end]
        return sorted(found, key=lambda pair: pair[0].start)
