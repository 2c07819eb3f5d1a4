"""Who stands behind a report: sources that are independent of each other.

The source of an article is the agency whose copy it or another article of its story is; else the outlet that had the
story first. So near-duplicate copies of one story count once, copies of one agency's reports count once, and an outlet
counts once however often it reports.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from dragoman.library.schema import articles

TOGETHER = 500
"""Keys of one look-up."""


def count_sources(connection: Connection, of: Sequence[int]) -> int:
    """Return how many independent sources some articles have."""
    return len(set(sources_of(connection, of).values()))


def sources_of(connection: Connection, of: Sequence[int]) -> dict[int, str]:
    """Return the source of each article in words: ``agency Reuters``, ``outlet The Daily Test``, ``article 3f..``."""
    stories: dict[int, int] = {}
    for part in _parts(of):
        # an article that was never grouped is a story of its own
        own = func.coalesce(articles.c.story, articles.c.seq).label("own")
        stories.update(
            (row.seq, row.own)
            for row in connection.execute(select(articles.c.seq, own).where(articles.c.seq.in_(part)))
        )
    named = story_sources(connection, sorted(set(stories.values())))
    return {article: named[story] for article, story in stories.items()}


def story_sources(connection: Connection, stories: Sequence[int]) -> dict[int, str]:
    """Return the source of each story."""
    agencies: dict[int, str] = {}
    first: dict[int, tuple[bool, str, str, str]] = {}
    for part in _parts(stories):
        asked = select(
            articles.c.seq,
            articles.c.story,
            articles.c.id,
            articles.c.publisher,
            articles.c.published,
            articles.c.agency,
        ).where(articles.c.story.in_(part) | (articles.c.seq.in_(part) & articles.c.story.is_(None)))
        for row in connection.execute(asked):
            story = row.seq if row.story is None else row.story
            if row.agency is not None:
                agencies[story] = min(agencies.get(story, row.agency), row.agency)
            name = f"outlet {row.publisher}" if row.publisher else f"article {row.id}"
            # an outlet goes before an article that names none; of several the one that had it first
            entry = (not row.publisher, row.published or "9999", row.id, name)
            first[story] = min(first.get(story, entry), entry)
    return {story: f"agency {agencies[story]}" if story in agencies else first[story][3] for story in first}


def _parts(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[begun : begun + TOGETHER] for begun in range(0, len(keys), TOGETHER)]
