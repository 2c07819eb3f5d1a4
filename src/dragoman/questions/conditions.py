"""What a query asks for, as conditions in SQL."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Select, Table, exists, false, func, literal_column, or_
from sqlalchemy import select as select_
from sqlalchemy import table as table_
from sqlalchemy import text as text_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import FromClause

from dragoman.errors import UsageError
from dragoman.library.engine import said_by
from dragoman.library.schema import ACTOR, RECIPIENT, THIRD, actors, articles, events, parties, stances, statements
from dragoman.questions.query import Query, first_day, is_code, last_day

Condition = ColumnElement[bool]

FEW = 2000
"""Up to so many rows of a narrow condition are looked up one by one and sorted; beyond, days are walked in order."""


class Who(msgspec.Struct, frozen=True):
    """An actor that a query names: a country's ``code``, or the ``refs`` of those who bear the ``name``."""

    value: str
    code: str | None = None
    refs: tuple[str, ...] = ()

    def among(self, rows: FromClause) -> Condition:
        """Return the condition that a row with ``ref`` and ``country`` is this actor's."""
        if self.code is not None:
            return condition(rows.c.country == self.code)
        return one_of(rows.c.ref, self.refs)


def who(connection: Connection, value: str) -> Who:
    """Return whom a query means by a country code, a ref or a name; a name may be borne by several."""
    if is_code(value):
        return Who(value, code=value)
    if "/" in value:
        return Who(value, refs=(value,))
    # both sides in the database's lower case, which is not Python's
    named = condition(func.lower(actors.c.name) == func.lower(value))
    found = connection.execute(select_(actors.c.ref).where(named).distinct().order_by(actors.c.ref))
    return Who(value, refs=tuple(found.scalars()))


def sides(query: Query) -> list[tuple[str, str]]:
    """Return the sides that a query names, as ``(side, value)``."""
    given = ((ACTOR, query.actor), (RECIPIENT, query.recipient), (THIRD, query.third))
    return [(side, value) for side, value in given if value is not None]


def on_side(children: Table, key: Column[Any], parents: Table, side: str, whom: Who) -> Condition:
    """Return that an actor is on one side of an event or relation."""
    one = children.alias()
    return exists().where(one.c[key.name] == parents.c.seq, one.c.side == side, whom.among(one))


def between(children: Table, key: Column[Any], parents: Table, pair: tuple[Who, Who]) -> Condition:
    """Return that both stand in an item, on sides that may be the same (two that act together)."""
    left, right = children.alias(), children.alias()
    return exists().where(
        left.c[key.name] == parents.c.seq,
        pair[0].among(left),
        left.c.side != THIRD,
        exists().where(
            right.c[key.name] == parents.c.seq,
            pair[1].among(right),
            right.c.side != THIRD,
            right.c.ref != left.c.ref,
        ),
    )


def in_period(column: ColumnElement[Any], query: Query) -> list[Condition]:
    """Return the conditions that a column of days lies in the query's period."""
    found = []
    if query.since is not None:
        found.append(condition(column >= first_day(query.since)))
    if query.until is not None:
        found.append(condition(column <= last_day(query.until)))
    return found


def of_items(connection: Connection, table: Table, query: Query) -> list[Condition]:
    """Return the conditions on what events, statements and relations share."""
    found: list[Condition] = []
    if query.speaker is not None:
        found.append(_spoken_by(connection, table, query.speaker))
    if query.id is not None:
        found.append(condition(table.c.id == query.id))
    if query.confidence and "confidence" in table.c:
        found.append(condition(table.c.confidence >= query.confidence))
    if not query.rejected:
        found.append(condition(func.coalesce(table.c.verdict, "") != "rejected"))
    return found


def of_events(connection: Connection, query: Query) -> list[Condition]:
    """Return the conditions on the events themselves."""
    wanted = [
        *_any(events.c.type, query.type),
        *_any(events.c.action, query.action),
        *_any(events.c.mode, query.mode),
        *_any(events.c.modality, query.modality),
        *of_items(connection, events, query),
    ]
    if query.sector is not None:
        of = parties.alias()
        wanted.append(exists().where(of.c.event == events.c.seq, of.c.sector == query.sector))
    if query.quad_class is not None:
        wanted.append(condition(events.c.quad_class == query.quad_class.replace("-", " ")))
    if query.context is not None:
        wanted.append(events.c.contexts.contains(json.dumps(query.context), autoescape=True))
    if query.place is not None:
        where = events.c.place_country == query.place
        if not is_code(query.place):
            where = func.lower(events.c.place) == func.lower(query.place)
        wanted.append(condition(where))
    if query.outermost:
        wanted.append(condition(events.c.within.is_(None)))
    return wanted


