"""The values that a query may name: those of the shipped tables, and those that a library holds beside them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from functools import cache

from sqlalchemy import Column, ColumnElement, Connection, Table, select

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.library.schema import events, relation_parties, relations
from dragoman.library.schema import parties as event_parties
from dragoman.questions.query import Query

MANY = 30
"""A longer list of values is not printed whole in a message: only those that look like what was written."""


@cache
def event_types() -> dict[str, str]:
    """Return PLOVER's sixteen types in the order of its manual, each with its quad class."""
    return {row["type"]: row["quad_class"] for row in Knowledge().table("events/types.tsv")}


@cache
def quad_classes() -> tuple[str, ...]:
    """Return the four quad classes as records write them (``verbal conflict``)."""
    return tuple(dict.fromkeys(event_types().values()))


@cache
def actions() -> tuple[str, ...]:
    """Return the actions below the types."""
    return _column("events/actions.tsv", "action")


@cache
def modes() -> tuple[str, ...]:
    """Return the modes of the types."""
    return _column("events/actions.tsv", "mode")


@cache
def contexts() -> tuple[str, ...]:
    """Return the contexts of events."""
    return _column("events/contexts.tsv", "context")


@cache
def sectors() -> tuple[str, ...]:
    """Return PLOVER's sector codes."""
    return _column("questions/sectors.tsv", "sector")


@cache
def relation_types() -> tuple[str, ...]:
    """Return the types of relations."""
    return tuple(sorted(_column("relations/patterns.tsv", "relation")))


def check_event_words(connection: Connection, query: Query) -> None:
    """Raise UsageError for a type, action, mode, quad class, context or sector that no event can have."""
    _check(connection, "type", query.type, lambda: event_types(), events.c.type)
    _check(connection, "action", query.action, actions, events.c.action)
    _check(connection, "mode", query.mode, modes, events.c.mode)
    if query.context is not None:
        _check(connection, "context", [query.context], contexts, None)
    if query.quad_class is not None:
        _check(connection, "quad class", [query.quad_class.replace("-", " ")], quad_classes, None)
    check_sector(connection, query, event_parties)


def check_relation_words(connection: Connection, query: Query) -> None:
    """Raise UsageError for a type or sector that no relation can have."""
    _check(connection, "type of relation", query.type, relation_types, relations.c.type)
    check_sector(connection, query, relation_parties)


def check_sector(connection: Connection, query: Query, table: Table) -> None:
    """Raise UsageError for a sector that no row of a table can have."""
    if query.sector is not None:
        _check(connection, "sector", [query.sector], sectors, table.c.sector)


def _check(
    connection: Connection,
    what: str,
    given: Iterable[str],
    shipped: Callable[[], Iterable[str]],
    held: Column[str] | None,
) -> None:
    for value in given:
        there = list(shipped())
        if value in there or (held is not None and _holds(connection, held == value, held)):
            continue
        raise UsageError(f"no {what} '{value}'; {_those(value, there)}")


def _holds(connection: Connection, condition: ColumnElement[bool], column: Column[str]) -> bool:
    return connection.execute(select(column).where(condition).limit(1)).first() is not None


def _those(value: str, there: list[str]) -> str:
    if len(there) <= MANY:
        return f"there are {', '.join(there)}"
    inside = [one for one in there if value.lower() in one]
    like = inside or difflib.get_close_matches(value.lower(), there, n=8, cutoff=0.5)
    if like:
        return f"there are {', '.join(like)} and {len(there) - len(like)} others"
    return f"there are {', '.join(there)}"


def _column(table: str, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[name] for row in Knowledge().table(table) if row[name]))
