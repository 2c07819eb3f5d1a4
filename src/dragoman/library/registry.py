"""The registry that a library learns: persons whom several sources named with one office, and when.

It is made anew from the offices met (`dragoman.library.offices`) at the beginning of each run. What a run read with is
kept: each version of the registry is stored as the rows that were added to and removed from the one before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    Subquery,
    Table,
    Text,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from dragoman.errors import LibraryError
from dragoman.library.corroboration import TOGETHER, sources_of
from dragoman.library.offices import offices
from dragoman.library.rows import Row, identity
from dragoman.library.schema import articles, metadata
from dragoman.record import OfficeSeen, Registry

registries = Table(
    "registries",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("checksum", Text, nullable=False),
    Index(None, "checksum"),
)

registered = Table(
    "registered",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("ref", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("sectors", Text, nullable=False),  # JSON list
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("until", Text),
    Column("added", Integer, nullable=False),  # version in which it came
    Column("removed", Integer),  # version in which it was no longer there
    Index(None, "added", "removed"),
)

MOST = 10_000
"""Offices in a registry: those met most often, some megabytes in each reading process."""

SOURCES = 2
"""Independent sources that make an office known."""

STORIES = 3
"""Stories of one source, of as many days, that do so too: else a library of one newspaper would learn nothing."""

LOOKED_AT = 6
"""Articles of an office that are looked at, the first and the last ones: as good as all, and as fast for many."""

FORMER = "former "

_TERM = (offices.c.ref, offices.c.office, offices.c.body, offices.c.country)


def learn(connection: Connection) -> Registry:
    """Return what the library knows now."""
    found = sorted(_learnt(connection), key=_key)
    return Registry(checksum=identity("registry", msgspec.to_builtins(found)), offices=tuple(found))


def keep(connection: Connection, registry: Registry) -> None:
    """Keep a registry as a version, where it is not the latest one already."""
    if latest(connection) == registry.checksum:
        return
    version = connection.execute(select(func.max(registries.c.version))).scalar() or 0
    held = {_office(row): row["seq"] for row in _rows(connection, version)}
    wanted = set(registry.offices)
    gone = sorted(seq for office, seq in held.items() if office not in wanted)
    for begun in range(0, len(gone), TOGETHER):
        part = registered.c.seq.in_(gone[begun : begun + TOGETHER])
        connection.execute(update(registered).where(part).values(removed=version + 1))
    new = [
        {**msgspec.to_builtins(office), "sectors": json.dumps(office.sectors), "added": version + 1}
        for office in registry.offices
        if office not in held
    ]
    if new:
        connection.execute(insert(registered), new)
    connection.execute(insert(registries).values(version=version + 1, checksum=registry.checksum))


def latest(connection: Connection) -> str | None:
    """Return the checksum of the registry kept last, or None."""
    asked = select(registries.c.checksum).order_by(registries.c.version.desc()).limit(1)
    return connection.execute(asked).scalar_one_or_none()


def kept(connection: Connection, checksum: str) -> Registry:
    """Return the registry of a checksum.

    Raises:
        LibraryError: the library has kept none of that checksum.
    """
    asked = select(func.max(registries.c.version)).where(registries.c.checksum == checksum)
    version = connection.execute(asked).scalar()
    if version is None:
        raise LibraryError(f"no registry {checksum} in this library; it was read with that of another one")
    found = sorted((_office(row) for row in _rows(connection, version)), key=_key)
    return Registry(checksum=checksum, offices=tuple(found))


def _learnt(connection: Connection) -> Iterator[OfficeSeen]:
    often = _often()
    met = [list(rows) for _, rows in groupby(_first_and_last(connection, often), _term)]
    given_up = _given_up(connection, often)
    every = sorted({row["article"] for rows in met for row in rows})
    sources, stories = sources_of(connection, every), _stories(connection, every)
    for rows in met:
        days = {row["day"] for row in rows}
        told = {stories[row["article"]] for row in rows}
        if len({sources[row["article"]] for row in rows}) < SOURCES and min(len(told), len(days)) < STORIES:
            continue
        latest = max(rows, key=lambda row: (row["day"], row["name"], row["sectors"]))
        yield OfficeSeen(
            ref=latest["ref"],
            name=latest["name"],
            office=latest["office"],
            body=latest["body"],
            country=latest["country"],
            sectors=tuple(json.loads(latest["sectors"])),
            first=min(days)[:7],
            last=max(days)[:7],
            until=given_up.get(_term(latest)),
        )


def _often() -> Subquery:
    """Return the offices met in several articles, those met most often, each with the last day."""
    last = func.max(offices.c.day)
    return (
        select(*_TERM, func.count().label("met"), last.label("last"))
        .where(offices.c.office.not_like(f"{FORMER}%"))
        .group_by(*_TERM)
        .having(func.count() >= SOURCES)
        .order_by(func.count().desc(), last.desc(), *_TERM)
        .limit(MOST)
        .subquery()
    )


def _first_and_last(connection: Connection, often: Subquery) -> Iterable[Row]:
    """Return the rows of each office that are looked at, those of one office together and by day."""
    same = and_(*(column == often.c[column.name] for column in _TERM))
    place = func.row_number().over(partition_by=_TERM, order_by=(offices.c.day, offices.c.article)).label("place")
    placed = select(offices.c.article, offices.c.ref, place, often.c.met).join(often, same).subquery()
    half = LOOKED_AT // 2
    asked = (
        select(offices)
        .join(placed, (offices.c.article == placed.c.article) & (offices.c.ref == placed.c.ref))
        .where((placed.c.place <= half) | (placed.c.place > placed.c.met - half))
        .order_by(*_TERM, offices.c.day, offices.c.article)
    )
    return (dict(row) for row in connection.execute(asked).mappings())


def _given_up(connection: Connection, often: Subquery) -> dict[tuple[str, ...], str]:
    """Return the month in which an office was first called a former one after it was last stated."""
    term = [often.c[column.name] for column in _TERM]
    former = and_(
        offices.c.ref == often.c.ref,
        offices.c.office == literal(FORMER) + often.c.office,
        offices.c.body == often.c.body,
        offices.c.country == often.c.country,
        offices.c.day > often.c.last,
    )
    asked = select(*term, func.min(offices.c.day).label("day")).join(offices, former).group_by(*term)
    return {_term(dict(row)): row["day"][:7] for row in connection.execute(asked).mappings()}


def _stories(connection: Connection, of: list[int]) -> dict[int, int]:
    stories: dict[int, int] = {}
    for begun in range(0, len(of), TOGETHER):
        own = func.coalesce(articles.c.story, articles.c.seq).label("own")
        asked = select(articles.c.seq, own).where(articles.c.seq.in_(of[begun : begun + TOGETHER]))
        stories.update((row.seq, row.own) for row in connection.execute(asked))
    return stories


def _rows(connection: Connection, version: int) -> Iterable[Row]:
    there = (registered.c.added <= version, or_(registered.c.removed.is_(None), registered.c.removed > version))
    return [dict(row) for row in connection.execute(select(registered).where(*there)).mappings()]


def _office(row: Row) -> OfficeSeen:
    return OfficeSeen(
        **{name: row[name] for name in OfficeSeen.__struct_fields__} | {"sectors": tuple(json.loads(row["sectors"]))}
    )


def _term(row: Row) -> tuple[str, ...]:
    return tuple(row[column.name] for column in _TERM)


def _key(office: OfficeSeen) -> tuple[str, ...]:
    return office.ref, office.office, office.body, office.country
