"""What a library knows of persons and offices, handed to the reading as data."""

from __future__ import annotations

from dragoman.library import Library
from dragoman.record import OfficeSeen


def registry(library: Library, run: int | None = None) -> tuple[OfficeSeen, ...]:
    """Return the persons and offices that a library knows now, or those that a run was read with, for a `Reader`.

    Raises:
        LibraryError: there is no such run, or it was read without a registry.
    """
    return library.registry(run).offices
