"""``dragoman timeline``: what passed between two, period by period."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.interfaces.cli import filters, options
from dragoman.interfaces.cli.options import TableFormat


def timeline(
    one: Annotated[str, typer.Argument(metavar="WHO", help="A country code (AZE); or who acts for no country.")],
    other: Annotated[str, typer.Argument(metavar="WHO", help="The other.")],
    by: Annotated[str, typer.Option(metavar="day|month|year", help="The periods.")] = "month",
    since: filters.Since = None,
    until: filters.Until = None,
    library: options.Library = None,
    format_: filters.Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Show what passed between two: events by period, direction and type, with their mean PLOVER score.

    Counted are actual events that are not the content of another and that no person has rejected.
    """
    from dragoman.interfaces.cli.tables import Column, print_rows
    from dragoman.library import Library
    from dragoman.questions.timeline import timeline as passed

    with Library(library) as shelf:
        found = passed(shelf, one, other, by=by, since=since, until=until)
    columns = [Column(name) for name in ("period", "actor", "recipient", "type", "events", "score")]
    print_rows(found, columns, format_, nothing="nothing passed between them", output=output)
    return 0
