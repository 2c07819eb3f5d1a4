"""Finding what a library holds: one function a kind of row, all by the same `Query`."""

from dragoman.questions.actors import find_actors
from dragoman.questions.articles import find_articles
from dragoman.questions.events import find_events
from dragoman.questions.relations import find_relations
from dragoman.questions.statements import find_statements

__all__ = ["find_actors", "find_articles", "find_events", "find_relations", "find_statements"]
