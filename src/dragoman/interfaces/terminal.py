"""A record as text for a person, in a terminal or in a file."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.interfaces.wording import Wording, day, one_line, period, shortened
from dragoman.record import Actor, Event, Record, Relation, Statement

WIDTH_OF_FILES = 100
"""Columns where there is no terminal to ask."""

_COLOURS = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
_STANCES = {"favourable": "green", "hostile": "red"}
_POLARITIES = {"denied": "red", "possible": "yellow"}
_SURFACES_SHOWN = 4


def as_text(record: Record, *, width: int = WIDTH_OF_FILES, colour: bool = False, why: bool = False) -> str:
    """Return a record as text.

    Args:
        record: what to show.
        width: columns to fill at most.
        colour: with ANSI colours, for a terminal.
        why: show under each item what led to it.
    """
    console = Console(
        file=io.StringIO(),
        width=max(width, 40),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    page = _Page(record, console.width, why)
    with console.capture() as taken:
        console.print(Group(*page.all()))
    # grids fill their cells up with spaces, which nobody wants in a file
    return "".join(line.rstrip(" ") + "\n" for line in taken.get().splitlines())


class _Page:
    def __init__(self, record: Record, width: int, why: bool) -> None:
        self._record = record
        self._words = Wording(record)
        self._width = width
        self._why = why

    def all(self) -> Iterable[RenderableType]:
        """Yield the blocks of the page from the top."""
        yield from self._head()
        record, words = self._record, self._words
        yield from self._section("Who", len(record.actors), self._actors())
        dates = min(max((len(words.when(event)) for event in words.outer), default=0), len("2023-03-29 – 2023-04-02"))
        rows = [self._dated(event, max(dates, len("undated"))) for event in words.outer]
        yield from self._section("What happened", len(record.events), rows)
        yield from self._section("Who said what", len(record.statements), map(self._statement, record.statements))
        yield from self._section("What holds", len(record.relations), map(self._relation, record.relations))
        yield from self._section("Where", len(record.places), self._places())
        yield from self._section("When", len(record.times), self._times())
        if not (record.events or record.statements or record.relations):
            yield Text("\n  Nothing that happened, was said or holds between political actors was found.", "italic")

    def _head(self) -> Iterable[RenderableType]:
        article = self._record.article
        yield Text(one_line(article.title or article.key or shortened(article.text, 80)), "bold")
        published = day(article.published) if article.published else "no date of publication"
        source = (published, article.publisher, ", ".join(article.authors), article.url or article.key)
        yield Text(" · ".join(one_line(piece) for piece in source if piece), "dim")

    def _section(self, name: str, count: int, rows: Iterable[RenderableType]) -> Iterable[RenderableType]:
        if count:
            yield Text()
            title = Text.assemble((name, "bold blue"), (f" {count}", "dim"))
            yield Rule(title, align="left", style="dim", characters="─")
            yield from (Padding(row, (0, 0, 0, 2)) for row in rows)

    def _actors(self) -> Iterable[RenderableType]:
        grid = Table.grid(padding=(0, 3, 0, 0))
        grid.add_column(max_width=self._width // 3)
        grid.add_column(max_width=self._width * 2 // 5)
        grid.add_column(ratio=1)
        for actor in self._record.actors:
            grid.add_row(
                Text(one_line(actor.name), "bold"),
                Text(self._words.standing(actor)),
                Text(self._surfaces(actor), "dim"),
            )
            if self._why and actor.why:
                grid.add_row("", "", *self._reasons(actor.why))
        yield grid

    def _surfaces(self, actor: Actor) -> str:
        known = {one_line(actor.name).lower()}
        shown = []
        for mention in actor.mentions:
            surface = self._words.surface((mention.start, mention.end))
            if surface.lower() not in known:
                known.add(surface.lower())
                shown.append(surface)
        more = f" and {len(shown) - _SURFACES_SHOWN} more" if len(shown) > _SURFACES_SHOWN else ""
        return ", ".join(shown[:_SURFACES_SHOWN]) + more

    def _dated(self, event: Event, dates: int) -> RenderableType:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=dates)
        grid.add_column(ratio=1)
        grid.add_row(
            Text(self._words.when(event) or "undated", "dim"), self._event(event, self._width - dates - 6, (event.id,))
        )
        return grid

    def _event(self, event: Event, width: int, above: tuple[str, ...]) -> RenderableType:
        words, colour = self._words, _COLOURS.get(event.quad_class, "magenta")
        head = Text.assemble((words.dyad(event), "bold"), "  ", (event.type, f"bold {colour}"))
        faint = "" if event.modality == "actual" else "italic"
        head.append(f" {words.action(event)}", f"{faint} {colour}".strip())
        rows: list[RenderableType] = [head]
        for mention in event.mentions[:1]:
            before, trigger, after = words.excerpt(mention, width - 2)
            rows.append(Text.assemble(("“" + before, "dim"), (trigger, "underline"), (after + "”", "dim")))
        if said := words.circumstances(event, dated=len(above) > 1):
            rows.append(Text(" · ".join(said)))
        if self._why:
            scheme = f"CAMEO {event.cameo_code}, Goldstein {event.goldstein:g}, confidence {event.confidence:.2f}"
            rows += self._reasons((*event.why, scheme))
        for inner in words.inner(event):
            if inner.id not in above:
                rows.append(self._nested(inner, width, (*above, inner.id)))
        return Group(*rows)

    def _nested(self, event: Event, width: int, above: tuple[str, ...]) -> RenderableType:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column(ratio=1)
        grid.add_row(Text("└", "dim"), self._event(event, width - 2, above))
        return grid

    def _statement(self, statement: Statement) -> RenderableType:
        words = self._words
        head = Text.assemble((words.speaker(statement), "bold"), " ", words.cue(statement))
        head.append(f"  {statement.kind}", "dim")
        rows: list[RenderableType] = [head]
        rows += [Padding(Text(said, "italic"), (0, 0, 0, 4)) for said in words.content(statement, 3 * self._width)]
        if about := words.about(statement):
            line = Text(" · ".join(about), "dim")
            for stance, colour in _STANCES.items():
                line.highlight_words([f"({stance})"], colour)
            rows.append(Padding(line, (0, 0, 0, 4)))
        if self._why:
            rows += [Padding(reason, (0, 0, 0, 4)) for reason in self._reasons(statement.why)]
        return Group(*rows)

    def _relation(self, relation: Relation) -> RenderableType:
        words = self._words
        head = Text.assemble((words.pair(relation), "bold"), "  ", (relation.type.replace("_", " "), "bold magenta"))
        if relation.polarity != "holds":
            head.append(f" ({relation.polarity})", _POLARITIES.get(relation.polarity, ""))
        if terms := words.terms(relation):
            head.append("  " + " · ".join(terms))
        rows: list[RenderableType] = [head]
        if self._why:
            rows.append(Padding(Text(f"“{words.surface(relation.evidence)}”", "dim"), (0, 0, 0, 4)))
            rows += [Padding(reason, (0, 0, 0, 4)) for reason in self._reasons(relation.why)]
        return Group(*rows)

    def _places(self) -> Iterable[RenderableType]:
        said = Text()
        for place in self._record.places:
            if said:
                said.append("  ·  ", "dim")
            said.append(one_line(place.name))
            details = [place.country or ""]
            if place.latitude is not None and place.longitude is not None:
                details.append(_degrees(place.latitude, "NS") + " " + _degrees(place.longitude, "EW"))
            if details := [piece for piece in details if piece]:
                said.append(" " + " ".join(details), "dim")
        yield said

    def _times(self) -> Iterable[RenderableType]:
        said = Text()
        for time in self._record.times:
            if said:
                said.append("  ·  ", "dim")
            said.append(one_line(time.text))
            meant = period(time.earliest, time.latest or time.earliest, time.precision) if time.earliest else time.value
            if meant and "X" in meant:  # TIMEX3's sign for what is not known
                meant = "open" if time.kind in {"DATE", "TIME"} else ""
            if meant and meant != time.text:
                said.append(f" = {meant}", "dim")
        yield said

    def _reasons(self, why: tuple[str, ...]) -> list[Text]:
        return [Text("because " + "; ".join(one_line(reason) for reason in why), "dim italic")] if why else []


def _degrees(value: float, sides: str) -> str:
    return f"{abs(value):.2f}°{sides[value < 0]}"
