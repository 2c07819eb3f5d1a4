"""Finding events, statements, relations, articles and actors in a library."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, exists, func, select
from sqlalchemy.exc import DBAPIError

from dragoman.errors import LibraryError
from dragoman.library.library import Library
from dragoman.library.schema import (
    ACTOR,
    RECIPIENT,
    THIRD,
    actors,
    articles,
    dyads,
    events,
    parties,
    relation_parties,
    relations,
    stances,
    statements,
)
from dragoman.questions.query import Query, bool_, in_period, in_text, is_code, names

Found = dict[str, Any]
Condition = ColumnElement[bool]

TOGETHER = 500
"""Rows whose parties are looked up at once."""

_LISTS = ("contexts", "why", "authors", "sectors")
_OF_ARTICLE = (
    articles.c.id.label("article"),
    articles.c.title,
    articles.c.publisher,
    articles.c.published.label("published"),
    articles.c.url,
)


def find_events(library: Library, query: Query) -> Iterator[Found]:
    """Yield the events that a query asks for, by day, each with its sides, its sentence, its source and its article."""
    with library.reading() as connection:
        keys = _keys(connection, query)
        for batch in _at_once(islice(keys, query.limit)):
            asked = select(*_own(events), *_OF_ARTICLE).join(articles).where(events.c.seq.in_(batch))
            found = {row["seq"]: dict(row) for row in connection.execute(asked).mappings()}
            rows = [found[key] for key in batch]
            sides = _sides_of(connection, parties, parties.c.event, rows)
            passages = _passages(connection, rows, "sentence_start", "sentence_end")
            speakers = _names(connection, [row["speaker"] for row in rows])
            for row, passage in zip(rows, passages, strict=True):
                yield _event(row, sides.get(row["seq"], []), passage, speakers)


def _keys(connection: Connection, query: Query) -> Iterator[int]:
    """Yield the keys of the events asked for, by day.

    Two countries are looked up in the index of dyads, one in that of parties; each is read in the order of days, so
    that the first answers come at once however many there are.
    """
    wanted = _of_events(query)
    if query.between is not None:
        one, other = query.between
        if is_code(one) and is_code(other):
            ways = (_of_dyad(connection, query, wanted, *pair) for pair in ((one, other), (other, one)))
            yield from _each_once(heapq.merge(*ways))
            return
        wanted.append(_between(parties, parties.c.event, events, query.between))
    elif query.actor is not None and query.recipient is not None and is_code(query.actor) and is_code(query.recipient):
        yield from _each_once(_of_dyad(connection, query, wanted, query.actor, query.recipient))
        return
    sides = _sides(query)
    if sides and query.by == "event":
        side, value = sides.pop(0)
        wanted += [_side(parties, parties.c.event, events, *more) for more in sides]
        day, key = parties.c.day, parties.c.event
        asked = select(day, key).join(events).where(parties.c.side == side, names(parties, value))
    else:
        wanted += [_side(parties, parties.c.event, events, *more) for more in sides]
        day, key = (events.c.day if query.by == "event" else events.c.published), events.c.seq
        asked = select(day, key)
    yield from _each_once(_ordered(connection, asked, day, key, wanted, query))


def _of_dyad(
    connection: Connection, query: Query, wanted: list[Condition], actor: str, recipient: str
) -> Iterator[tuple[str, int]]:
    asked = select(dyads.c.day, dyads.c.event).join(events)
    # sides that act together are a dyad too, but neither is the other's recipient
    asked = asked.where(dyads.c.actor == actor, dyads.c.recipient == recipient)
    more = list(wanted)
    if query.between is None:
        more.append(_side(parties, parties.c.event, events, RECIPIENT, recipient))
    return _ordered(connection, asked, dyads.c.day, dyads.c.event, more, query)


def _ordered(
    connection: Connection,
    asked: Select[Any],
    day: Column[Any],
    key: Column[Any],
    wanted: list[Condition],
    query: Query,
) -> Iterator[tuple[str, int]]:
    of_article = query.publisher is not None or query.article is not None or query.text is not None
    if of_article:
        asked = asked.join(articles, articles.c.seq == events.c.article)
    asked = _asked(connection, asked, [*wanted, *in_period(day, query)], query).order_by(day, key)
    for batch in _batches(connection, asked):
        yield from ((row[day.name] or "", row[key.name]) for row in batch)


def _each_once(found: Iterable[tuple[str, int]]) -> Iterator[int]:
    last = None
    for _, key in found:
        if key != last:
            yield key
        last = key


def _at_once(keys: Iterable[int]) -> Iterator[list[int]]:
    found = iter(keys)
    while batch := list(islice(found, TOGETHER)):
        yield batch


def _of_events(query: Query) -> list[Condition]:
    """Return the conditions on the events themselves."""
    wanted = [
        *_one_of(events.c.type, query.type),
        *_one_of(events.c.action, query.action),
        *_one_of(events.c.mode, query.mode),
        *_one_of(events.c.modality, query.modality),
        *_of_items(events, query),
    ]
    if query.sector is not None:
        of = parties.alias()
        wanted.append(exists().where(of.c.event == events.c.seq, of.c.sector == query.sector))
    if query.quad_class is not None:
        wanted.append(bool_(events.c.quad_class == query.quad_class.replace("-", " ")))
    if query.context is not None:
        wanted.append(events.c.contexts.contains(json.dumps(query.context), autoescape=True))
    if query.place is not None:
        wanted.append(_place(query.place))
    if query.outermost:
        wanted.append(bool_(events.c.within.is_(None)))
    return wanted


def find_statements(library: Library, query: Query) -> Iterator[Found]:
    """Yield statements by day, each with whom it speaks of and how."""
    with library.reading() as connection:
        wanted = [*in_period(statements.c.day, query), *_of_items(statements, query)]
        about = stances.alias()
        spoken = [about.c.statement == statements.c.seq]
        if query.about is not None:
            spoken.append(_stance_of(about, query.about))
        if query.stance is not None:
            spoken.append(bool_(about.c.stance == query.stance))
        if len(spoken) > 1:
            wanted.append(exists().where(*spoken))
        asked = _asked(connection, select(*_own(statements), *_OF_ARTICLE).join(articles), wanted, query)
        asked = asked.order_by(statements.c.day, statements.c.seq)
        for batch in _batches(connection, asked.limit(query.limit)):
            told: dict[int, dict[str, str]] = {}
            keys = [row["seq"] for row in batch]
            for one in connection.execute(select(stances).where(stances.c.statement.in_(keys)).order_by(stances.c.ref)):
                told.setdefault(one.statement, {})[one.ref] = one.stance
            for row in batch:
                speaker = row.pop("speaker")
                yield {
                    "id": row["id"],
                    "day": row["day"],
                    "speaker": row["speaker_name"],
                    "speaker_ref": speaker,
                    **{name: row[name] for name in ("speaker_country", "kind", "cue", "content")},
                    "about": told.get(row["seq"], {}),
                    **_end(row),
                }


def find_relations(library: Library, query: Query) -> Iterator[Found]:
    """Yield relations by day, each with its sides, its value and its evidence."""
    with library.reading() as connection:
        wanted = [
            *(
                _side(relation_parties, relation_parties.c.relation, relations, side, value)
                for side, value in _sides(query)
            ),
            *_one_of(relations.c.type, query.type),
            *in_period(relations.c.day, query),
            *_of_items(relations, query),
        ]
        if query.between is not None:
            wanted.append(_between(relation_parties, relation_parties.c.relation, relations, query.between))
        if query.polarity is not None:
            wanted.append(bool_(relations.c.polarity == query.polarity))
        asked = _asked(connection, select(*_own(relations), *_OF_ARTICLE).join(articles), wanted, query)
        asked = asked.order_by(relations.c.day, relations.c.seq)
        for batch in _batches(connection, asked.limit(query.limit)):
            sides = _sides_of(connection, relation_parties, relation_parties.c.relation, batch)
            passages = _passages(connection, batch, "start", "end")
            speakers = _names(connection, [row["speaker"] for row in batch])
            for row, passage in zip(batch, passages, strict=True):
                yield _relation(row, sides.get(row["seq"], []), passage, speakers)


def find_articles(library: Library, query: Query) -> Iterator[Found]:
    """Yield articles by day of publication, each with how many events and statements it has."""
    with library.reading() as connection:
        wanted = list(in_period(articles.c.published, query))
        for value in (query.actor, query.about):
            if value is not None:
                wanted.append(exists().where(actors.c.article == articles.c.seq, names(actors, value)))
        counts = [
            select(func.count()).where(table.c.article == articles.c.seq).scalar_subquery().label(table.name)
            for table in (events, statements, relations)
        ]
        columns = [articles.c[name] for name in ("id", "key", "published", "publisher", "title", "url", "authors")]
        shown = [articles.c.seq, *columns, articles.c.language, articles.c.agency, articles.c.story, *counts]
        asked: Select[Any] = select(*shown)
        asked = _asked(connection, asked, wanted, query).order_by(articles.c.published, articles.c.seq)
        for batch in _batches(connection, asked.limit(query.limit)):
            for row in batch:
                del row["seq"]
                yield _read(row)


def find_actors(library: Library, query: Query) -> Iterator[Found]:
    """Yield the actors met, the most often met first, each with its roles and the days it was first and last met."""
    with library.reading() as connection:
        wanted = list(in_period(actors.c.day, query))
        if query.actor is not None:
            wanted.append(names(actors, query.actor))
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
        ).select_from(actors.join(articles))
        asked = _asked(connection, asked, wanted, query).group_by(actors.c.ref).order_by(met.desc(), actors.c.ref)
        for batch in _batches(connection, asked.limit(query.limit)):
            refs = [row["ref"] for row in batch]
            roles: dict[str, list[str]] = {}
            held = select(actors.c.ref, actors.c.role).where(actors.c.ref.in_(refs), actors.c.role.is_not(None))
            for one in connection.execute(held.distinct().order_by(actors.c.ref, actors.c.role)):
                roles.setdefault(one.ref, []).append(one.role)
            for row in batch:
                yield {**row, "mentions": int(row["mentions"]), "roles": roles.get(row["ref"], [])}


def _own(table: Table) -> list[Column[Any]]:
    """Return the columns of a table without its key of the article, whose place the article's id takes."""
    return [column for column in table.c if column.name not in ("article", "published")]


