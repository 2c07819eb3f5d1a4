"""What is kept of feeds: when and how each was asked, and which of its items were seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from dragoman.library.schema import feed_items, feeds

KEPT, FAILED, WAITING = "kept", "failed", "waiting"
"""States of an item: read into the library, given up, to be asked for again."""
_AT_ONCE = 400


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a feed.

    ``etag`` and ``modified`` are what the server said of its last answer, ``checked`` when that was (ISO 8601, UTC),
    ``failures`` how many requests in a row failed, ``next_check`` the moment before which it is not asked again.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    failures: int = 0
    next_check: str | None = None


class SeenItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a feed under one of its keys; ``state`` is `KEPT`, `FAILED` or `WAITING`."""

    key: str
    feed: str
    url: str | None
    first_seen: str
    state: str
    tries: int


def feed_states(connection: Connection, urls: Iterable[str]) -> dict[str, FeedState]:
    """Return what is known of some feeds, by address."""
    found: dict[str, FeedState] = {}
    for some in _parted(list(urls)):
        for row in connection.execute(select(feeds).where(feeds.c.url.in_(some))):
            found[row.url] = FeedState(**{str(name): value for name, value in row._mapping.items()})
    return found


def seen_items(connection: Connection, keys: Iterable[str]) -> dict[str, SeenItem]:
    """Return the items that were seen, by key."""
    found: dict[str, SeenItem] = {}
    for some in _parted(list(keys)):
        for row in connection.execute(select(feed_items).where(feed_items.c.key.in_(some))):
            found[row.key] = SeenItem(**{str(name): value for name, value in row._mapping.items()})
    return found


def keep_feeds(connection: Connection, states: Sequence[FeedState], items: Sequence[SeenItem]) -> None:
    """Keep what became of feeds and items, in place of what was known."""
    for some in _parted([item.key for item in items]):
        known = connection.execute(select(feed_items).where(feed_items.c.key.in_(some)))
        first = {row.key: row.first_seen for row in known}
        connection.execute(delete(feed_items).where(feed_items.c.key.in_(some)))
        wanted = set(some)
        rows = {item.key: msgspec.to_builtins(item) for item in items if item.key in wanted}
        for row in rows.values():
            row["first_seen"] = first.get(row["key"], row["first_seen"])
        connection.execute(insert(feed_items), list(rows.values()))
    for state in states:
        connection.execute(delete(feeds).where(feeds.c.url == state.url))
        connection.execute(insert(feeds).values(msgspec.to_builtins(state)))


def _parted(values: list[str]) -> Iterable[list[str]]:
    for at in range(0, len(values), _AT_ONCE):
        yield values[at : at + _AT_ONCE]
