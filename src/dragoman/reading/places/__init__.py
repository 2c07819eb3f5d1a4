"""Toponyms, and where on the map they are."""

from dragoman.reading.places.index import PlaceIndex
from dragoman.reading.places.reader import PlaceReader

__all__ = ["PlaceIndex", "PlaceReader"]
