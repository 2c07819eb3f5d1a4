"""Opening a library: a SQLite file in WAL mode, or a PostgreSQL server by URL."""

from __future__ import annotations

import getpass
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from dragoman.errors import LibraryError

WAIT = 60
"""Seconds a writer waits for another writer of the same SQLite file."""

LOCK = 0x647261676F6D616E
"""Key of the PostgreSQL advisory lock that lets one writer in at a time."""

_WRITES = "dragoman_writes"


def default_library() -> Path:
    """Return the library used when none is named: ``library.db`` in the user's data folder."""
    return Path(platformdirs.user_data_dir("dragoman", appauthor=False)) / "library.db"


def connect(where: str | Path | None, *, create: bool) -> Engine:
    """Return an engine for a library.

    Args:
        where: a path of a SQLite file, a ``postgresql://`` URL, or None for `default_library`.
        create: whether a SQLite file that is not there may be made.

    Raises:
        LibraryError: the file is not there and may not be made, is no SQLite file, or no server answers.
    """
    address = str(where) if where is not None else str(default_library())
    if "://" in address:
        return _server(address)
    return _file(Path(address), create)


def _server(address: str) -> Engine:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        # the address may have a password in it, and the message of the error may have the address
        raise LibraryError("this is no URL of a database; write postgresql://user@host:5432/name") from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LibraryError(f"no library can be kept in {url.get_backend_name()}; give a path or a postgresql:// URL")
    shown = url.render_as_string(hide_password=True)
    arguments: dict[str, Any] = {}
    query = dict(url.query)
    if url.username is None:
        # as psql does
        with suppress(KeyError, OSError):
            url = url.set(username=getpass.getuser())
    # libpq's way to name a socket's folder; pg8000 wants the socket itself
    if (folder := query.pop("host", None)) and str(folder).startswith("/"):
        arguments["unix_sock"] = f"{folder}/.s.PGSQL.{query.pop('port', None) or url.port or 5432}"
    url = url.set(drivername="postgresql+pg8000", query=query)
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)
    _reach(engine, shown)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

    return engine


def _file(path: Path, create: bool) -> Engine:
    try:
        # an empty file is none yet
        there = path.exists() and not (path.is_file() and not path.stat().st_size)
    except OSError as error:
        raise LibraryError(f"no library can be at {path} ({error.strerror or error})") from error
    if not there:
        if not create:
            raise LibraryError(f"no library at {path}; make one with 'dragoman add', or name another with --library")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"no library can be made at {path} ({error.strerror or error})") from error
    if path.is_dir():
        raise LibraryError(f"{path} is a folder; a library is a file, such as {path / 'library.db'}")
    _refuse_others(path)
    engine = create_engine(f"sqlite:///{path}", creator=partial(_opened, path))

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: object) -> None:
        # the driver's own transactions begin too late to lock rightly: SQLAlchemy's begin below does it
        connection.isolation_level = None
        for pragma in (
            *(() if _is_sealed(path) else ("journal_mode = WAL", "synchronous = FULL")),
            "foreign_keys = ON",
            "cache_size = -65536",
            "mmap_size = 268435456",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    _reach(engine, str(path))
    return engine


def _opened(path: Path) -> sqlite3.Connection:
    if _is_sealed(path):
        return _looked_into(path)
    return sqlite3.connect(path, timeout=WAIT, check_same_thread=False)


def _looked_into(path: Path) -> sqlite3.Connection:
    """Open a file that must stay as it is."""
    address = f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if _is_sealed(path) else "")
    return sqlite3.connect(address, uri=True, timeout=WAIT, check_same_thread=False)


def _is_sealed(path: Path) -> bool:
    """Return whether a library is where we may not write, as on a medium: SQLite must then not make files beside it.

    Where there is a journal beside it somebody else writes, and SQLite reads through that.
    """
    journal = path.with_name(path.name + "-wal")
    return path.is_file() and not os.access(path.parent, os.W_OK) and not journal.exists()


def _refuse_others(path: Path) -> None:
    """Raise LibraryError for the SQLite file of another program, before anything in it is changed."""
    if not path.is_file():
        return
    try:
        with closing(_looked_into(path)) as opened:
            names = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error:
        return  # what is wrong is told where it is opened
    if names and "alembic_version" not in names:
        raise LibraryError(f"{path} is the file of another program (with a table '{min(names)}'); name another")


def _reach(engine: Engine, name: str) -> None:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except (DBAPIError, OSError) as error:
        raise LibraryError(f"the library {name} cannot be opened ({said_by(error)})") from error
    except Exception as error:
        # pg8000 raises errors of its own before SQLAlchemy can wrap them
        raise LibraryError(f"the library {name} cannot be opened ({said_by(error)})") from error


def said_by(error: Exception) -> str:
    """Return what a database says of an error, in one line."""
    told = getattr(error, "orig", error)
    fields = told.args[0] if told.args else None
    # pg8000 gives the fields of PostgreSQL's message, M for the message itself
    said = fields["M"] if isinstance(fields, dict) and "M" in fields else told.__cause__ or told
    return " ".join(str(said).split())


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the library from beginning to end and blocks nobody.

    Raises:
        LibraryError: the file is damaged, the tables may not be read, or the connection was lost.
    """
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        raise LibraryError(f"the library could not be read ({said_by(error)})") from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction of its own, one writer at a time; all of it is kept, or nothing.

    Raises:
        LibraryError: the disk is full, the file may not be written, or another writer did not finish.
    """
    try:
        with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        said = said_by(error)
        raise LibraryError(f"the library could not be written ({said}); nothing of this step was kept") from error
