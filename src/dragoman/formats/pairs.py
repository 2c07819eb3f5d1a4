"""Who did it to whom, a pair a row, for the formats that hold one actor and one recipient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import msgspec

Found = dict[str, Any]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One who stands on a side of an event; ``key`` is the country's code, or the ref where there is none."""

    ref: str
    name: str
    country: str | None
    sector: str | None
    role: str | None

    @property
    def key(self) -> str:
        """The country's code, or the ref where there is none."""
        return self.country or self.ref


Pair = tuple[Side | None, Side | None]


def sides(event: Found, field: str) -> list[Side]:
    """Return those on a side (``actors``, ``recipients``, ``third_parties``) of a found event."""
    roles = event.get("roles", {})
    return [
        Side(ref=ref, name=name, country=country, sector=sector, role=roles.get((field, ref)))
        for ref, name, country, sector in zip(
            event[f"{field}_refs"],
            event[field],
            event[f"{field}_countries"],
            event[f"{field}_sectors"],
            strict=True,
        )
    ]


def pairs(event: Found) -> list[Pair]:
    """Return the pairs of an event, as the library counts dyads: each country (or ref without one) once a side.

    Sides that act together are pairs both ways. One who acts alone is a pair without a recipient.
    """
    actors, recipients = _by_key(sides(event, "actors")), _by_key(sides(event, "recipients"))
    if recipients and actors:
        return list(product(actors, recipients))
    if recipients:
        return [(None, one) for one in recipients]
    if len(actors) > 1:
        return [(one, other) for one, other in product(actors, actors) if one.key != other.key]
    return [(one, None) for one in actors]


def dated_pairs(events: Iterable[Found]) -> Iterator[tuple[Found, Side | None, Side | None]]:
    """Yield every pair of the events that have a day, as tables of a pair a row need one."""
    for event in events:
        if event["day"] is not None:
            for actor, recipient in pairs(event):
                yield event, actor, recipient


def _by_key(found: list[Side]) -> list[Side]:
    first: dict[str, Side] = {}
    for side in found:
        first.setdefault(side.key, side)
    return list(first.values())
