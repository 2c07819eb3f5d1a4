"""The conditions of the query language as options, for every command that asks a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.interfaces.cli.options import TableFormat

if TYPE_CHECKING:
    from dragoman.questions.query import Query

_WHO = "A country code (AZE), a ref (person/eli-cohen) or a name."
_DATE = "A day, month or year (2023-03-29, 2023-03, 2023), included."

Actor = Annotated[str | None, typer.Option(metavar="WHO", help=f"Who acts. {_WHO}")]
Recipient = Annotated[str | None, typer.Option(metavar="WHO", help="To whom.")]
Subject = Annotated[str | None, typer.Option("--actor", metavar="WHO", help=f"The subject of the relation. {_WHO}")]
Object = Annotated[str | None, typer.Option("--recipient", metavar="WHO", help="The object of the relation.")]
Named = Annotated[str | None, typer.Option("--actor", metavar="WHO", help=f"Who is named in it. {_WHO}")]
Third = Annotated[str | None, typer.Option(metavar="WHO", help="A third party.")]
Between = Annotated[tuple[str, str] | None, typer.Option(metavar="WHO WHO", help="Between two, whichever way round.")]
Sector = Annotated[str | None, typer.Option(metavar="CODE", help="A sector of either side (GOV, MIL, REB ...).")]
Type = Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="A type (SUPPORT); repeatable.")]
Kind = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="A type of relation (alliance, mission ...); repeatable."),
]
Action = Annotated[list[str] | None, typer.Option(metavar="ACTION", help="An action (sign-agreement); repeatable.")]
Mode = Annotated[list[str] | None, typer.Option(metavar="MODE", help="A mode (visit); repeatable.")]
QuadClass = Annotated[str | None, typer.Option(metavar="CLASS", help="verbal-conflict, material-cooperation ...")]
Context = Annotated[str | None, typer.Option(metavar="CONTEXT", help="A context (military, diplomatic ...).")]
Modality = Annotated[
    list[str] | None, typer.Option(metavar="MODALITY", help="actual, planned, possible or negated; repeatable.")
]
Place = Annotated[str | None, typer.Option(metavar="PLACE", help="The place of the event: a name or a country code.")]
Speaker = Annotated[str | None, typer.Option(metavar="WHO", help="According to whom.")]
Said = Annotated[str | None, typer.Option("--speaker", metavar="WHO", help=f"Who speaks. {_WHO}")]
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
Article = Annotated[str | None, typer.Option(metavar="ID", help="Of one article, by its id.")]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="The one of this id.")]
Limit = Annotated[int | None, typer.Option(metavar="N", help="At most so many.")]
Rows = Annotated[TableFormat, typer.Option("--format", "-f", help="How rows are printed.")]


@dataclass(frozen=True)
class OfEvents:
    """Which events."""

    actor: Actor = None
    recipient: Recipient = None
    third: Third = None
    between: Between = None
    sector: Sector = None
    type_: Type = None
    action: Action = None
    mode: Mode = None
    quad_class: QuadClass = None
    context: Context = None
    modality: Modality = None
    place: Place = None
    speaker: Speaker = None
    publisher: Publisher = None
    text: Text = None
    since: Since = None
    until: Until = None
    by: By = "event"
    confidence: Confidence = 0.0
    outermost: Outermost = False
    rejected: Rejected = False
    article: Article = None
    id_: Id = None
    limit: Limit = None

    def query(self) -> Query:
        """Return the conditions as a query; raises UsageError when one has a value that there is none of."""
        return asked(vars(self))


def asked(given: Mapping[str, Any]) -> Query:
    """Return the query that a command's options make; an option bears the name of the condition it gives.

    Raises:
        UsageError: an option has a value that there is none of.
    """
    from dragoman.questions.query import Query

    named = {name.rstrip("_"): value for name, value in given.items()}
    values: dict[str, Any] = {
        name: tuple(named[name]) if isinstance(named[name], list) else named[name]
        for name in Query.__struct_fields__
        if named.get(name) is not None
    }
    return Query(**values)
