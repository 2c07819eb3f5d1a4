"""``dragoman events|statements|relations|articles``: what a library holds, by one query language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dragoman.interfaces.cli import filters, options
from dragoman.interfaces.cli.grouping import grouped
from dragoman.interfaces.cli.options import TableFormat

if TYPE_CHECKING:
    from dragoman.interfaces.cli.tables import Column
    from dragoman.library import Library
    from dragoman.questions.query import Query


@grouped
def events(
    *,
    which: filters.OfEvents,
    library: options.Library = None,
    format_: filters.Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find events: who did what to whom, when, where, and according to whom."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_events

    query = which.query()
    columns = [Column("day"), Column("type"), Column("actors"), Column("recipients"), Column("modality")]
    return _found(
        find_events, query, library, format_, output, [*columns, Column("speaker"), Column("sentence", long=True)]
    )


def statements(
    speaker: filters.Said = None,
    about: filters.About = None,
    stance: filters.Stance = None,
    publisher: filters.Publisher = None,
    text: filters.Text = None,
    since: filters.Since = None,
    until: filters.Until = None,
    rejected: filters.Rejected = False,
    article: filters.Article = None,
    id_: filters.Id = None,
    limit: filters.Limit = None,
    library: options.Library = None,
    format_: filters.Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find statements: who said what, of whom, and how they spoke of them."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_statements

    query = filters.asked(locals())
    columns = [Column("day"), Column("speaker"), Column("cue"), Column("content", long=True), Column("publisher")]
    return _found(find_statements, query, library, format_, output, columns)


def relations(
    actor: filters.Subject = None,
    recipient: filters.Object = None,
    between: filters.Between = None,
    sector: filters.Sector = None,
    type_: filters.Kind = None,
    polarity: filters.Polarity = None,
    speaker: filters.Speaker = None,
    publisher: filters.Publisher = None,
    text: filters.Text = None,
    since: filters.Since = None,
    until: filters.Until = None,
    confidence: filters.Confidence = 0.0,
    rejected: filters.Rejected = False,
    article: filters.Article = None,
    id_: filters.Id = None,
    limit: filters.Limit = None,
    library: options.Library = None,
    format_: filters.Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find relations: what holds between actors over time."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_relations

    query = filters.asked(locals())
    columns = [Column("day"), Column("type"), Column("subjects"), Column("objects"), Column("polarity")]
    bounds = [Column("since"), Column("until")]
    more = [Column("number"), Column("unit"), Column("speaker"), Column("evidence", long=True)]
    return _found(find_relations, query, library, format_, output, [*columns, *bounds, *more])


def articles(
    actor: filters.Named = None,
    publisher: filters.Publisher = None,
    text: filters.Text = None,
    since: filters.Since = None,
    until: filters.Until = None,
    article: filters.Article = None,
    limit: filters.Limit = None,
    library: options.Library = None,
    format_: filters.Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find articles by words, actor, publisher and date."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_articles

    query = filters.asked(locals())
    columns = [Column("id"), Column("published"), Column("publisher"), Column("title", long=True)]
    counts = [Column("events"), Column("statements"), Column("relations")]
    return _found(find_articles, query, library, format_, output, [*columns, *counts])


def _found(
    find: Callable[[Library, Query], Iterator[dict[str, Any]]],
    query: Query,
    library: str | None,
    format_: TableFormat,
    output: Any,
    columns: list[Column],
) -> int:
    from dragoman.interfaces.cli.tables import print_rows
    from dragoman.library import Library

    with Library(library) as shelf:
        rows = find(shelf, query)
        if format_ == TableFormat.TABLE:
            rows = map(_dated, rows)
        if not print_rows(rows, columns, format_, nothing="nothing found", output=output):
            _say_who_is_unknown(shelf, query)
    return 0


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its days as exactly as they are known: "in January 1992" is not the first of it."""
    from dragoman.interfaces.wording import bound, period

    said: dict[str, Any] = {}
    earliest, latest = row.get("earliest"), row.get("latest")
    if earliest is not None:
        said["day"] = period(earliest, latest or earliest, row["precision"])
    for name in ("since", "until"):
        if f"{name}_earliest" in row:
            said[name] = bound(row[f"{name}_earliest"], row[f"{name}_latest"])
    return {**row, **said}


def _say_who_is_unknown(shelf: Library, query: Query) -> None:
    """Say which names of a question nobody bears, since a surname alone is no name, and which codes are none."""
    from dragoman.formats.codes import INTERNATIONAL
    from dragoman.questions.names import alike
    from dragoman.questions.query import is_code
    from dragoman.questions.state_system import codes

    given = (query.actor, query.recipient, query.third, query.speaker, query.about, *(query.between or ()))
    for name in dict.fromkeys(value for value in given if value is not None):
        if is_code(name) and name not in INTERNATIONAL and name not in codes():
            print(f"dragoman: no country has the code '{name}'; give an ISO 3166 alpha-3 code (AZE)", file=sys.stderr)
            continue
        like = alike(shelf, name)
        if like is None:
            continue
        meant = f"perhaps {' or '.join(like)} is meant" if like else "give a country code (AZE), a ref or a whole name"
        print(f"dragoman: nobody in the library is called '{name}'; {meant}", file=sys.stderr)