def of_articles(connection: Connection, column: Column[Any], query: Query) -> list[Condition]:
    """Return the conditions on the article that a column points at: its words, its publisher, its id."""
    found: list[Condition] = []
    if query.publisher is not None:
        # there are few publishers: their names are compared here, where every letter has its two cases
        wanted = query.publisher.casefold()
        there = connection.execute(select_(articles.c.publisher).where(articles.c.publisher.is_not(None)).distinct())
        alike = [name for name in there.scalars() if name.casefold() == wanted]
        held = select_(articles.c.seq).where(one_of(articles.c.publisher, alike))
        found.append(narrowed(connection, column, held))
    if query.article is not None:
        held = select_(articles.c.seq).where(articles.c.id == query.article)
        found.append(condition(column.in_(held)))
    if query.text is not None:
        found.append(narrowed(connection, column, _with_words(connection, query.text)))
    return found


def about(connection: Connection, query: Query) -> list[Condition]:
    """Return the conditions on whom a statement speaks of, and how."""
    told: list[Condition] = []
    if query.about is not None:
        told.append(who(connection, query.about).among(stances))
    if query.stance is not None:
        told.append(condition(stances.c.stance == query.stance))
    return [narrowed(connection, statements.c.seq, select_(stances.c.statement).where(*told))] if told else []


def narrowed(connection: Connection, column: Column[Any], held: Select[Any]) -> Condition:
    """Return that a column is among what a question gives.

    SQLite would always look up each of these and sort them all, though there may be very many and the first answers
    be wanted; it is told to walk the days in order instead when there are more than `FEW`. PostgreSQL keeps count.
    """
    if connection.dialect.name != "sqlite":
        return condition(column.in_(held))
    try:
        some = select_(func.count()).select_from(held.limit(FEW + 1).subquery())
        many = int(connection.execute(some).scalar_one()) > FEW
    except DBAPIError as error:
        said = said_by(error)
        raise UsageError(f"these words cannot be searched for ({said}); put odd ones in quotes") from error
    return condition((column + 0 if many else column).in_(held))


def one_of(column: ColumnElement[Any], values: Sequence[str]) -> Condition:
    """Return that a column has one of the values; with none of them, nothing."""
    if not values:
        return false()
    return condition(column == values[0] if len(values) == 1 else column.in_(values))


def condition(given: ColumnElement[Any]) -> Condition:
    """Return a comparison as the condition it is."""
    return given


def _any(column: Column[Any], values: Sequence[str]) -> list[Condition]:
    return [one_of(column, values)] if values else []


def _spoken_by(connection: Connection, table: Table, value: str) -> Condition:
    whom = who(connection, value)
    if whom.code is not None:
        mine = condition(statements.c.speaker_country == whom.code)
    elif "/" in value:
        mine = condition(statements.c.speaker == value)
    else:
        unknown = func.lower(statements.c.speaker_name) == func.lower(value)
        mine = or_(one_of(statements.c.speaker, whom.refs), unknown)
    if table is statements:
        return mine
    return condition(table.c.said_in.in_(select_(statements.c.id).where(mine)))


def _with_words(connection: Connection, words: str) -> Select[Any]:
    """Return the question for the keys of the articles that have the words."""
    if connection.dialect.name == "sqlite":
        search = table_("search")
        matching = text_("search MATCH :words").bindparams(words=sqlite_words(words))
        return select_(literal_column("search.rowid").label("seq")).select_from(search).where(matching)
    matching = text_("articles.search @@ websearch_to_tsquery('english', :words)").bindparams(words=words)
    return select_(articles.c.seq).where(matching)


def sqlite_words(words: str) -> str:
    """Return words as FTS5 takes them: quoted one by one unless the caller uses its operators."""
    if re.search(r"[\"*()^]|\b(AND|OR|NOT|NEAR)\b", words):
        return words
    return " ".join(f'"{word}"' for word in words.split())
