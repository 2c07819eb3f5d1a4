"""Event sets to compare, whatever they are kept in: a library, an imported set, or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Column, ColumnElement, case, func, select

from dragoman.errors import SourceError, UsageError
from dragoman.formats import icews, polecat
from dragoman.formats.gdelt import COLUMNS as GDELT
from dragoman.formats.importing import NAMES, PLOVER, Row, folder_of, read_file
from dragoman.formats.lines import header, lines
from dragoman.formats.spreadsheet import GUARDED, MARK
from dragoman.library.library import Library
from dragoman.library.schema import articles, dyads, events, parties

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TOGETHER = 20_000
"""Rows handed to DuckDB at once."""

FIELDS = ("id", "day", "actor", "recipient", "type", "quad_class", "score", "words")
"""What is compared: the columns of a loaded set."""

CODE = 3
"""Letters of a country's code."""

_SQLITE = b"SQLite format 3\0"
_SCORES = ("score",)


class EventSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set: how the caller named it, what it is, and what puts its rows into DuckDB; the library when it is one."""

    name: str
    kind: str
    load: Callable[[DuckDBPyConnection, str], None]
    library: str | None = None

    def sentences(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the sentences of events by their ids, for a library; files have them in their rows."""
        if self.library is None:
            return {}
        length = events.c.sentence_end - events.c.sentence_start
        words = func.substr(articles.c.text, events.c.sentence_start + 1, length)
        found: dict[str, str] = {}
        with Library(self.library) as shelf, shelf.reading() as connection:
            for start in range(0, len(ids), 500):
                some = ids[start : start + 500]
                asked = select(events.c.id, words).join(articles).where(events.c.id.in_(some))
                found |= {row[0]: row[1] for row in connection.execute(asked)}
        return found


def event_set(name: str, library: str | None, into: Path | None) -> EventSet:
    """Return the set that a caller names: a library, ``gdelt`` and the like for what was imported, a folder, a file.

    Args:
        name: what is named; a path, a ``postgresql://`` URL or one of `NAMES`.
        library: the library beside which imported sets lie; into: the folder where they lie instead.

    Raises:
        UsageError: nothing was imported, or the folder has no Parquet file.
        SourceError: there is no such file, or it is in no known format.
    """
    if "://" in name:
        return EventSet(name=name, kind="library", load=_library(name), library=name)
    path = Path(name)
    if name in NAMES and not path.exists():
        path = folder_of(library, into) / name
        if not path.is_dir():
            raise UsageError(f"no {name} set in {path.parent}; take one in with 'dragoman import {name} FILE'")
    if path.is_dir():
        files = sorted(path.rglob("*.parquet"))
        if not files:
            raise UsageError(f"{path} has no Parquet file; take a set in with 'dragoman import'")
        return EventSet(name=name, kind="imported set", load=_parquet(files))
    return _file(name, path)


def _file(name: str, path: Path) -> EventSet:
    try:
        with path.open("rb") as opened:
            head = opened.read(len(_SQLITE))
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read ({error.strerror or error}); name a library, a set or a file"
        ) from error
    if head == _SQLITE:
        return EventSet(name=name, kind="library", load=_library(name), library=name)
    if head[:4] == b"PAR1":
        return EventSet(name=name, kind="Parquet", load=_parquet([path]))
    first = next((line for _, line in lines(path) if line.strip()), "")
    guard = first.startswith(MARK)
    first = first.removeprefix(MARK)
    names = header(first)
    if first.lstrip().startswith("{"):
        return EventSet(name=name, kind=PLOVER, load=_rows(PLOVER, path))
    if first.startswith("event_id,"):
        return EventSet(name=name, kind="CSV", load=_csv(path, guard))
    for form, needed in (("icews", icews.NEEDED), ("polecat", polecat.NEEDED)):
        if set(needed) <= set(names):
            return EventSet(name=name, kind=form, load=_rows(form, path))
    if len(names) == len(GDELT):
        return EventSet(name=name, kind="gdelt", load=_rows("gdelt", path))
    raise SourceError(
        f"{path}: no event set that is known; give a library, or a file in one of {', '.join(NAMES)}, csv"
    )


