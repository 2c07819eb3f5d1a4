"""Finding actors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select

from dragoman.library.library import Library
from dragoman.library.schema import actors, parties
from dragoman.questions.conditions import in_period, of_articles, who
from dragoman.questions.fetching import TOGETHER, Found, streamed
from dragoman.questions.query import Query, check_used
from dragoman.questions.vocabulary import check_sector


def find_actors(library: Library, query: Query) -> Iterator[Found]:
    """Yield the actors met, the most often met first, each with its roles and the days it was first and last met.

    Raises:
        UsageError: a sector that there is not; words that cannot be searched for.
    """
    check_used(query, "actors", ("actor", "sector"))
    with library.reading() as connection:
        check_sector(connection, query, parties)
        wanted = [*in_period(actors.c.day, query), *of_articles(connection, actors.c.article, query)]
        if query.actor is not None:
            wanted.append(who(connection, query.actor).among(actors))
        if query.sector is not None:
            wanted.append(actors.c.sectors.contains(json.dumps(query.sector), autoescape=True))
        met = func.count().label("articles")
        asked: Select[Any] = select(
            actors.c.ref,
            func.max(actors.c.name).label("name"),
            func.max(actors.c.kind).label("kind"),
            func.max(actors.c.country).label("country"),
            met,
            func.sum(actors.c.mentions).label("mentions"),
            func.min(actors.c.day).label("first"),
            func.max(actors.c.day).label("last"),
        )
        asked = asked.where(*wanted).group_by(actors.c.ref).order_by(met.desc(), actors.c.ref).limit(query.limit)
        rows = [dict(row._mapping) for row in streamed(connection, asked)]
        for begun in range(0, len(rows), TOGETHER):
            batch = rows[begun : begun + TOGETHER]
            held = select(actors.c.ref, actors.c.role).where(actors.c.ref.in_([row["ref"] for row in batch]))
            held = held.where(actors.c.role.is_not(None)).distinct().order_by(actors.c.ref, actors.c.role)
            roles: dict[str, list[str]] = {}
            for one in connection.execute(held):
                roles.setdefault(one.ref, []).append(one.role)
            for row in batch:
                yield {**row, "mentions": int(row["mentions"]), "roles": roles.get(row["ref"], [])}
