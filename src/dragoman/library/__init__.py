"""The library: records kept, found and corrected."""

from dragoman.library.library import Library
from dragoman.library.runs import Run
from dragoman.library.writing import Kept, Writer

__all__ = ["Kept", "Library", "Run", "Writer"]