def _library(address: str) -> Callable[[DuckDBPyConnection, str], None]:
    def load(duck: DuckDBPyConnection, table: str) -> None:
        asked = (
            select(
                events.c.id,
                dyads.c.day,
                _named(dyads.c.actor),
                _named(dyads.c.recipient),
                *(dyads.c[name] for name in ("type", "quad_class", "score")),
            )
            .join(events, events.c.seq == dyads.c.event)
            .where(dyads.c.counted == 1)
        )
        with Library(address) as shelf, shelf.reading() as connection:
            found = connection.execution_options(yield_per=TOGETHER).execute(asked)
            _insert(duck, table, ((*row, None) for row in found))

    return load


def _named(key: Column[Any]) -> ColumnElement[Any]:
    """Return the code of a side, or its name where it has none: other sets know no refs."""
    name = select(func.max(parties.c.name)).where(parties.c.event == dyads.c.event, parties.c.ref == key)
    return case((func.length(key) == CODE, key), else_=func.coalesce(name.scalar_subquery(), key))


def _rows(form: str, path: Path) -> Callable[[DuckDBPyConnection, str], None]:
    def load(duck: DuckDBPyConnection, table: str) -> None:
        found = (row.event for row in read_file(form, path) if isinstance(row, Row))
        _insert(duck, table, (tuple(getattr(event, name) for name in FIELDS) for event in found))

    return load


def _parquet(files: Sequence[Path]) -> Callable[[DuckDBPyConnection, str], None]:
    def load(duck: DuckDBPyConnection, table: str) -> None:
        for file in files:
            columns = [row[0] for row in duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()]
            if "event_id" in columns:
                _take(duck, table, "read_parquet(?)", [str(file)])
            elif "recipient" in columns and "type" in columns:
                fields = ", ".join(FIELDS)
                duck.execute(f"INSERT INTO {table} SELECT {fields} FROM read_parquet(?)", [str(file)])
            else:
                raise SourceError(f"{file}: no event set; give what 'dragoman import' or 'dragoman export' wrote")

    return load


def _csv(path: Path, guard: bool) -> Callable[[DuckDBPyConnection, str], None]:
    def load(duck: DuckDBPyConnection, table: str) -> None:
        source = "read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"')"
        if guard:
            written = GUARDED.replace("'", "''")
            meant = f"regexp_replace(COLUMNS(*), '{written}', '\\1')"
            source = f"(SELECT {meant} FROM {source})"
        _take(duck, table, source, [str(path)])

    return load


def _take(duck: DuckDBPyConnection, table: str, source: str, values: list[str]) -> None:
    """Take in the rows that count of a table as `dragoman.formats.tidy` writes it."""
    duck.execute(
        f"INSERT INTO {table} SELECT event_id, CAST(day AS DATE), "
        "coalesce(actor_country, actor_name), coalesce(recipient_country, recipient_name), type, quad_class, "
        f"CAST(plover_score AS DOUBLE), sentence FROM {source} WHERE CAST(counted AS INTEGER) = 1",
        values,
    )


def _insert(duck: DuckDBPyConnection, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    import pyarrow as pa

    kinds = {name: pa.string() for name in FIELDS} | {"day": pa.date32(), **dict.fromkeys(_SCORES, pa.float64())}
    while batch := list(islice(rows, TOGETHER)):
        columns = dict(zip(FIELDS, zip(*batch, strict=True), strict=True))
        columns["day"] = tuple(None if day is None else date.fromisoformat(day) for day in columns["day"])
        held = pa.table({name: pa.array(values, kinds[name]) for name, values in columns.items()})
        duck.register("batch", held)
        duck.execute(f"INSERT INTO {table} SELECT * FROM batch")
        duck.unregister("batch")
