"""Articles with what was read in them, for the formats that point at words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from dragoman.formats.export import Export
from dragoman.formats.pairs import Found
from dragoman.library.rows import statement_ids, unpack
from dragoman.library.schema import ACTOR, articles, readings, relation_parties, relations, statements
from dragoman.questions.query import Query
from dragoman.record import Actor, Record, Statement

TOGETHER = 50
"""Articles fetched at once."""

# databases do not agree on where null comes
_ORDER = (func.coalesce(articles.c.published, ""), articles.c.id)

_ALL = ("limit", "rejected", "by", "confidence")
"""Fields of a query that choose no articles."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article: its own row, the actors with their mentions, statements by their ids in the library, events and
    relations. An event has ``mentions``, as in `Export.events`; a relation has ``subjects`` and ``objects``."""

    id: str
    key: str | None
    title: str | None
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str
    text: str
    reader: str
    actors: tuple[Actor, ...]
    statements: tuple[tuple[str, Statement], ...]
    events: tuple[Found, ...]
    relations: tuple[Found, ...]


def documents(export: Export) -> Iterator[Document]:
    """Yield articles by day of publication, each with those of its events that the query asks for.

    A query without conditions gives all articles; any condition, those that have an event for it. Events wait in a
    file that the system takes away by itself, so that the memory needed is that of a few articles.
    """
    with closing(sqlite3.connect("")) as chosen:
        chosen.execute("CREATE TABLE chosen (article TEXT NOT NULL, event TEXT NOT NULL)")
        chosen.executemany(
            "INSERT INTO chosen VALUES (?, ?)",
            (
                (event["article"], json.dumps({name: value for name, value in event.items() if name != "roles"}))
                for event in export.events()
            ),
        )
        chosen.execute("CREATE INDEX by_article ON chosen (article)")
        everything = _asks_for_all(export.query)
        with export.library.reading() as connection, export.library.reading() as other:
            asked = select(articles.c.seq, articles.c.id).order_by(*_ORDER)
            rows = iter(connection.execution_options(yield_per=TOGETHER).execute(asked))
            while batch := list(islice(rows, TOGETHER)):
                events = {row.id: _events(chosen, row.id) for row in batch}
                wanted = [row.seq for row in batch if everything or events[row.id]]
                if wanted:
                    yield from _documents(other, wanted, events, export.query.rejected)


def _asks_for_all(query: Query) -> bool:
    plain = Query()
    return all(getattr(query, name) == getattr(plain, name) for name in query.__struct_fields__ if name not in _ALL)


def _events(chosen: sqlite3.Connection, article: str) -> tuple[Found, ...]:
    found = chosen.execute("SELECT event FROM chosen WHERE article = ? ORDER BY rowid", (article,))
    return tuple(json.loads(row[0]) for row in found)


def _documents(
    connection: Connection, wanted: Sequence[int], events: dict[str, tuple[Found, ...]], rejected: bool
) -> Iterator[Document]:
    asked = (
        select(*articles.c, readings.c.record, readings.c.reader)
        .join(readings, (readings.c.article == articles.c.seq) & readings.c.current)
        .where(articles.c.seq.in_(wanted))
        .order_by(*_ORDER)
    )
    said = select(statements.c.id).where(statements.c.article.in_(wanted))
    if not rejected:
        said = said.where(func.coalesce(statements.c.verdict, "") != "rejected")
    stand = {row.id for row in connection.execute(said)}
    held = _relations(connection, wanted, rejected)
    for row in connection.execute(asked):
        record = msgspec.json.decode(unpack(row.record), type=Record)
        names = statement_ids(record)
        told = {names[one.id]: one for one in record.statements if names[one.id] in stand}
        yield Document(
            id=row.id,
            key=row.key,
            title=row.title,
            url=row.url,
            publisher=row.publisher,
            authors=tuple(json.loads(row.authors)),
            published=row.published,
            language=row.language,
            text=row.text,
            reader=row.reader,
            actors=record.actors,
            statements=tuple(told.items()),
            events=events[row.id],
            relations=tuple(held.get(row.seq, ())),
        )


def _relations(connection: Connection, wanted: Sequence[int], rejected: bool) -> dict[int, list[Found]]:
    asked = select(relations).where(relations.c.article.in_(wanted))
    if not rejected:
        asked = asked.where(func.coalesce(relations.c.verdict, "") != "rejected")
    found = {row["seq"]: _relation(dict(row)) for row in connection.execute(asked.order_by(relations.c.seq)).mappings()}
    sides = (
        select(relation_parties)
        .join(relations)
        .where(relations.c.article.in_(wanted))
        .order_by(relation_parties.c.relation, relation_parties.c.ref)
    )
    for row in connection.execute(sides).mappings():
        if (relation := found.get(row["relation"])) is not None:
            relation["subjects" if row["side"] == ACTOR else "objects"].append(dict(row))
    by_article: dict[int, list[Found]] = {}
    for relation in found.values():
        by_article.setdefault(relation["article"], []).append(relation)
    return by_article


def _relation(row: dict[str, Any]) -> Found:
    return {**row, "why": json.loads(row["why"]), "subjects": [], "objects": []}
