"""The rows that people ask: made from the current reading of an article, and withdrawn when it no longer counts."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from dragoman.library.grouping import grouping_of
from dragoman.library.happenings import gather, release, reports_of, settle
from dragoman.library.judging import Judgement, all_of, standing
from dragoman.library.offices import met, offices
from dragoman.library.replaying import replay
from dragoman.library.rows import Row, Rows, rows_of, unpack
from dragoman.library.schema import (
    actors,
    dyads,
    events,
    parties,
    relation_parties,
    relations,
    stances,
    statements,
)
from dragoman.record import Record

ITEMS = (statements, events, relations)
"""Tables whose rows have an id of their own, and remember in which run they were first said."""


def project(connection: Connection, article: int, kept: bytes, run: int, since: dict[str, int] | None = None) -> Record:
    """Write the rows of a kept record of the article, as people corrected them, and return the record.

    Args:
        connection: in a writing transaction.
        article: the ``seq`` of the article.
        kept: the record as `pack` made it.
        run: the run that read it.
        since: by id of an item, the run in which it was first said.
    """
    record = msgspec.json.decode(unpack(kept), type=Record)
    said = standing(all_of(connection, record.article.id))
    rows = rows_of(record)
    replay(rows, said)
    reports = reports_of(rows)
    first = since or {}

    def dated(found: list[Row]) -> list[Row]:
        for row in found:
            for name in ("pinned", "apart"):
                row.pop(name, None)
            row.setdefault("verdict", None)
        return [{**row, "article": article, "first_run": first.get(row["id"], run), "last_run": run} for row in found]

    if rows.actors:
        connection.execute(insert(actors), [{**row, "article": article} for row in rows.actors])
    spoken = _write(connection, statements, dated(rows.statements))
    _children(connection, stances, "statement", spoken, rows.stances)
    told = _write(connection, events, dated(rows.events))
    _children(connection, parties, "event", told, rows.parties)
    _children(connection, dyads, "event", told, [(place, {**row, "article": article}) for place, row in rows.dyads])
    met(connection, article, record, said)
    held = _write(connection, relations, dated(rows.relations))
    _children(connection, relation_parties, "relation", held, rows.relation_parties)
    gather(connection, [(told[place], report) for place, report in reports], grouping_of(connection))
    return record


def corrected(connection: Connection, record: Record) -> tuple[Rows, list[Judgement]]:
    """Return the rows of a record as people corrected them, and the judgements whose item it does not have."""
    rows = rows_of(record)
    return rows, replay(rows, standing(all_of(connection, record.article.id)))


def withdraw(connection: Connection, article: int) -> dict[str, int]:
    """Take away the rows of an article's current reading; return, by id of an item, the run it was first said in."""
    first: dict[str, int] = {}
    touched, former = release(connection, article)
    for table in ITEMS:
        found = connection.execute(select(table.c.id, table.c.first_run).where(table.c.article == article))
        first.update((row.id, row.first_run) for row in found)
    for child, column, parent in (
        (stances, stances.c.statement, statements),
        (parties, parties.c.event, events),
        (dyads, dyads.c.event, events),
        (relation_parties, relation_parties.c.relation, relations),
    ):
        mine = select(parent.c.seq).where(parent.c.article == article)
        connection.execute(delete(child).where(column.in_(mine)))
    for table in (statements, events, relations, actors, offices):
        connection.execute(delete(table).where(table.c.article == article))
    settle(connection, touched, former, grouping_of(connection))
    return first


def _write(connection: Connection, table: Table, rows: list[Row]) -> list[int]:
    """Write rows and return their ``seq`` in the order of the rows."""
    if not rows:
        return []
    statement = insert(table).returning(table.c.seq, sort_by_parameter_order=True)
    return [int(row.seq) for row in connection.execute(statement, rows)]


def _children(
    connection: Connection, table: Table, column: str, parents: list[int], rows: list[tuple[int, dict[str, Any]]]
) -> None:
    if rows:
        connection.execute(insert(table), [{**row, column: parents[place]} for place, row in rows])
