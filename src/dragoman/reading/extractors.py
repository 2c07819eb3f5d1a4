"""The event stage as a plugin: an entry point of the group ``dragoman.extractors``.

A plugin is a callable that takes the tables and the least confidence, and returns something with ``read``. Dragoman's
own stage is called ``lexicon`` and is no plugin.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.defaults import OWN
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.statements import StatementIndex
from dragoman.record import Event, Time

GROUP = "dragoman.extractors"


class EventExtractor(Protocol):
    """Finds the events of an article whose actors, places, times and statements are known."""

    def read(
        self,
        parsed: ParsedArticle,
        actors: ActorIndex,
        places: PlaceIndex,
        times: tuple[Time, ...],
        statements: StatementIndex,
    ) -> tuple[Event, ...]:
        """Return the events of an article."""


def names() -> tuple[str, ...]:
    """Return the names of all extractors, Dragoman's own first."""
    return (OWN, *sorted({point.name for point in entry_points(group=GROUP)} - {OWN}))


def extractor(name: str, knowledge: Knowledge, *, least: float) -> EventExtractor:
    """Return the extractor of a plugin.

    Raises:
        UsageError: there is none of that name, or it cannot be made; the message says why.
    """
    found = next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        raise UsageError(f"no extractor '{name}'; there are {', '.join(names())}")
    try:
        made: EventExtractor = found.load()(knowledge, least=least)
    except ImportError as error:
        raise UsageError(f"extractor '{name}' cannot be loaded ({error})") from error
    return made
