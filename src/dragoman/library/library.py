"""The library: where records are kept, asked and corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from dragoman.library import runs
from dragoman.library.engine import connect, reading, writing
from dragoman.library.runs import Run
from dragoman.library.upgrading import bring_up
from dragoman.library.writing import Writer


class Library:
    """A library of records; several programs may have it open, one writes at a time, nobody waits to read.

    Args:
        where: a path of a SQLite file, a ``postgresql://`` URL, or None for ``library.db`` in the user's data folder.
        create: whether to make it when it is not there.

    Raises:
        LibraryError: it is not there, cannot be opened, or was made by a newer version.
    """

    def __init__(self, where: str | Path | None = None, *, create: bool = False) -> None:
        self.engine: Engine = connect(where, create=create)
        bring_up(self.engine, create=create)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of its connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to ask with; it sees one state of the library and blocks nobody."""
        with reading(self.engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection to write with, in one transaction."""
        with writing(self.engine) as connection:
            yield connection

    def writer(self, *, reader: str, settings: dict[str, Any], knowledge: str, sources: Sequence[str]) -> Writer:
        """Begin a run and return what writes its readings."""
        return Writer(self.engine, reader=reader, settings=settings, knowledge=knowledge, sources=sources)

    def runs(self) -> list[Run]:
        """Return all runs, the oldest first."""
        with self.reading() as connection:
            return runs.listed(connection)

    def run(self, seq: int) -> Run:
        """Return one run; raises LibraryError when there is none of that number."""
        with self.reading() as connection:
            return runs.one(connection, seq)

    def failures(self, seq: int) -> list[tuple[str, str]]:
        """Return what could not be read in a run, as ``(place, reason)``."""
        with self.reading() as connection:
            return runs.failures_of(connection, seq)

    def roll_back(self, seq: int) -> int:
        """Take back a run and let the readings before it count again; return how many articles that touched."""
        with self.writing() as connection:
            return runs.roll_back(connection, seq)
