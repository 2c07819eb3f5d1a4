"""How near two articles, and two reports of one happening, must stand: settings of a library."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from dragoman.library.schema import settings

_NAME = "grouping"


class Grouping(msgspec.Struct, frozen=True, kw_only=True):
    """Tolerances.

    ``copies_within``: days between two copies of one story; copies of which one has no date are not compared with
    dated ones. ``days``: days by which the dates of two reports of one happening may differ, where not both texts
    name the day. ``kilometres``: between the places of two reports of one happening.
    """

    copies_within: int = 7
    days: int = 1
    kilometres: float = 50.0


def grouping_of(connection: Connection) -> Grouping:
    """Return the tolerances of a library."""
    held = connection.execute(select(settings.c.value).where(settings.c.name == _NAME)).scalar_one_or_none()
    return msgspec.json.decode(held, type=Grouping) if held is not None else Grouping()


def set_grouping(connection: Connection, grouping: Grouping) -> None:
    """Keep the tolerances of a library; its groups must then be made anew."""
    connection.execute(delete(settings).where(settings.c.name == _NAME))
    connection.execute(insert(settings).values(name=_NAME, value=msgspec.json.encode(grouping).decode()))