def _asked(connection: Connection, asked: Select[Any], wanted: list[Condition], query: Query) -> Select[Any]:
    """Return a question with its conditions and those on the article."""
    if query.publisher is not None:
        wanted.append(bool_(func.lower(articles.c.publisher) == query.publisher.lower()))
    if query.article is not None:
        wanted.append(bool_(articles.c.id == query.article))
    if query.text is not None:
        wanted.append(in_text(connection.dialect.name, query.text))
    return asked.where(*wanted)


def _of_items(table: Table, query: Query) -> list[Condition]:
    """Return the conditions on what events, statements and relations share."""
    found: list[Condition] = []
    if query.speaker is not None:
        found.append(_speaker(table, query.speaker))
    if query.id is not None:
        found.append(bool_(table.c.id == query.id))
    if query.confidence and "confidence" in table.c:
        found.append(bool_(table.c.confidence >= query.confidence))
    if not query.rejected:
        found.append(bool_(func.coalesce(table.c.verdict, "") != "rejected"))
    return found


def _sides(query: Query) -> list[tuple[str, str]]:
    given = ((ACTOR, query.actor), (RECIPIENT, query.recipient), (THIRD, query.third))
    return [(side, value) for side, value in given if value is not None]


def _side(children: Table, key: Column[Any], parents: Table, side: str, value: str) -> Condition:
    one = children.alias()
    mine = one.c[key.name] == parents.c.seq
    return exists().where(mine, one.c.side == side, names(one, value))


