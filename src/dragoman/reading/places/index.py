"""The places of one article, as the rooms above ask for them."""

from __future__ import annotations

from bisect import bisect_left

from dragoman.record import Place, PlaceMention


class PlaceIndex:
    """The places of one article, with their mentions and the nouns that point back at them."""

    def __init__(self, places: tuple[Place, ...] = ()) -> None:
        self.places = places
        pairs = [(mention, place) for place in places for mention in place.mentions]
        pairs += [
            (PlaceMention(start=start, end=end, sense="literal"), place)
            for place in places
            for start, end in place.nominals
        ]
        self._pairs = sorted(pairs, key=lambda pair: pair[0].start)
        self._starts = [mention.start for mention, _ in self._pairs]

    def within(self, start: int, end: int) -> list[tuple[PlaceMention, Place]]:
        """Return the mentions that lie within ``[start, end)`` of the text, in order, each with its place."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [pair for pair in self._pairs[first:last] if pair[0].end <= end]

    def literal_within(self, start: int, end: int) -> list[tuple[PlaceMention, Place]]:
        """Return those of the mentions within ``[start, end)`` that name a place as a place: where events can be."""
        return [pair for pair in self.within(start, end) if pair[0].sense == "literal"]

    def at(self, offset: int) -> tuple[PlaceMention, Place] | None:
        """Return the mention that covers an offset of the text, with its place, or None."""
        found = bisect_left(self._starts, offset + 1) - 1
        if found >= 0 and offset < self._pairs[found][0].end:
            return self._pairs[found]
        return None
