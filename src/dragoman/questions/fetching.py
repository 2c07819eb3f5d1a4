"""Fetching what a question found: a batch at a time, with what belongs to each row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, select
from sqlalchemy.exc import DBAPIError

from dragoman.errors import LibraryError
from dragoman.library.engine import said_by
from dragoman.library.schema import actors, articles, events

Found = dict[str, Any]

TOGETHER = 500
"""Rows looked up at once."""

OF_ARTICLE = (
    articles.c.id.label("article"),
    articles.c.title,
    articles.c.publisher,
    articles.c.published.label("published"),
    articles.c.url,
)

_LISTS = ("contexts", "why", "authors", "sectors")


def keys_in_order(connection: Connection, asked: Select[Any], limit: int | None) -> Iterator[list[int]]:
    """Yield the keys (the last column) that an ordered question gives, each once, in batches."""
    keys = each_once((None, row[-1]) for row in streamed(connection, asked))
    return together(islice(keys, limit))


def each_once(found: Iterable[tuple[Any, int]]) -> Iterator[int]:
    """Yield the keys of rows ``(day, key)``, neighbours that are the same once."""
    last = None
    for _, key in found:
        if key != last:
            yield key
        last = key


def together(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield keys in batches; the first ones are small, so that the first answers come at once."""
    found, size = iter(keys), TOGETHER // 10
    while batch := list(islice(found, size)):
        yield batch
        size = TOGETHER


def streamed(connection: Connection, asked: Select[Any]) -> Iterator[Any]:
    """Yield the rows of a question, which may be of any number: only a batch is held at once.

    Raises:
        LibraryError: the database cannot answer it.
    """
    try:
        yield from connection.execution_options(yield_per=TOGETHER).execute(asked)
    except DBAPIError as error:
        said = said_by(error)
        raise LibraryError(f"the question cannot be answered ({said}); put odd words of a search in quotes") from error


def rows_of(connection: Connection, table: Table, keys: Sequence[int]) -> list[Found]:
    """Return the rows of some keys, in their order, with their article."""
    asked = select(*_own(table), *OF_ARTICLE).join(articles, articles.c.seq == table.c.article)
    found = connection.execute(asked.where(table.c.seq.in_(keys))).mappings()
    held = {row["seq"]: dict(row) for row in found}
    return [held[key] for key in keys]


def sides_of(connection: Connection, table: Table, key: Column[Any], keys: Sequence[int]) -> dict[int, list[Found]]:
    """Return the parties of some events or relations."""
    found: dict[int, list[Found]] = {}
    asked = select(table).where(key.in_(keys)).order_by(key, table.c.side, table.c.ref)
    for row in connection.execute(asked).mappings():
        found.setdefault(row[key.name], []).append(dict(row))
    return found


def passages(connection: Connection, table: Table, keys: Sequence[int]) -> dict[int, str]:
    """Return the sentence of each event, or the evidence of each relation, cut out by the database."""
    bounds = ("sentence_start", "sentence_end") if table is events else ("start", "end")
    first, last = (table.c[name] for name in bounds)
    asked = (
        select(table.c.seq, func.substr(articles.c.text, first + 1, last - first))
        .join(articles, articles.c.seq == table.c.article)
        .where(table.c.seq.in_(keys))
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def names_of(connection: Connection, refs: Iterable[str | None]) -> dict[str, str]:
    """Return a name of each ref; of several, the last in the order of the alphabet."""
    wanted = sorted({ref for ref in refs if ref is not None})
    if not wanted:
        return {}
    asked = select(actors.c.ref, func.max(actors.c.name)).where(actors.c.ref.in_(wanted)).group_by(actors.c.ref)
    return {row[0]: row[1] for row in connection.execute(asked)}


def named(parties: Sequence[Found], fields: dict[str, str]) -> Found:
    """Return the names, refs, codes and sectors of each side under the name of its field."""
    found: Found = {}
    for field, side in fields.items():
        mine = [party for party in parties if party["side"] == side]
        found[field] = [party["name"] for party in mine]
        found[f"{field}_refs"] = [party["ref"] for party in mine]
        found[f"{field}_countries"] = [party["country"] for party in mine]
        found[f"{field}_sectors"] = [party["sector"] for party in mine]
    return found


def end_of(row: Found) -> Found:
    """Return what stands at the end of every row: the verdict and the article."""
    return {name: row[name] for name in ("verdict", "article", "title", "publisher", "published", "url")}


def as_read(row: Found) -> Found:
    """Return a row with its lists as lists."""
    return {name: json.loads(value) if name in _LISTS and value is not None else value for name, value in row.items()}


def _own(table: Table) -> list[Column[Any]]:
    """Return the columns of a table without its key of the article, whose place the article's id takes."""
    return [column for column in table.c if column.name not in ("article", "published")]
