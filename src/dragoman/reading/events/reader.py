"""Find the events of an article."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.statements import StatementIndex
from dragoman.record import Event, Time


class EventReader:
    """Finds events by the lexicon, the syntax around its words, and their modality."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(
        self,
        parsed: ParsedArticle,
        actors: ActorIndex,
        places: PlaceIndex,
        times: tuple[Time, ...],
        statements: StatementIndex,
    ) -> tuple[Event, ...]:
        """Return the events of an article, mentions of one event merged."""
        return ()
