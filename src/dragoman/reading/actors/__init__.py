"""Who stands in the article: states, bodies, people, groups, and every way the text speaks of them."""

from dragoman.reading.actors.gazetteer import Hit
from dragoman.reading.actors.index import ActorIndex, Mention
from dragoman.reading.actors.reader import ActorReader

__all__ = ["ActorIndex", "ActorReader", "Hit", "Mention"]
