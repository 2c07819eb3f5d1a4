"""Rows printed for a person or a program: table, JSON, JSON Lines, CSV, also for spreadsheets, Parquet."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman.formats.spreadsheet import write_rows
from dragoman.interfaces.cli.options import TableFormat
from dragoman.interfaces.cli.output import opened
from dragoman.interfaces.wording import one_line

Rows = Iterable[dict[str, Any]]

WIDTH_OF_FILES = 160
"""Characters of a table that goes to a file or a pipe."""

GAP, WIDEST, NARROWEST = 2, 36, 24
"""Characters between columns, of a column that is folded beyond them, and of a long column that is cut."""


class Column(msgspec.Struct, frozen=True):
    """One column of a printed table: the field it shows and its heading.

    ``long`` is cut first where space lacks; ``whole`` is neither cut nor folded before it is as wide as the table.
    """

    field: str
    heading: str = ""
    long: bool = False
    whole: bool = False


def print_rows(
    rows: Rows,
    columns: Sequence[Column],
    format_: TableFormat,
    *,
    nothing: str,
    output: Path | None = None,
    schema: Any = None,
) -> int:
    """Print rows and return how many there were.

    Every form but the table for a person has all fields of the rows. ``schema`` is the Arrow schema of the rows, for
    Parquet; without it the columns' types are found from the rows. ``nothing`` is said on standard error when there
    are none.
    """
    count = 0
    with opened(output) as stream:
        match format_:
            case TableFormat.TABLE:
                count = _table(rows, columns, stream)
            case TableFormat.JSON:
                found = list(rows)
                stream.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
                count = len(found)
            case TableFormat.JSONL:
                for row in rows:
                    stream.write(msgspec.json.encode(row) + b"\n")
                    count += 1
            case TableFormat.CSV | TableFormat.SPREADSHEET:
                cells = ({name: _cell(value) for name, value in row.items()} for row in rows)
                names = [column.field for column in columns]
                count = write_rows(cells, names, stream, guard=format_ == TableFormat.SPREADSHEET)
            case TableFormat.PARQUET:
                count = _parquet(rows, stream, schema)
        stream.flush()
    if not count:
        print(f"dragoman: {nothing}", file=sys.stderr)
    return count


def _table(rows: Rows, columns: Sequence[Column], stream: BinaryIO) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = stream.isatty()
    width = shutil.get_terminal_size().columns if terminal else WIDTH_OF_FILES
    cells = [[_words(row.get(column.field)) for column in columns] for row in rows]
    if not cells:
        return 0
    headings = [column.heading or column.field.replace("_", " ") for column in columns]
    room = _room(cells, headings, columns, width)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, GAP, 0, 0))
    for column, heading in zip(columns, headings, strict=True):
        if column.long:
            table.add_column(heading, overflow="ellipsis", no_wrap=True, max_width=room)
        else:
            table.add_column(heading, overflow="fold", max_width=None if column.whole else WIDEST)
    for row_of_cells in cells:
        table.add_row(*(Text(words) for words in row_of_cells))
    page = io.StringIO()
    console = Console(file=page, width=width, force_terminal=terminal, highlight=False, markup=False, emoji=False)
    console.print(table)
    stream.write("".join(line.rstrip() + "\n" for line in page.getvalue().splitlines()).encode())
    return len(cells)


def _room(cells: Sequence[Sequence[str]], headings: Sequence[str], columns: Sequence[Column], width: int) -> int:
    """Return how wide each long column may be, so that the others keep what they need."""
    from rich.cells import cell_len

    taken = sum(
        min(WIDEST, max(cell_len(words) for words in (headings[at], *(row[at] for row in cells)))) + GAP
        for at, column in enumerate(columns)
        if not column.long
    )
    many = sum(column.long for column in columns)
    return max(NARROWEST, (width - taken) // many - GAP) if many else width


def _parquet(rows: Rows, stream: BinaryIO, schema: Any) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(list(rows), schema=schema)
    held = io.BytesIO()
    pq.write_table(table, held, compression="zstd")
    stream.write(held.getvalue())
    return int(table.num_rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        # a side without a country or sector leaves its place in the list empty
        plain = all(part is None or isinstance(part, str) for part in value)
        return ";".join(part or "" for part in value) if plain else _as_json(value)
    return _as_json(value) if isinstance(value, dict) else value


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        value = ", ".join(str(part) for part in value)
    return one_line(str(value))


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
