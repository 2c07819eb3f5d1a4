"""What holds between actors over time."""

from dragoman.reading.relations.reader import RelationReader

__all__ = ["RelationReader"]
