"""What a library knows of persons and offices, handed to the reading as data."""

from __future__ import annotations

import msgspec

from dragoman.library import Library
from dragoman.library.registry import Registry
from dragoman.reading.actors import Seen, Snapshot


def snapshot(registry: Registry) -> Snapshot:
    """Return a library's registry as the reading takes it."""
    return Snapshot(
        checksum=registry.checksum, seen=msgspec.convert(registry.offices, tuple[Seen, ...], from_attributes=True)
    )


def registry(library: Library, run: int | None = None) -> tuple[Seen, ...]:
    """Return the persons and offices that a library knows now, or those that a run was read with, for a `Reader`.

    Raises:
        LibraryError: there is no such run, or it was read without a registry.
    """
    return snapshot(library.registry(run)).seen
