"""Find the time expressions of an article."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.language import ParsedArticle
from dragoman.record import Time


class TimeReader:
    """Finds time expressions and anchors them to the publication date."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(self, parsed: ParsedArticle) -> tuple[Time, ...]:
        """Return the time expressions of an article, in the order of the text."""
        return ()
