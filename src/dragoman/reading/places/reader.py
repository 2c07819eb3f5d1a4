"""Find the places of an article."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places.index import PlaceIndex


class PlaceReader:
    """Finds toponyms and resolves them against the shipped slice of GeoNames."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(self, parsed: ParsedArticle, actors: ActorIndex) -> PlaceIndex:
        """Return the places of an article."""
        return PlaceIndex()
