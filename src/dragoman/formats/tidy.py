"""Tidy tables, a pair of actor and recipient a row, as CSV or Parquet, with a codebook and a citation beside them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from dragoman._version import __version__
from dragoman.errors import UsageError
from dragoman.formats.codes import codes
from dragoman.formats.export import Export
from dragoman.formats.pairs import Found, Side, pairs, sides
from dragoman.formats.spreadsheet import write_rows
from dragoman.knowledge import Knowledge

TOGETHER = 10_000
"""Rows of one group of a Parquet file."""

CITATION = "CITATION.cff"
MARK = "# written by 'dragoman export'\n"
"""First line of a citation file that an export may write over."""

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

Row = dict[str, Any]


def write_csv(export: Export, stream: BinaryIO) -> int:
    """Write a table as CSV in UTF-8; return how many rows."""
    return write_rows(_whole_rows(export), [name for name, _, _ in columns()], stream, guard=False)


def write_spreadsheet(export: Export, stream: BinaryIO) -> int:
    """Write a table as CSV for spreadsheet programs; return how many rows."""
    return write_rows(_whole_rows(export), [name for name, _, _ in columns()], stream, guard=True)


def write_parquet(export: Export, stream: BinaryIO) -> int:
    """Write a table as Parquet; return how many rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"text": pa.string(), "day": pa.date32(), "number": pa.float64()}
    whole = {"pair", "pairs", "counted", "actor_cow", "recipient_cow", "geonames_id", "happening"}
    schema = pa.schema([(name, pa.int64() if name in whole else kinds[kind]) for name, kind, _ in columns()])
    days = [name for name, kind, _ in columns() if kind == "day"]
    count = 0
    found = rows(export)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(found, TOGETHER)):
            for row in batch:
                row |= {name: date.fromisoformat(row[name][:10]) for name in days if row[name]}
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def _whole_rows(export: Export) -> Iterator[Row]:
    """Yield the rows with all columns in their order."""
    names = [name for name, _, _ in columns()]
    yield from ({name: row.get(name) for name in names} for row in rows(export))


def rows(export: Export) -> Iterator[Row]:
    """Yield the rows of the table; an event that names nobody has one."""
    for event in export.events():
        found = pairs(event) or [(None, None)]
        for place, (actor, recipient) in enumerate(found, start=1):
            yield _row(event, actor, recipient, place, len(found))


@cache
def columns() -> tuple[tuple[str, str, str], ...]:
    """Return each column's name, kind (``text day number``) and meaning, in their order."""
    found = Knowledge().table("formats/columns.tsv")
    return tuple((row["column"], row["kind"], row["meaning"]) for row in found)


def write_beside(export: Export, table: Path, count: int) -> list[Path]:
    """Write the codebook of a table and how to cite it into the table's folder; return both paths.

    A citation file that another hand wrote is left alone; ours is then named after the table.

    Raises:
        UsageError: the folder cannot be written.
    """
    codebook = table.with_name(f"{table.stem}.codebook.csv")
    citation = table.with_name(CITATION)
    try:
        if citation.exists() and not citation.read_text(encoding="utf-8").startswith(MARK):
            citation = table.with_name(f"{table.stem}.{CITATION}")
        with codebook.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(("column", "kind", "meaning"))
            writer.writerows(columns())
        citation.write_text(_citation(export, table, count), encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"nothing can be written beside {table} ({error}); name a file in another folder") from error
    return [codebook, citation]


def _row(event: Found, actor: Side | None, recipient: Side | None, place: int, count: int) -> Row:
    taken = {name: event.get(name) for name, _, _ in columns()}
    return taken | {
        "event_id": event["id"],
        "pair": place,
        "pairs": count,
        "counted": int(event["modality"] == "actual" and event["within"] is None and event["verdict"] != "rejected"),
        "contexts": ";".join(event["contexts"]),
        "third_parties": ";".join(side.key for side in sides(event, "third_parties")),
        **_side("actor", actor, event["day"]),
        **_side("recipient", recipient, event["day"]),
    }


def _side(name: str, side: Side | None, day: str | None) -> Row:
    if side is None:
        return {name: None}
    return {
        name: side.key,
        f"{name}_ref": side.ref,
        f"{name}_name": side.name,
        f"{name}_country": side.country,
        f"{name}_cow": codes().cow(side.country, day),
        f"{name}_sector": side.sector,
    }


def _citation(export: Export, table: Path, count: int) -> str:
    """Return a citation in the Citation File Format 1.2.0 (Druskat et al. 2021); no clock is read for it."""
    asked = export.query
    said = [
        f"{name} {value}"
        for name in asked.__struct_fields__
        if (value := getattr(asked, name)) not in (None, (), False, 0.0, "event")
    ]
    readers = sorted({run.reader for run in export.library.runs()})
    lines = [
        MARK.rstrip("\n"),
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_quoted(f'Events read from news articles ({table.name})')}",
        'message: "If you use this data set, cite it, the articles it was read from, and Dragoman."',
        "authors:",
        f"  - name: {_quoted(export.author or 'anonymous')}",
        f"abstract: {_quoted(f'{count} rows; asked for: ' + (', '.join(said) or 'everything'))}",
        "references:",
        "  - type: software",
        '    title: "Dragoman"',
        "    authors:",
        '      - name: "The Dragoman contributors"',
        f"    version: {_quoted(__version__)}",
        f"    notes: {_quoted('read by ' + (', '.join(readers) or 'nothing yet'))}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """Return a text as YAML has it between quotation marks: as JSON has it, what is unprintable by number."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
