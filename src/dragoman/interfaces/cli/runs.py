"""``dragoman runs``: what was read into a library, when, with what; and taking a run back."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.options import TableFormat


def runs(
    number: Annotated[int | None, typer.Argument(metavar="RUN", help="One run: its settings and failures.")] = None,
    library: options.Library = None,
    roll_back: Annotated[
        bool, typer.Option("--roll-back", help="Take the run back: readings it superseded count again.")
    ] = False,
    format_: Annotated[TableFormat, typer.Option("--format", "-f", help="How rows are printed.")] = TableFormat.TABLE,
) -> int:
    """List the runs of a library, show one, or take one back."""
    import msgspec

    from dragoman.interfaces.cli.tables import Column, print_rows
    from dragoman.interfaces.wording import one_line
    from dragoman.library import Library

    with Library(library) as shelf:
        if roll_back:
            if number is None:
                raise UsageError("say which run to take back: dragoman runs RUN --roll-back")
            touched = shelf.roll_back(number)
            what = "1 article stands" if touched == 1 else f"{touched} articles stand"
            print(f"run {number} is taken back; {what} as before it")
            return 0
        found = [shelf.run(number)] if number is not None else shelf.runs()
        rows = [msgspec.to_builtins(run) for run in found]
        columns = [
            Column("seq", "run"),
            *(Column(name) for name in ("started", "status", "reader", "added", "superseded", "known", "failed")),
            Column("sources"),
        ]
        print_rows(rows, columns, format_, nothing="no run yet; 'dragoman add' makes one")
        if number is not None and format_ == TableFormat.TABLE:
            run = found[0]
            print(f"\nsettings   {msgspec.json.encode(run.settings).decode()}\nknowledge  {run.knowledge}")
            for place, reason in shelf.failures(number):
                print(f"failed     {one_line(place)}: {one_line(reason)}")
    return 0