def _between(children: Table, key: Column[Any], parents: Table, pair: tuple[str, str]) -> Condition:
    """Return that both stand in an item, on sides that may be the same (two that act together)."""
    left, right = children.alias(), children.alias()
    return exists().where(
        left.c[key.name] == parents.c.seq,
        names(left, pair[0]),
        left.c.side != THIRD,
        exists().where(
            right.c[key.name] == parents.c.seq,
            names(right, pair[1]),
            right.c.side != THIRD,
            right.c.ref != left.c.ref,
        ),
    )


def _speaker(table: Table, value: str) -> Condition:
    if table is statements:
        if "/" in value:
            return bool_(statements.c.speaker == value)
        if len(value) == 3 and value.isupper():
            return bool_(statements.c.speaker_country == value)
        return bool_(func.lower(statements.c.speaker_name) == value.lower())
    said = statements.alias()
    inner = [said.c.id == table.c.said_in]
    if "/" in value:
        inner.append(bool_(said.c.speaker == value))
    elif len(value) == 3 and value.isupper():
        inner.append(bool_(said.c.speaker_country == value))
    else:
        inner.append(bool_(func.lower(said.c.speaker_name) == value.lower()))
    return exists().where(*inner)


def _stance_of(about: Any, value: str) -> Condition:
    if "/" in value:
        return bool_(about.c.ref == value)
    if len(value) == 3 and value.isupper():
        return bool_(about.c.country == value)
    named = select(actors.c.ref).where(func.lower(actors.c.name) == value.lower())
    return bool_(about.c.ref.in_(named))


def _place(value: str) -> Condition:
    if len(value) == 3 and value.isupper():
        return bool_(events.c.place_country == value)
    return bool_(func.lower(events.c.place) == value.lower())


