"""``dragoman panel``: counts of events by dyad or country and period, with zeros, for statistics."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import options

_DATE = "A day, month or year, included; whole periods are counted."


class Form(StrEnum):
    """How a panel is written."""

    CSV = "csv"
    PARQUET = "parquet"


def panel(
    unit: Annotated[
        str, typer.Option(metavar="UNIT", help="dyad-month, dyad-week, dyad-year, country-month, ...")
    ] = "dyad-month",
    directed: Annotated[
        bool, typer.Option("--directed/--undirected", help="Whether A to B and B to A are two rows.")
    ] = True,
    by: Annotated[
        str, typer.Option(metavar="event-date|publication", help="Which date puts an event in its period.")
    ] = "event-date",
    since: Annotated[str | None, typer.Option(metavar="DATE", help=_DATE)] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help=_DATE)] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Take in one that is no member of the state system (PSE); repeatable."),
    ] = None,
    count: Annotated[
        str, typer.Option(metavar="happenings|reports", help="Count what several reports tell once, or each report.")
    ] = "happenings",
    only_events: Annotated[
        bool, typer.Option("--only-events", help="Leave out rows in which nothing passed (no zeros).")
    ] = False,
    library: options.Library = None,
    format_: Annotated[
        Form | None, typer.Option("--format", "-f", help="csv or parquet; by the file's name when not given.")
    ] = None,
    output: options.Output = None,
) -> int:
    """Count events by pair of states (or state) and week, month or year, with zeros where nothing passed.

    Beside the file of --output stand its codebook (NAME.codebook.md) and its manifest (NAME.manifest.json).
    """
    from dragoman.interfaces.cli.output import opened
    from dragoman.library import Library
    from dragoman.questions.panel import PanelQuery
    from dragoman.questions.panel import panel as counted
    from dragoman.questions.panel_files import stream_panel, write_panel

    query = PanelQuery(
        unit=unit,
        directed=directed,
        by="event" if by == "event-date" else by,
        since=since,
        until=until,
        zeros=not only_events,
        also=tuple(also or ()),
        count=count,
    )
    with Library(library) as shelf:
        if output is None:
            if format_ is Form.PARQUET and sys.stdout.isatty():
                raise UsageError("Parquet is not for reading; name a file with --output")
            with opened(None) as stream:
                stream_panel(counted(shelf, query), stream, format_ or Form.CSV)
            return 0
        written = write_panel(shelf, query, output, format_)
    print(f"{written.rows} rows in {written.data}; see {written.codebook} and {written.manifest}", file=sys.stderr)
    return 0
