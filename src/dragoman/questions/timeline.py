"""A dyad's timeline: what passed between two, month by month."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.errors import UsageError
from dragoman.library.library import Library
from dragoman.library.rows import month
from dragoman.library.schema import actors, dyads
from dragoman.questions.conditions import who
from dragoman.questions.query import check_day, first_day, last_day

PERIODS = ("day", "month", "year")


def timeline(
    library: Library,
    one: str,
    other: str,
    *,
    by: str = "month",
    since: str | None = None,
    until: str | None = None,
) -> list[dict[str, Any]]:
    """Return what passed between two, a row for each period, direction and type: ``events`` and the mean ``score``.

    Args:
        library: where to ask.
        one, other: country codes, or refs or names of actors that have none.
        by: ``day``, ``month`` or ``year``, of the event.
        since, until: a day, month or year, both included.

    Only actual, outermost events that no person has rejected are counted.

    Raises:
        UsageError: there is no such period, a date is none, or an actor acts for a country and has no dyads of its own.
    """
    if by not in PERIODS:
        raise UsageError(f"no timeline by '{by}'; there are {', '.join(PERIODS)}")
    for name, value in (("since", since), ("until", until)):
        if value is not None:
            check_day(name, value)
    with library.reading() as connection:
        one, other = _key(connection, one), _key(connection, other)
        ways = dict.fromkeys(((one, other), (other, one)))
        found = [row for way in ways for row in _one_way(connection, *way, by, since, until)]
    return sorted(found, key=lambda row: (row["period"], row["actor"], row["recipient"], row["type"]))


def _key(connection: Connection, value: str) -> str:
    """Return the name under which dyads have an actor: its country, or its ref where it has none."""
    whom = who(connection, value)
    if whom.code is not None:
        return whom.code
    asked = select(actors.c.ref, actors.c.kind, actors.c.country).where(actors.c.ref.in_(whom.refs))
    held = connection.execute(asked.distinct().order_by(actors.c.ref)).all()
    if not held:
        raise UsageError(f"nobody is called '{value}' in the library; give a country code (AZE), a ref or another name")
    for row in held:
        if row.country is None:
            return str(row.ref)
        if row.kind == "country":
            return str(row.country)
    raise UsageError(f"'{value}' acts for {held[0].country}; ask for its timeline, or for events with --actor")


def _one_way(
    connection: Connection, actor: str, recipient: str, by: str, since: str | None, until: str | None
) -> list[dict[str, Any]]:
    # grouped in the order of the index, which holds all that is asked; years are added up here
    period = dyads.c.day if by == "day" else dyads.c.month
    asked = select(period, dyads.c.type, func.count(), func.sum(dyads.c.score)).where(
        dyads.c.actor == actor, dyads.c.recipient == recipient, dyads.c.counted == 1, dyads.c.day.is_not(None)
    )
    if since is not None:
        asked = asked.where(dyads.c.month >= month(first_day(since)), dyads.c.day >= first_day(since))
    if until is not None:
        last = month(until + "-12" if until.count("-") == 0 else until + "-01")
        asked = asked.where(dyads.c.month <= last, dyads.c.day <= last_day(until))
    sums: dict[tuple[str, str], tuple[int, float]] = {}
    for value, type_, count, score in connection.execute(asked.group_by(period, dyads.c.type)):
        key = (_named(value, by), type_)
        events, total = sums.get(key, (0, 0.0))
        sums[key] = (events + count, total + score)
    return [
        {
            "period": name,
            "actor": actor,
            "recipient": recipient,
            "type": type_,
            "events": events,
            "score": round(total / events, 3),
        }
        for (name, type_), (events, total) in sums.items()
    ]


def _named(value: Any, by: str) -> str:
    if by == "day":
        return str(value)
    year, number = divmod(int(value), 12)
    return f"{year:04d}" if by == "year" else f"{year:04d}-{number + 1:02d}"
