"""What an article or a sentence is about where that decides what its words mean: games, the stage, hazards."""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge
from dragoman.reading.language import ParsedArticle

DENSE = 0.012
"""The share of its words from which an article is about a topic; set by reading, on news of all kinds."""

DIFFERENT = 5
"""How many different words of a topic such an article has at least."""

LEISURE = ("sport", "stage")
_WORD = re.compile(r"[a-z][a-z\-]+")


class Topics:
    """Tells topics by their words (``events/topics.tsv``)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._topics: dict[str, set[str]] = {}
        for row in knowledge.table("events/topics.tsv"):
            words = self._topics.setdefault(row["topic"], set())
            words.update(word.strip() for word in row["words"].split("|"))

    def of_article(self, parsed: ParsedArticle) -> str | None:
        """Return the pastime that an article is about, ``sport`` or ``stage``, or None."""
        words = _WORD.findall(parsed.article.text.lower())
        for name in LEISURE:
            found = [word for word in words if word in self._topics[name]]
            if len(found) >= DENSE * len(words) and len(set(found)) >= DIFFERENT:
                return name
        return None

    def count(self, words: frozenset[str], topic: str) -> int:
        """Return how many words of a topic are among the words of a sentence, lower case."""
        return len(words & self._topics[topic])