def _one_of(column: Column[Any], values: Sequence[str]) -> list[Condition]:
    return [bool_(column.in_(values))] if values else []


def _batches(connection: Connection, asked: Select[Any]) -> Iterator[list[Found]]:
    # rows are taken a batch at a time: an answer of any length needs the memory of one
    try:
        found = connection.execution_options(yield_per=TOGETHER).execute(asked)
        rows = iter(found.mappings())
        while batch := [dict(row) for row in islice(rows, TOGETHER)]:
            yield batch
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        raise LibraryError(f"the question cannot be answered ({said}); put odd words of a search in quotes") from error


def _sides_of(connection: Connection, table: Table, key: Column[Any], batch: Sequence[Found]) -> dict[int, list[Found]]:
    keys = [row["seq"] for row in batch]
    found: dict[int, list[Found]] = {}
    asked = select(table).where(key.in_(keys)).order_by(key, table.c.side, table.c.ref)
    for row in connection.execute(asked).mappings():
        found.setdefault(row[key.name], []).append(dict(row))
    return found


def _passages(connection: Connection, batch: Sequence[Found], start: str, end: str) -> list[str]:
    """Return the passage of each row, cut out by the database, so that no whole article is fetched for it."""
    table = events if start == "sentence_start" else relations
    keys = [row["seq"] for row in batch]
    first, last = table.c[start], table.c[end]
    asked = (
        select(table.c.seq, func.substr(articles.c.text, first + 1, last - first))
        .join(articles, articles.c.seq == table.c.article)
        .where(table.c.seq.in_(keys))
    )
    found = {row[0]: row[1] for row in connection.execute(asked)}
    return [found[key] for key in keys]


def _names(connection: Connection, refs: Iterable[str | None]) -> dict[str, str]:
    wanted = sorted({ref for ref in refs if ref is not None})
    if not wanted:
        return {}
    asked = select(actors.c.ref, func.max(actors.c.name)).where(actors.c.ref.in_(wanted)).group_by(actors.c.ref)
    return {row[0]: row[1] for row in connection.execute(asked)}


def _event(row: Found, sides: Sequence[Found], passage: str, speakers: dict[str, str]) -> Found:
    return _read(
        {
            "id": row["id"],
            "day": row["day"],
            **{name: row[name] for name in ("type", "action", "mode", "modality")},
            **_named(sides, {"actors": ACTOR, "recipients": RECIPIENT, "third_parties": THIRD}),
            "sentence": passage,
            "speaker": speakers.get(row["speaker"] or ""),
            "speaker_ref": row["speaker"],
            **{name: row[name] for name in ("said_in", "within", "contexts", "quad_class", "plover_score")},
            **{name: row[name] for name in ("goldstein", "cameo_code", "place", "place_country", "admin1")},
            **{name: row[name] for name in ("latitude", "longitude", "geonames_id", "earliest", "latest")},
            **{name: row[name] for name in ("precision", "time_source", "confidence", "happening", "why")},
            **_end(row),
        }
    )


def _relation(row: Found, sides: Sequence[Found], passage: str, speakers: dict[str, str]) -> Found:
    periods = [f"{name}_{bound}" for name in ("since", "until", "as_of") for bound in ("earliest", "latest")]
    return _read(
        {
            "id": row["id"],
            "day": row["day"],
            "type": row["type"],
            **_named(sides, {"subjects": ACTOR, "objects": RECIPIENT}),
            **{name: row[name] for name in ("polarity", "number", "unit", "of", "field", "place", *periods)},
            "evidence": passage,
            "speaker": speakers.get(row["speaker"] or ""),
            "speaker_ref": row["speaker"],
            **{name: row[name] for name in ("said_in", "confidence", "why")},
            **_end(row),
        }
    )


def _named(sides: Sequence[Found], fields: dict[str, str]) -> Found:
    """Return the names, refs and codes of each side."""
    found: Found = {}
    for field, side in fields.items():
        mine = [party for party in sides if party["side"] == side]
        found[field] = [party["name"] for party in mine]
        found[f"{field}_refs"] = [party["ref"] for party in mine]
        found[f"{field}_countries"] = [party["country"] for party in mine]
        found[f"{field}_sectors"] = [party["sector"] for party in mine]
    return found


def _end(row: Found) -> Found:
    return {name: row[name] for name in ("verdict", "article", "title", "publisher", "published", "url")}


def _read(row: Found) -> Found:
    return {name: json.loads(value) if name in _LISTS and value is not None else value for name, value in row.items()}
