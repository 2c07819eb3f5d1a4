"""Who tells what: stories with their articles, happenings with their reports and how well they are corroborated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, exists, func, select

from dragoman.errors import LibraryError
from dragoman.library.corroboration import sources_of, story_sources
from dragoman.library.grouping import Grouping, set_grouping
from dragoman.library.happenings import gather_all
from dragoman.library.library import Library
from dragoman.library.rows import Row
from dragoman.library.schema import articles, bands, events, happenings, readings
from dragoman.library.stories import place_article, sign

TOGETHER = 500
"""Rows looked up at once."""

_SHOWN = ("seq", "id", "title", "publisher", "published", "url", "agency", "story")


def list_stories(
    library: Library,
    *,
    of: str | None = None,
    least: int = 2,
    since: str | None = None,
    until: str | None = None,
    agency: str | None = None,
    limit: int | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield stories by the day of their first article, each with its articles.

    Args:
        library: where they are.
        of: the id of an article or its beginning: only its story, whatever its size.
        least: articles that a story has at least; those whose reading was taken back do not count.
        since: ISO day of the first article at the earliest; until: at the latest.
        agency: the agency whose copy it is.
        limit: how many at most.

    Raises:
        LibraryError: there is no such article, or several.
    """
    with library.reading() as connection:
        told = exists().where(readings.c.article == articles.c.seq, readings.c.current)
        first = func.min(articles.c.published)
        asked = select(articles.c.story).where(articles.c.story.is_not(None), told).group_by(articles.c.story)
        if of is not None:
            asked = asked.where(articles.c.story == _story_of(connection, of))
        else:
            asked = asked.having(func.count() >= least)
        if since is not None:
            asked = asked.having(first >= since)
        if until is not None:
            asked = asked.having(func.substr(first, 1, len(until)) <= until)
        if agency is not None:
            asked = asked.having(func.max(articles.c.agency) == agency)
        keys = list(connection.execute(asked.order_by(first, articles.c.story).limit(limit)).scalars())
        for begun in range(0, len(keys), TOGETHER):
            part = keys[begun : begun + TOGETHER]
            named = story_sources(connection, part)
            columns = [articles.c[name] for name in _SHOWN]
            rows = select(*columns).where(articles.c.story.in_(part), told)
            members: dict[int, list[Row]] = {}
            for row in connection.execute(rows.order_by(articles.c.published, articles.c.id)).mappings():
                members.setdefault(row["story"], []).append(dict(row))
            for story in part:
                yield _story(members[story], named[story])


def list_happenings(
    connection: Connection,
    *,
    least: int = 1,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield happenings by day, each with its reports: the event and article of each, and the source behind it.

    Args:
        connection: to ask with.
        least: independent sources at least.
        since: first day; until: last day, both included.
        limit: how many at most.
    """
    asked = select(happenings).where(happenings.c.outlets >= least)
    if since is not None:
        asked = asked.where(happenings.c.latest >= since)
    if until is not None:
        asked = asked.where(happenings.c.earliest <= until)
    asked = asked.order_by(happenings.c.earliest, happenings.c.id).limit(limit)
    found = [dict(row) for row in connection.execute(asked).mappings()]
    for begun in range(0, len(found), TOGETHER):
        part = found[begun : begun + TOGETHER]
        told = reports_on(connection, [row["seq"] for row in part])
        for row in part:
            yield {**{name: value for name, value in row.items() if name != "seq"}, "told_by": told[row["seq"]]}


def reports_on(connection: Connection, of: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the reports by ``seq`` of their happening, each with ``event article publisher published source``."""
    asked = (
        select(
            events.c.happening,
            events.c.id.label("event"),
            articles.c.seq,
            articles.c.id.label("article"),
            articles.c.publisher,
            articles.c.published,
        )
        .join(articles, articles.c.seq == events.c.article)
        .where(events.c.happening.in_(of))
        .order_by(articles.c.published, articles.c.id, events.c.id)
    )
    rows = [dict(row) for row in connection.execute(asked).mappings()]
    sources = sources_of(connection, sorted({row["seq"] for row in rows}))
    found: dict[int, list[dict[str, Any]]] = {one: [] for one in of}
    for row in rows:
        found[row.pop("happening")].append({**row, "source": sources[row.pop("seq")]})
    return found


def corroboration(connection: Connection, of: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return, by ``seq`` of an event, how many articles report its happening and how many independent sources that is.

    An event that is not counted has no happening and is left out.
    """
    asked = select(events.c.seq, happenings.c.reports, happenings.c.outlets).join(
        happenings, happenings.c.seq == events.c.happening
    )
    wanted = list(of)
    found: dict[int, tuple[int, int]] = {}
    for begun in range(0, len(wanted), TOGETHER):
        for row in connection.execute(asked.where(events.c.seq.in_(wanted[begun : begun + TOGETHER]))):
            found[row.seq] = (row.reports, row.outlets)
    return found


def regroup_all(library: Library, grouping: Grouping) -> tuple[int, int]:
    """Make every story and every happening anew with some tolerances, which the library keeps from then on.

    Returns:
        how many stories of two articles or more there are, and how many happenings of two reports or more.
    """
    from dragoman.library.corrections import current_record

    with library.writing() as connection:
        set_grouping(connection, grouping)
        connection.execute(delete(bands))
        seqs = []
        for row in connection.execute(select(articles.c.seq, articles.c.id).order_by(articles.c.seq)).all():
            record = current_record(connection, row.id)
            if record is not None:
                sign(connection, row.seq, record.article)
                seqs.append(row.seq)
        for seq in seqs:
            place_article(connection, seq, grouping)
        gather_all(connection, grouping)
        several = select(articles.c.story).group_by(articles.c.story).having(func.count() > 1).subquery()
        stories = connection.execute(select(func.count()).select_from(several)).scalar_one()
        asked = select(func.count()).select_from(happenings).where(happenings.c.reports > 1)
        return int(stories), int(connection.execute(asked).scalar_one())


def _story(found: list[Row], source: str) -> dict[str, Any]:
    days = [row["published"] for row in found if row["published"]]
    outlets = {row["publisher"] for row in found if row["publisher"]}
    agencies = sorted({row["agency"] for row in found if row["agency"]})
    return {
        # the lowest id of its articles: the same in every library that has the same articles
        "story": min(row["id"] for row in found),
        "title": found[0]["title"],
        "first": min(days, default=None),
        "last": max(days, default=None),
        "articles": len(found),
        "outlets": len(outlets),
        "agency": agencies[0] if agencies else None,
        "source": source,
        "told_by": [{name: row[name] for name in _SHOWN if name not in ("seq", "story")} for row in found],
    }


def _story_of(connection: Connection, name: str) -> int:
    asked = select(articles.c.story).where(articles.c.id.startswith(name, autoescape=True)).limit(2)
    found = list(connection.execute(asked).scalars())
    if len(found) != 1:
        what = "several articles have ids that begin with" if found else "no article with the id"
        raise LibraryError(f"{what} '{name}'; 'dragoman articles' lists them")
    return int(found[0] or 0)
