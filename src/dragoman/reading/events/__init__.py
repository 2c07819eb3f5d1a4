"""Who did what to whom."""

from dragoman.reading.events.reader import EventReader

__all__ = ["EventReader"]
