"""``dragoman stories``: one story, many papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import filters, options
from dragoman.interfaces.cli.options import TableFormat

if TYPE_CHECKING:
    from dragoman.library import Library

_OF_REGROUP = "With --regroup:"


def stories(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="The story of one article, by its id.", show_default=False)
    ] = None,
    least: Annotated[int, typer.Option(metavar="N", min=1, help="Articles (of a happening: sources) at least.")] = 2,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Stories that began on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Stories that began on this day or before.")] = None,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="Copy of this agency (Reuters).")] = None,
    limit: filters.Limit = None,
    happenings: Annotated[
        bool, typer.Option("--happenings", help="List events that several independent sources report instead.")
    ] = False,
    regroup: Annotated[bool, typer.Option("--regroup", help="Make all stories and happenings anew.")] = False,
    copies_within: Annotated[
        int | None, typer.Option(metavar="DAYS", min=0, help=f"{_OF_REGROUP} days between copies of a story.")
    ] = None,
    days: Annotated[
        int | None, typer.Option(metavar="DAYS", min=0, help=f"{_OF_REGROUP} days between reports of a happening.")
    ] = None,
    kilometres: Annotated[
        float | None, typer.Option(metavar="KM", min=0, help=f"{_OF_REGROUP} kilometres between their places.")
    ] = None,
    library: options.Library = None,
    format_: Annotated[TableFormat, typer.Option("--format", "-f", help="How rows are printed.")] = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """List stories that several articles tell: copies, light rewrites and cut versions, each with its articles."""
    import msgspec

    from dragoman.interfaces.cli.tables import Column, print_rows
    from dragoman.library import Library
    from dragoman.library.grouping import grouping_of
    from dragoman.library.telling import list_stories, regroup_all
    from dragoman.questions.query import check_limit

    given = {
        name: value
        for name, value in (("copies_within", copies_within), ("days", days), ("kilometres", kilometres))
        if value is not None
    }
    if given and not regroup:
        named = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise UsageError(f"{named} changes how a library groups; say --regroup too")
    for name, value in (("--since", since), ("--until", until)):
        _check(name, value)
    check_limit(limit)
    if happenings and (article is not None or agency is not None or regroup):
        raise UsageError("--happenings lists events; leave out ARTICLE, --agency and --regroup")
    with Library(library) as shelf:
        if happenings:
            return _happenings(shelf, least, since, until, limit, format_, output)
        if regroup:
            with shelf.reading() as connection:
                grouping = msgspec.structs.replace(grouping_of(connection), **given)
            told, happened = regroup_all(shelf, grouping)
            print(f"{told} stories of several articles, {happened} happenings of several reports")
            return 0
        found = list_stories(shelf, of=article, least=least, since=since, until=until, agency=agency, limit=limit)
        if article is not None and format_ == TableFormat.TABLE:
            rows = [one for story in found for one in story["told_by"]]
            columns = [
                Column("published"),
                Column("publisher"),
                Column("agency"),
                Column("id"),
                Column("title", long=True),
            ]
        else:
            rows = list(found)
            columns = [
                *(Column(name) for name in ("first", "articles", "outlets", "source")),
                Column("story"),
                Column("title", long=True),
            ]
        print_rows(rows, columns, format_, nothing="no story that several articles tell", output=output)
    return 0


def _happenings(
    shelf: Library,
    least: int,
    since: str | None,
    until: str | None,
    limit: int | None,
    format_: TableFormat,
    output: Path | None,
) -> int:
    from dragoman.interfaces.cli.tables import Column, print_rows
    from dragoman.library.telling import list_happenings

    columns = [Column(name) for name in ("earliest", "type", "actor", "recipient", "place", "reports", "outlets")]
    with shelf.reading() as connection:
        rows = list_happenings(connection, least=least, since=since, until=until, limit=limit)
        print_rows(rows, columns, format_, nothing="no event that several sources report", output=output)
    return 0


def _check(name: str, value: str | None) -> None:
    from datetime import date

    if value is not None:
        try:
            # Python takes 20230329 and 2023-W13-3 too, which sort elsewhere
            if date.fromisoformat(value).isoformat() != value:
                raise ValueError
        except ValueError:
            raise UsageError(f"{name} {value} is no day; write it as 2023-03-29") from None
