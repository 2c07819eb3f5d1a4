"""Event sets of others, row by row: what a file holds, and what of it is no event; kept as Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import LibraryError, SourceError, UsageError
from dragoman.formats import gdelt, icews, plover, polecat
from dragoman.formats.imported import Imported, Rejected, RejectedRowError
from dragoman.formats.lines import cells, header, lines
from dragoman.library.engine import default_library

TOGETHER = 20_000
"""Rows written to Parquet at once."""

FOLDER = "imported"
"""Where imported sets lie, beside the library's file."""

_NUMBERS = ("score", "latitude", "longitude")
_SOURCE = b"dragoman.source"
_OLDER_GDELT = "; a file of GDELT 1.0 has so many, give one of GDELT 2.0"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One imported event with where it stood, and the cells of its row as they were."""

    event: Imported
    line: int
    original: dict[str, str]


class Set(msgspec.Struct, frozen=True, kw_only=True):
    """A table that can be imported: its columns where they are fixed, those it must have, and how a row is read."""

    columns: tuple[str, ...] | None
    needed: tuple[str, ...]
    read: Callable[[dict[str, str]], list[Imported]]


SETS: dict[str, Set] = {
    "gdelt": Set(columns=gdelt.COLUMNS, needed=(), read=gdelt.read),
    "icews": Set(columns=None, needed=icews.NEEDED, read=icews.read),
    "polecat": Set(columns=None, needed=polecat.NEEDED, read=polecat.read),
}
"""Tables that can be imported, by name."""

PLOVER = "plover"
NAMES = (*SETS, PLOVER)
"""Everything that can be imported."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one file: the rows kept and rejected, and where they are (None where there were none)."""

    file: str
    rows: int
    rejected: int
    kept: str | None
    rejections: str | None


def check_name(name: str) -> None:
    """Raise UsageError when no set of this name can be imported."""
    if name not in NAMES:
        raise UsageError(f"no set '{name}' can be imported; there are {', '.join(NAMES)}")


def folder_of(library: str | None, into: Path | None) -> Path:
    """Return where the sets imported beside a library lie.

    Raises:
        UsageError: the library is on a server and no folder was named.
    """
    if into is not None:
        return into
    if library is not None and "://" in library:
        raise UsageError("a library on a server has no folder beside it; say where with --into DIR")
    return (Path(library) if library is not None else default_library()).parent / FOLDER


def import_file(name: str, path: Path, folder: Path) -> Kept:
    """Keep the events of a file as ``folder/NAME/FILE.parquet``, and its rejected rows as ``FILE.rejected.csv``.

    Importing a file again replaces what was kept of it. Rows stream; the memory needed is that of one group of rows.

    Raises:
        SourceError: the file is missing or broken, or another of its name was taken in; nothing of it is kept.
        LibraryError: the folder cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    stem = path.name
    for suffix in (".zip", ".gz"):
        stem = stem.removesuffix(suffix)
    inside = folder / name
    kept, refused = inside / f"{stem}.parquet", inside / f"{stem}.rejected.csv"
    _check_source(kept, path)
    part, listed = kept.with_name(kept.name + ".part"), refused.with_name(refused.name + ".part")
    rows = rejected = 0
    writer: pq.ParquetWriter | None = None
    try:
        inside.mkdir(parents=True, exist_ok=True)
        with listed.open("w", encoding="utf-8", newline="") as opened:
            complaints = csv.writer(opened, lineterminator="\n")
            complaints.writerow(Rejected.__struct_fields__)
            found = read_file(name, path)
            while batch := list(islice(found, TOGETHER)):
                good = [row for row in batch if isinstance(row, Row)]
                bad = [row for row in batch if isinstance(row, Rejected)]
                complaints.writerows(msgspec.structs.astuple(row) for row in bad)
                rejected += len(bad)
                if not good:
                    continue
                if writer is None:
                    schema = _schema(pa, list(good[0].original)).with_metadata({_SOURCE: str(path.resolve())})
                    writer = pq.ParquetWriter(part, schema, compression="zstd")
                writer.write_table(pa.Table.from_pylist([_kept(row, name, path.name) for row in good], schema=schema))
                rows += len(good)
        if writer is not None:
            writer.close()
            part.replace(kept)
        else:
            kept.unlink(missing_ok=True)
        if rejected:
            listed.replace(refused)
        else:
            refused.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{inside} cannot be written ({error.strerror or error}); name another with --into"
        ) from error
    finally:
        part.unlink(missing_ok=True)
        listed.unlink(missing_ok=True)
    return Kept(
        file=str(path),
        rows=rows,
        rejected=rejected,
        kept=str(kept) if rows else None,
        rejections=str(refused) if rejected else None,
    )


def read_file(name: str, path: Path) -> Iterator[Row | Rejected]:
    """Yield the events of a file in the order of its rows, and in their place the rows that are none.

    Raises:
        SourceError: the file is missing or broken.
    """
    if name == PLOVER:
        yield from _objects(path)
        return
    table = SETS[name]
    columns: Sequence[str] | None = table.columns
    for number, line in lines(path):
        if not line.strip():
            continue
        if columns is None:
            columns = header(line)
            lacking = [column for column in table.needed if column not in columns]
            if lacking:
                raise SourceError(f"{path}: no {name} table, its header lacks {', '.join(lacking)}")
            continue
        yield from _row(table, columns, path, number, line)


def _check_source(kept: Path, path: Path) -> None:
    """Raise SourceError when what is kept under a name came from another file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not kept.exists():
        return
    try:
        source = (pq.read_schema(kept).metadata or {}).get(_SOURCE, b"").decode()
    except (OSError, pa.ArrowException):
        return
    if source and source != str(path.resolve()):
        raise SourceError(f"{path}: a file of this name was taken in from {source}; rename it, or remove {kept}")


def _row(table: Set, columns: Sequence[str], path: Path, number: int, line: str) -> Iterator[Row | Rejected]:
    found = cells(line, len(columns))
    if found is None:
        count = line.count("\t") + 1
        hint = _OLDER_GDELT if table.columns is gdelt.COLUMNS and count == gdelt.OLDER else ""
        yield Rejected(file=str(path), line=number, reason=f"{count} cells under {len(columns)} columns{hint}")
        return
    original = dict(zip(columns, found, strict=True))
    if number == 1 and found[0].casefold() == columns[0].casefold():
        return
    try:
        for event in table.read(original):
            yield Row(event=event, line=number, original=original)
    except RejectedRowError as error:
        yield Rejected(file=str(path), line=number, reason=str(error))


def _objects(path: Path) -> Iterator[Row | Rejected]:
    for number, line in lines(path):
        if not line.strip():
            continue
        try:
            for event in plover.read(line):
                yield Row(event=event, line=number, original={"record": line})
        except RejectedRowError as error:
            yield Rejected(file=str(path), line=number, reason=str(error))


def _kept(row: Row, name: str, file: str) -> dict[str, Any]:
    from datetime import date

    values = msgspec.structs.asdict(row.event)
    values["day"] = date.fromisoformat(row.event.day)
    return {**values, "format": name, "file": file, "line": row.line, "original": row.original}


def _schema(pa: Any, originals: list[str]) -> Any:
    kinds = {"day": pa.date32(), **dict.fromkeys(_NUMBERS, pa.float64())}
    return pa.schema(
        [
            *((field, kinds.get(field, pa.string())) for field in Imported.__struct_fields__),
            ("format", pa.string()),
            ("file", pa.string()),
            ("line", pa.int64()),
            ("original", pa.struct([(name, pa.string()) for name in originals])),
        ]
    )
