"""What is to be written, and the events and articles of a library that the writers of formats ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from dragoman.formats.pairs import Found
from dragoman.library.library import Library
from dragoman.library.schema import ACTOR, RECIPIENT, THIRD, articles, events, parties
from dragoman.questions.finding import find_events
from dragoman.questions.query import Query

TOGETHER = 500
"""Events whose trigger words and roles are looked up at once."""

_FIELDS = {ACTOR: "actors", RECIPIENT: "recipients", THIRD: "third_parties"}


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be written: the events of a library that a query asks for.

    ``words`` says whether sentences and article texts go out too; without them a set can be published where the
    articles may not.
    """

    library: Library
    query: Query
    words: bool = True
    author: str | None = None

    def events(self) -> Iterator[Found]:
        """Yield the events by day, as `find_events` does, with three fields more.

        ``mentions`` is a list of ``[trigger, sentence]`` spans, ``trigger`` the words of the first trigger, ``roles``
        the office that the article gives to each ``(field, ref)``. Without words, ``sentence`` and ``trigger`` are
        None.
        """
        found = find_events(self.library, self.query)
        with self.library.reading() as connection:
            while batch := list(islice(found, TOGETHER)):
                yield from self._with_more(connection, batch)

    def _with_more(self, connection: Connection, batch: list[Found]) -> Iterable[Found]:
        keys = [row["id"] for row in batch]
        length = events.c.trigger_end - events.c.trigger_start
        words = func.substr(articles.c.text, events.c.trigger_start + 1, length)
        asked = select(events.c.id, events.c.mentions, words).join(articles).where(events.c.id.in_(keys))
        told = {row[0]: (json.loads(row[1]), row[2]) for row in connection.execute(asked)}
        roles: dict[str, dict[tuple[str, str], str]] = {}
        held = (
            select(events.c.id, parties.c.side, parties.c.ref, parties.c.role)
            .join(events, events.c.seq == parties.c.event)
            .where(events.c.id.in_(keys), parties.c.role.is_not(None))
        )
        for row in connection.execute(held):
            roles.setdefault(row[0], {})[_FIELDS[row[1]], row[2]] = row[3]
        for event in batch:
            mentions, trigger = told[event["id"]]
            event |= {"mentions": mentions, "trigger": trigger, "roles": roles.get(event["id"], {})}
            if not self.words:
                event |= {"sentence": None, "trigger": None}
            yield event


def line(value: Any) -> bytes:
    """Return a value as one line of JSON."""
    return msgspec.json.encode(value) + b"\n"


def cell(value: Any) -> str:
    """Return a value as a cell of a table parted by tabs: no tab and no line break in it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    return " ".join(str(value).split())


def row(cells: Iterable[Any]) -> bytes:
    """Return a row of a table parted by tabs."""
    return ("\t".join(cell(value) for value in cells) + "\n").encode()
