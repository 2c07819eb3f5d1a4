"""Time expressions, and the days they mean."""

from dragoman.reading.times.reader import TimeReader

__all__ = ["TimeReader"]
