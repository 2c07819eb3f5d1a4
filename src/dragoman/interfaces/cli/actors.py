"""``dragoman actors``: who a name means, and who held an office on a day."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.reading.actors.lookup import Match, Office

NOBODY = 1
"""Exit code when the tables have nobody of the name."""


class Form(StrEnum):
    """What is printed."""

    TABLE = "table"
    JSON = "json"


def actors(
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help='A person, an office ("foreign minister of Israel"), a body, a state.'),
    ],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day that is asked about (2023-03-29).")] = None,
    format_: Annotated[Form, typer.Option("--format", "-f", help="For a person or for a program.")] = Form.TABLE,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder with your own words and actors (docs/extending.md).")
    ] = None,
) -> int:
    """Say who a name means in the tables, with codes, offices and their dates.

    Exit code: 0, or 1 when the tables have nobody of the name, or 2 when the call is wrong.
    """
    import msgspec

    from dragoman.knowledge import Knowledge
    from dragoman.reading.actors.lookup import Lookup

    asked, day = " ".join(name), _day(on)
    found = Lookup(Knowledge(knowledge)).find(asked, day)
    if not found:
        print(f"dragoman: nobody is called '{asked}' in the tables", file=sys.stderr)
        return NOBODY
    if format_ is Form.JSON:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
    else:
        sys.stdout.write("\n".join(_table(found, day)) + "\n")
    return 0


def _day(on: str | None) -> str | None:
    if on is None:
        return None
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise UsageError(f"--on {on} is no date; write it as 2023-03-29") from None


def _table(found: tuple[Match, ...], day: str | None) -> list[str]:
    """Return one row an office, the actor's own cells on its first."""
    rows = [("name", "kind", "code", "sectors", "office", "from", "until", "source")]
    for match in found:
        own = (match.name, match.kind, match.country or "-", " ".join(match.sectors) or "-")
        source = (match.source,)
        offices = [office for office in match.offices if day is None or office.held is not False]
        cells = [_office(match, office) for office in offices]
        if not cells:
            nothing = "none on that day" if match.kind == "person" and day is not None else "-"
            cells = [(nothing, "-", "-")]
        for number, cell in enumerate(cells):
            rows.append((*(own if number == 0 else ("",) * 4), *cell, *(source if number == 0 else ("",))))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _office(match: Match, office: Office) -> tuple[str, str, str]:
    title = f"{office.office}: {office.holder}" if match.kind == "country" else office.office
    if office.country and office.country != match.country:
        title += f" ({office.country})"
    return title, office.since or "?", office.until or ("?" if office.since is None else "-")
