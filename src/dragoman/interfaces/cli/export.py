"""``dragoman export``: events of a library in the formats of other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import filters, options
from dragoman.interfaces.cli.grouping import grouped

if TYPE_CHECKING:
    from dragoman.library import Library
    from dragoman.questions.query import Query

Form = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        help="plover, gdelt, icews, polecat, csv, spreadsheet, parquet, graphml, gexf, geojson, annotations, "
        "followthemoney, docbin or labelstudio (docs/formats.md).",
    ),
]
WithoutText = Annotated[
    bool,
    typer.Option("--without-text", help="Leave out sentences and article texts, to publish what may be published."),
]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who made the set, for its CITATION.cff.")]


@grouped
def export(
    form: Form,
    *,
    which: filters.OfEvents,
    without_text: WithoutText = False,
    author: Author = None,
    library: options.Library = None,
    output: options.Output = None,
) -> int:
    """Write events in another format: event tables, records, networks, maps, annotations, entities, training data."""
    from dragoman.formats.registry import format_of
    from dragoman.library import Library

    chosen = format_of(form)
    if chosen.words and without_text:
        raise UsageError(f"{form} points at words of the text; leave out --without-text")
    if chosen.into_file and output is None:
        raise UsageError(f"{form} cannot go to standard output; name a file with --output FILE")
    query = which.query()
    with Library(library) as shelf:
        if output is None:
            _say_what(form, _print(shelf, form, query, words=not without_text, author=author), None)
            return 0
        from dragoman.interfaces.working import export as write

        done = write(shelf, form, output, query, words=not without_text, author=author)
        _say_what(form, done.entries, output)
        for path in done.files[1:]:
            print(f"dragoman: wrote {path}", file=sys.stderr)
    return 0


def _print(shelf: Library, form: str, query: Query, *, words: bool, author: str | None) -> int:
    from dragoman.formats.export import Export
    from dragoman.formats.registry import format_of
    from dragoman.interfaces.cli.output import opened

    chosen = format_of(form)
    wanted = Export(library=shelf, query=chosen.query(query), words=words, author=author)
    with opened(None) as stream:
        count: int = chosen.load()(wanted, stream)
    return count


def _say_what(form: str, count: int, output: Path | None) -> None:
    if not count:
        print("dragoman: nothing found; the file has none", file=sys.stderr)
    elif output is not None:
        print(f"dragoman: wrote {output} ({form}, {count} entries)", file=sys.stderr)
