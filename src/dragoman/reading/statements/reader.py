"""Find the statements of an article."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.statements.index import StatementIndex


class StatementReader:
    """Finds direct, indirect and mixed quotation with its speaker."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def may_quote(self, text: str) -> bool:
        """Tell from its words alone whether a sentence may hold a statement, so that it is worth parsing."""
        return True

    def read(self, parsed: ParsedArticle, actors: ActorIndex) -> StatementIndex:
        """Return the statements of an article."""
        return StatementIndex()
