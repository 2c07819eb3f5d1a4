"""The library: where records are kept, asked and corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from dragoman.errors import LibraryError
from dragoman.library import registry as registers
from dragoman.library import runs
from dragoman.library.engine import connect, default_library, reading, writing
from dragoman.library.runs import Run
from dragoman.library.upgrading import bring_up
from dragoman.library.writing import Writer
from dragoman.record import Registry


class Library:
    """A library of records; several programs may have it open, one writes at a time, nobody waits to read.

    Args:
        where: a path of a SQLite file, a ``postgresql://`` URL, or None for ``library.db`` in the user's data folder.
        create: whether to make it when it is not there.

    ``where`` says which it is, as a path or URL.

    Raises:
        LibraryError: it is not there, cannot be opened, or was made by a newer version.
    """

    def __init__(self, where: str | Path | None = None, *, create: bool = False) -> None:
        self.where = str(where) if where is not None else str(default_library())
        self.engine: Engine = connect(self.where, create=create)
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

    def writer(
        self,
        *,
        reader: str,
        settings: dict[str, Any],
        knowledge: str,
        sources: Sequence[str],
        registry: str | None = None,
    ) -> Writer:
        """Begin a run and return what writes its readings."""
        return Writer(
            self.engine, reader=reader, settings=settings, knowledge=knowledge, sources=sources, registry=registry
        )

    def registry(self, run: int | None = None) -> Registry:
        """Return the persons and offices that the library knows now, or those that a run was read with.

        Raises:
            LibraryError: there is no such run, or its registry was that of another library.
        """
        with self.reading() as connection:
            if run is None:
                return registers.learn(connection)
            checksum = runs.one(connection, run).settings.get("registry")
            if checksum is None:
                raise LibraryError(f"run {run} was read without a registry")
            return registers.kept(connection, checksum)

    def learn(self) -> Registry:
        """Return the persons and offices that the library knows now, and keep them for the run that reads with them."""
        with self.reading() as connection:
            found = registers.learn(connection)
            if registers.latest(connection) == found.checksum:
                return found
        with self.writing() as connection:
            registers.keep(connection, found)
        return found

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
