"""Time expressions, and the days they mean."""

from dragoman.reading.times.index import TimeIndex
from dragoman.reading.times.reader import TimeReader

__all__ = ["TimeIndex", "TimeReader"]
