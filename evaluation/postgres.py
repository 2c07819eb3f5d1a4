"""A PostgreSQL server of a measure's own, and a library copied into it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, LargeBinary, Table, Text

from evaluation.bench import NotThereError

TOGETHER = 10_000
"""Rows sent at once."""


@contextmanager
def server(*settings: str) -> Iterator[str]:
    """Give the URL of an empty database of a server on a socket in a folder of its own.

    Args:
        settings: what is set otherwise than installed (``fsync=off``).

    Raises:
        NotThereError: no PostgreSQL is installed.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise NotThereError("no PostgreSQL is installed; on Debian: apt install postgresql")
    # the server refuses to run as root; a socket's path may have no more than 107 characters
    folder = tempfile.mkdtemp(prefix="dragoman-pg-", dir="/tmp")
    ahead: list[str] = []
    if os.geteuid() == 0:
        ahead = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    control = [*ahead, str(programs[-1] / "pg_ctl"), "-D", f"{folder}/data", "-w", "-s"]
    make = [*ahead, str(programs[-1] / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-U", "postgres"]
    try:
        subprocess.run([*make, "-E", "UTF8", "--locale=C.UTF-8"], check=True, capture_output=True, cwd="/")
        how = " ".join([f"-k {folder}", *(f"-c {setting}" for setting in ("listen_addresses=''", *settings))])
        subprocess.run([*control, "-o", how, "-l", f"{folder}/log", "start"], check=True, capture_output=True, cwd="/")
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def database(address: str, name: str) -> str:
    """Make an empty database beside the one of an address, and return its URL."""
    from dragoman.library.engine import connect

    engine = connect(address, create=False)
    _alone(engine, f"CREATE DATABASE {name}")
    engine.dispose()
    return address.replace("/postgres?", f"/{name}?")


def copy(path: Path, address: str) -> None:
    """Copy the SQLite library at a path into a new one at an address, table by table, as PostgreSQL loads dumps."""
    from dragoman.library import Library
    from dragoman.library.schema import metadata

    with closing(sqlite3.connect(path)) as source, Library(address, create=True) as library:
        with library.writing() as connection:
            # what is copied is whole already
            connection.exec_driver_sql("SET session_replication_role = replica")
            opened = connection.connection.driver_connection
            assert opened is not None
            cursor = opened.cursor()
            for table in metadata.sorted_tables:
                columns = ", ".join(f'"{column.name}"' for column in table.columns)
                cursor.execute(f"COPY {table.name} ({columns}) FROM STDIN", stream=_lines(source, table))
                if "seq" in table.columns:
                    top = f"SELECT max(seq) FROM {table.name}"
                    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'seq'), ({top}))")
        _alone(library.engine, "VACUUM ANALYZE")


def _alone(engine: Engine, statement: str) -> None:
    """Run a statement outside of any transaction."""
    with closing(engine.raw_connection()) as held:
        opened = held.driver_connection
        assert opened is not None
        opened.rollback()
        opened.autocommit = True
        opened.cursor().execute(statement)
        opened.autocommit = False


def _lines(source: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Yield the rows of a table in PostgreSQL's text format, many at once."""
    cells = []
    for column in table.columns:
        cell = f'"{column.name}"'
        if isinstance(column.type, LargeBinary):
            cell = f"'\\\\x' || hex({cell})"
        elif isinstance(column.type, Text):
            for sign, said in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
                cell = f"replace({cell}, '{sign}', '{said}')"
        cells.append(f"coalesce({cell}, '\\N')")
    found = source.execute(f"SELECT {' || char(9) || '.join(cells)} FROM {table.name}")
    while rows := list(islice(found, TOGETHER)):
        yield "\n".join(row[0] for row in rows) + "\n"
