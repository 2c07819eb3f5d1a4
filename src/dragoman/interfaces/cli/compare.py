"""``dragoman compare``: where two event sets agree and differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.interfaces.cli import filters, options
from dragoman.interfaces.cli.options import TableFormat

if TYPE_CHECKING:
    from dragoman.formats.comparing import Sides

_SET = "A library, a set taken in (gdelt, icews, polecat, plover), a folder of one, or an exported file."

Own = Annotated[str, typer.Argument(metavar="OWN", help=_SET)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="What to compare it with; the same kinds.")]
By = Annotated[str, typer.Option(metavar="type|dyad|month|event", help="What the figures are grouped by.")]
Match = Annotated[str, typer.Option(metavar="type|quad", help="What must be the same, besides the dyad.")]
Days = Annotated[int, typer.Option(min=0, metavar="N", help="How many days two reports of one event may lie apart.")]
Undirected = Annotated[bool, typer.Option("--undirected", help="Who did it to whom is no matter.")]
OneADay = Annotated[bool, typer.Option("--one-a-day", help="Take one event a dyad, type and day from either set.")]
Only = Annotated[str | None, typer.Option(metavar="matched|own|other", help="With --by event: only these.")]
Into = Annotated[Path | None, typer.Option(metavar="DIR", help="Where imported sets lie, if not beside the library.")]


def compare(
    own: Own,
    other: Other,
    by: By = "type",
    match: Match = "type",
    days: Days = 1,
    undirected: Undirected = False,
    one_a_day: OneADay = False,
    only: Only = None,
    between: filters.Between = None,
    type_: filters.Type = None,
    since: filters.Since = None,
    until: filters.Until = None,
    limit: filters.Limit = None,
    library: options.Library = None,
    into: Into = None,
    format_: filters.Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Compare two event sets: what both have, what only the one has, and how far they agree beyond chance."""
    from dragoman.formats.comparing import Comparison, compared
    from dragoman.formats.eventsets import event_set
    from dragoman.interfaces.cli.tables import Column, print_rows
    from dragoman.questions.query import check_limit

    check_limit(limit)
    asked = Comparison(
        match=match,
        tolerance=days,
        undirected=undirected,
        one_a_day=one_a_day,
        since=since,
        until=until,
        between=between,
        type=tuple(type_ or ()),
    )
    # an imported set lies beside the library it is compared with, where no other is named
    beside = library or (own if Path(own).is_file() or "://" in own else None)
    mine, theirs = (event_set(name, beside, into) for name in (own, other))
    with compared(mine, theirs, asked) as sides:
        columns = [Column("status"), Column("day"), Column("other_day"), Column("actor"), Column("recipient")]
        columns += [Column("type"), Column("other_type"), Column("sentence", long=True)]
        if by != "event":
            figures = "own other matched only_own only_other own_share other_share kappa alpha".split()
            columns = [Column("group", by), *(Column(name) for name in figures)]
        rows = _rows(sides, by, only, limit)
        if format_ == TableFormat.JSON:
            _print_json(sides, own, other, asked, rows, output)
        else:
            _say_what(sides, own, other)
            print_rows(rows, columns, format_, nothing="nothing to compare in these days", output=output)
    return 0


def _rows(sides: Sides, by: str, only: str | None, limit: int | None) -> Iterator[dict[str, Any]]:
    import msgspec

    if by == "event":
        yield from sides.events(only, limit)
        return
    found = sides.lines(by)
    yield from (msgspec.structs.asdict(line) for line in (found if limit is None else found[: limit + 1]))


def _say_what(sides: Sides, own: str, other: str) -> None:
    import sys

    told = f"dragoman: {own} and {other}, {sides.since} to {sides.until}"
    left = " and ".join(str(count) for count in sides.left_out)
    more = f"; left out for want of a day, a side or a type: {left} rows" if any(sides.left_out) else ""
    print(told + more, file=sys.stderr)


def _print_json(
    sides: Sides, own: str, other: str, asked: Any, rows: Iterator[dict[str, Any]], output: Path | None
) -> None:
    import msgspec

    from dragoman.interfaces.cli.output import opened

    page = {
        "own": own,
        "other": other,
        "since": sides.since,
        "until": sides.until,
        "left_out": list(sides.left_out),
        "asked": msgspec.structs.asdict(asked),
        "kappa": "Cohen (1960), presence of an event on each day of each dyad",
        "alpha": "Krippendorff (2011), ratio metric, number of events in each month of each dyad",
        "rows": list(rows),
    }
    with opened(output) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(page), indent=2) + b"\n")
        stream.flush()
