"""A panel as files: the data, a codebook that explains every column, and a manifest of what it was made from."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman._version import __version__
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.library.library import Library
from dragoman.library.upgrading import newest
from dragoman.questions.panel import PanelQuery, panel
from dragoman.questions.vocabulary import event_types

CSV, PARQUET = "csv", "parquet"

_PREFIXES = {"actor_": "As the actor: ", "recipient_": "As the recipient: "}


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """Where a panel was written, and how many rows it has."""

    data: Path
    codebook: Path
    manifest: Path
    rows: int


def write_panel(library: Library, query: PanelQuery, path: str | Path, form: str | None = None) -> Written:
    """Write a panel with its codebook (``NAME.codebook.md``) and its manifest (``NAME.manifest.json``) beside it.

    Only the rows of some periods are held at once. The same library and query give the same bytes.

    Args:
        library: where to count.
        query: which panel.
        path: of the data.
        form: ``csv`` or ``parquet``; by the end of the path's name when None.

    Raises:
        UsageError: the form is neither, or the folder is not there.
    """
    path = Path(path)
    form = form or path.suffix.removeprefix(".").lower()
    if form not in (CSV, PARQUET):
        raise UsageError(f"'{path.name}' is neither .csv nor .parquet; name the file so, or say --format csv")
    # half a panel looks like a whole one: it takes its name when it is finished
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            rows, columns = stream_panel(panel(library, query), stream, form)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror or error})") from error
    finally:
        part.unlink(missing_ok=True)
    stem = path.with_suffix("") if path.suffix else path
    book, manifest = stem.with_name(stem.name + ".codebook.md"), stem.with_name(stem.name + ".manifest.json")
    book.write_text(codebook(query, columns), encoding="utf-8")
    told = {
        **_made_from(library, query),
        "rows": rows,
        "columns": columns,
        "file": path.name,
        "sha256": _checksum(path),
    }
    manifest.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    return Written(data=path, codebook=book, manifest=manifest, rows=rows)


def stream_panel(batches: Iterator[Any], stream: BinaryIO, form: str) -> tuple[int, list[str]]:
    """Write record batches as CSV or Parquet; return the number of rows and the names of the columns."""
    import pyarrow as pa
    from pyarrow import csv, parquet

    rows, writer, names = 0, None, []
    # the writer closes what it writes to, which is the caller's to close
    sink = pa.PythonFile(_Open(stream), mode="w")
    for batch in batches:
        if writer is None:
            names = list(batch.schema.names)
            if form == CSV:
                writer = csv.CSVWriter(sink, batch.schema, write_options=csv.WriteOptions(quoting_style="needed"))
            else:
                writer = parquet.ParquetWriter(sink, batch.schema, compression="zstd")
        writer.write_batch(batch)
        rows += batch.num_rows
    if writer is not None:
        writer.close()
    stream.flush()
    return rows, names


def codebook(query: PanelQuery, columns: list[str]) -> str:
    """Return a page that explains the panel and every column of it."""
    what = {
        "unit": f"one row for each {query.unit.replace('-', ' and ')}"
        + (", directed: what A does to B and what B does to A are two rows" if query.dyadic and query.directed else ""),
        "dates": "of publication of the article" if query.by == "publication" else "of the event, its earliest day",
        "period": f"{query.since or 'the first of the library'} to {query.until or 'the last of the library'}",
        "members": "states that were members of the state system (Correlates of War, version 2016) in the period; "
        "of a dyad, both on one and the same day of it" + (f"; also {', '.join(query.also)}" if query.also else ""),
        "rows without events": "are there, with zeros" if query.zeros else "are left out",
        "counted": "actual events that are not the content of another and that no person has rejected; "
        + ("several reports of one happening count once" if query.count == "happenings" else "each report counts"),
    }
    lines = ["# Codebook of the panel", "", *(f"- {name}: {said}" for name, said in what.items()), ""]
    lines += ["| column | explanation |", "|---|---|"]
    lines += [f"| `{column}` | {_explained(column)} |" for column in columns]
    return "\n".join([*lines, "", f"Made with Dragoman {__version__}.", ""])


def _explained(column: str) -> str:
    told = {row["column"]: row["explanation"] for row in Knowledge().table("questions/panel_columns.tsv")}
    if column in told:
        return told[column]
    for list_ in ("cow", "gw"):
        if column.endswith(f"_{list_}"):
            return told[list_].replace("COLUMN", f"`{column.removesuffix(f'_{list_}')}`")
    before = ""
    for prefix, words in _PREFIXES.items():
        if column.startswith(prefix):
            column, before = column.removeprefix(prefix), words
    types = event_types()
    if column in types:
        return before + told["TYPE"].replace("TYPE", column)
    if (quad := column.replace("_", " ")) in types.values():
        mine = " ".join(type_ for type_, of in types.items() if of == quad)
        return before + told["QUAD"].replace("QUAD", quad).replace("TYPES", mine)
    return before + told[column]


def _made_from(library: Library, query: PanelQuery) -> dict[str, Any]:
    where = library.engine.url.render_as_string(hide_password=True)
    return {
        "dragoman": __version__,
        "library": where,
        "tables": newest(),
        "knowledge": Knowledge().checksum(),
        "query": msgspec.to_builtins(query),
        "runs": [
            {name: getattr(run, name) for name in ("seq", "started", "status", "reader", "knowledge", "added")}
            for run in library.runs()
        ],
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in ("numpy", "pyarrow", "sqlalchemy")},
    }


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Open:
    """A stream that stays open when Arrow closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.closed = False

    def write(self, data: Any) -> int:
        """Write bytes."""
        return self._stream.write(data)

    def flush(self) -> None:
        """Write what is held back."""
        self._stream.flush()

    def close(self) -> None:
        """Leave the stream open."""
        self.closed = True
