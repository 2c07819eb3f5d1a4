"""``dragoman import``: event sets of others, kept as Parquet beside a library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import SourceError
from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.options import TableFormat

SHOWN = 20
"""Rejected rows of a file that are listed on standard error; the file beside the set has all."""

Form = Annotated[str, typer.Argument(metavar="gdelt|icews|polecat|plover", help="What the files are.")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of it; plain, gzipped or zipped.")]
Into = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where to keep them; 'imported' beside the library when not given.")
]


def import_(
    form: Form,
    files: Files,
    library: options.Library = None,
    into: Into = None,
    format_: Annotated[TableFormat, typer.Option("--format", "-f", help="How rows are printed.")] = TableFormat.TABLE,
) -> int:
    """Keep event sets of others beside a library, to compare your own events with (dragoman compare)."""
    import msgspec

    from dragoman.formats.importing import check_name, folder_of, import_file
    from dragoman.interfaces.cli.tables import Column, print_rows

    check_name(form)
    folder = folder_of(library, into)
    kept, failed = [], False
    for path in files:
        try:
            one = import_file(form, path, folder)
        except SourceError as error:
            if len(files) == 1:
                raise
            print(f"dragoman: {error}", file=sys.stderr)
            failed = True
            continue
        kept.append(one)
        if one.rejections is not None:
            failed = True
            _list(Path(one.rejections), one.rejected)
    columns = [Column("file"), Column("rows"), Column("rejected"), Column("kept", whole=True)]
    columns.append(Column("rejections", whole=True))
    print_rows((msgspec.structs.asdict(one) for one in kept), columns, format_, nothing="no file could be read")
    return 1 if failed else 0


def _list(path: Path, count: int) -> None:
    import csv

    with path.open(encoding="utf-8", newline="") as opened:
        for number, row in enumerate(csv.DictReader(opened)):
            if number == SHOWN:
                print(f"dragoman: ... {count - SHOWN} rows more, all in {path}", file=sys.stderr)
                return
            print(f"dragoman: {row['file']}:{row['line']}: {row['reason']}", file=sys.stderr)
