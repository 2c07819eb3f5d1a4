"""A dyad's timeline: what passed between two, month by month."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, or_, select

from dragoman.errors import UsageError
from dragoman.library.library import Library
from dragoman.library.schema import dyads
from dragoman.questions.query import first_day, last_day

PERIODS = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO date name the period."""


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
        one, other: country codes, or refs of actors that have none.
        by: ``day``, ``month`` or ``year``.
        since, until: a day, month or year, both included.

    Only actual, outermost events that no person has rejected are counted.

    Raises:
        UsageError: there is no such period.
    """
    if by not in PERIODS:
        raise UsageError(f"no timeline by '{by}'; there are {', '.join(PERIODS)}")
    period = func.substr(dyads.c.day, 1, PERIODS[by])
    pair = or_(
        (dyads.c.actor == one) & (dyads.c.recipient == other),
        (dyads.c.actor == other) & (dyads.c.recipient == one),
    )
    asked = (
        select(
            period.label("period"),
            dyads.c.actor,
            dyads.c.recipient,
            dyads.c.type,
            func.count().label("events"),
            func.avg(dyads.c.score).label("score"),
        )
        .where(pair, dyads.c.counted == 1, dyads.c.day.is_not(None))
        .group_by(period, dyads.c.actor, dyads.c.recipient, dyads.c.type)
        .order_by(period, dyads.c.actor, dyads.c.recipient, dyads.c.type)
    )
    if since is not None:
        asked = asked.where(dyads.c.day >= first_day(since))
    if until is not None:
        asked = asked.where(dyads.c.day <= last_day(until))
    with library.reading() as connection:
        return [{**row, "score": round(float(row["score"]), 3)} for row in connection.execute(asked).mappings().all()]
