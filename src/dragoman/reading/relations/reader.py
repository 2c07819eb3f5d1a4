"""Find the standing relations that an article asserts."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.statements import StatementIndex
from dragoman.record import Event, Relation, Time


class RelationReader:
    """Finds standing relations by patterns over the parse."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(
        self,
        parsed: ParsedArticle,
        actors: ActorIndex,
        places: PlaceIndex,
        times: tuple[Time, ...],
        statements: StatementIndex,
        events: tuple[Event, ...],
    ) -> tuple[Relation, ...]:
        """Return the relations of an article."""
        return ()
