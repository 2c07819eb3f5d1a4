"""Find the actors of an article."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.language import ParsedArticle


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name that stands at ``text[start:end]``, by word borders."""

    start: int
    end: int
    entry: int


class ActorReader:
    """Finds actors by one gazetteer pass over the text and by the syntax around names and offices."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def scan(self, text: str) -> list[Hit]:
        """Return the gazetteer names that stand in a text; this runs before the parse and gates it."""
        return []

    def read(self, parsed: ParsedArticle, hits: list[Hit]) -> ActorIndex:
        """Return the actors of an article."""
        return ActorIndex()

    def given(self, parsed: ParsedArticle, spans: list[tuple[int, int]]) -> tuple[ActorIndex, list[str]]:
        """Return an index in which each of the given spans is one actor, and their ids in that order.

        For `dragoman classify`, whose callers have marked the actors already.
        """
        return ActorIndex(), []
