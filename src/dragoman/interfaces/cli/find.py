"""``dragoman events|statements|relations|articles``: what a library holds, by one query language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.options import TableFormat

if TYPE_CHECKING:
    from dragoman.interfaces.cli.tables import Column
    from dragoman.library import Library
    from dragoman.questions.query import Query

_WHO = "A country code (AZE), a ref (person/eli-cohen) or a name."
_DATE = "A day, month or year (2023-03-29, 2023-03, 2023), included."

Actor = Annotated[str | None, typer.Option(metavar="WHO", help=f"Who acts, or the subject of a relation. {_WHO}")]
Recipient = Annotated[str | None, typer.Option(metavar="WHO", help="To whom, or the object of a relation.")]
Third = Annotated[str | None, typer.Option(metavar="WHO", help="A third party.")]
Between = Annotated[tuple[str, str] | None, typer.Option(metavar="WHO WHO", help="Between two, whichever way round.")]
Sector = Annotated[str | None, typer.Option(metavar="CODE", help="A sector of either side (GOV, MIL, REB ...).")]
Type = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="A type (SUPPORT); repeatable.")]
Action = Annotated[list[str] | None, typer.Option(metavar="ACTION", help="An action (sign-agreement); repeatable.")]
Mode = Annotated[list[str] | None, typer.Option(metavar="MODE", help="A mode (visit); repeatable.")]
QuadClass = Annotated[str | None, typer.Option(metavar="CLASS", help="verbal-conflict, material-cooperation ...")]
Context = Annotated[str | None, typer.Option(metavar="CONTEXT", help="A context (military, diplomatic ...).")]
Modality = Annotated[
    list[str] | None, typer.Option(metavar="MODALITY", help="actual, planned, possible or negated; repeatable.")
]
Place = Annotated[str | None, typer.Option(metavar="PLACE", help="The place of the event: a name or a country code.")]
Speaker = Annotated[str | None, typer.Option(metavar="WHO", help="According to whom.")]
About = Annotated[str | None, typer.Option(metavar="WHO", help="Of whom a statement speaks.")]
Stance = Annotated[str | None, typer.Option(metavar="STANCE", help="How it speaks: favourable, hostile, neutral.")]
Polarity = Annotated[str | None, typer.Option(metavar="POLARITY", help="holds, denied or possible.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the article.")]
Text = Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the article, as in a search engine.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help=_DATE)]
Until = Annotated[str | None, typer.Option(metavar="DATE", help=_DATE)]
By = Annotated[str, typer.Option(metavar="event|publication", help="Which date --since and --until mean.")]
Confidence = Annotated[float, typer.Option(metavar="P", min=0.0, max=1.0, help="The least confidence.")]
Outermost = Annotated[bool, typer.Option("--outermost", help="Without events that are the content of another.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="Also what a person has rejected.")]
Limit = Annotated[int | None, typer.Option(metavar="N", help="At most so many.")]
Rows = Annotated[TableFormat, typer.Option("--format", "-f", help="How rows are printed.")]


def events(
    actor: Actor = None,
    recipient: Recipient = None,
    third: Third = None,
    between: Between = None,
    sector: Sector = None,
    type_: Type = None,
    action: Action = None,
    mode: Mode = None,
    quad_class: QuadClass = None,
    context: Context = None,
    modality: Modality = None,
    place: Place = None,
    speaker: Speaker = None,
    publisher: Publisher = None,
    text: Text = None,
    since: Since = None,
    until: Until = None,
    by: By = "event",
    confidence: Confidence = 0.0,
    outermost: Outermost = False,
    rejected: Rejected = False,
    limit: Limit = None,
    library: options.Library = None,
    format_: Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find events: who did what to whom, when, where, and according to whom."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_events
    from dragoman.questions.query import Query

    query = Query(
        actor=actor,
        recipient=recipient,
        third=third,
        between=between,
        sector=sector,
        type=tuple(type_ or ()),
        action=tuple(action or ()),
        mode=tuple(mode or ()),
        quad_class=quad_class,
        context=context,
        modality=tuple(modality or ()),
        place=place,
        speaker=speaker,
        publisher=publisher,
        text=text,
        since=since,
        until=until,
        by=by,
        confidence=confidence,
        outermost=outermost,
        rejected=rejected,
        limit=limit,
    )
    columns = [Column("day"), Column("type"), Column("actors"), Column("recipients"), Column("modality")]
    return _found(
        find_events, query, library, format_, output, [*columns, Column("speaker"), Column("sentence", long=True)]
    )


def statements(
    speaker: Speaker = None,
    about: About = None,
    stance: Stance = None,
    publisher: Publisher = None,
    text: Text = None,
    since: Since = None,
    until: Until = None,
    rejected: Rejected = False,
    limit: Limit = None,
    library: options.Library = None,
    format_: Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find statements: who said what, of whom, and how they spoke of them."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_statements
    from dragoman.questions.query import Query

    query = Query(
        speaker=speaker,
        about=about,
        stance=stance,
        publisher=publisher,
        text=text,
        since=since,
        until=until,
        rejected=rejected,
        limit=limit,
    )
    columns = [Column("day"), Column("speaker"), Column("cue"), Column("content", long=True), Column("publisher")]
    return _found(find_statements, query, library, format_, output, columns)


def relations(
    actor: Actor = None,
    recipient: Recipient = None,
    between: Between = None,
    type_: Type = None,
    polarity: Polarity = None,
    speaker: Speaker = None,
    publisher: Publisher = None,
    text: Text = None,
    since: Since = None,
    until: Until = None,
    confidence: Confidence = 0.0,
    rejected: Rejected = False,
    limit: Limit = None,
    library: options.Library = None,
    format_: Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find relations: what holds between actors over time."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_relations
    from dragoman.questions.query import Query

    query = Query(
        actor=actor,
        recipient=recipient,
        between=between,
        type=tuple(type_ or ()),
        polarity=polarity,
        speaker=speaker,
        publisher=publisher,
        text=text,
        since=since,
        until=until,
        confidence=confidence,
        rejected=rejected,
        limit=limit,
    )
    columns = [Column("day"), Column("type"), Column("subjects"), Column("objects"), Column("polarity")]
    more = [Column("number"), Column("unit"), Column("speaker"), Column("evidence", long=True)]
    return _found(find_relations, query, library, format_, output, [*columns, *more])


def articles(
    actor: Actor = None,
    publisher: Publisher = None,
    text: Text = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    library: options.Library = None,
    format_: Rows = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Find articles by words, actor, publisher and date."""
    from dragoman.interfaces.cli.tables import Column
    from dragoman.questions.finding import find_articles
    from dragoman.questions.query import Query

    query = Query(actor=actor, publisher=publisher, text=text, since=since, until=until, limit=limit)
    columns = [Column("published"), Column("publisher"), Column("title", long=True), Column("events")]
    return _found(find_articles, query, library, format_, output, [*columns, Column("statements"), Column("relations")])


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
        print_rows(find(shelf, query), columns, format_, nothing="nothing found", output=output)
    return 0
