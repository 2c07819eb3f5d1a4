"""Offices met in articles: who was named with which office of which state, where an article states both.

The rows are a projection of the current readings, as are all others. What a reading took from the registry or from the
context is no evidence for the registry, so that one wrong reading does not confirm itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, insert

from dragoman.knowledge import Knowledge
from dragoman.library.judging import EDIT, REJECT, STATEMENT, Judgement
from dragoman.library.rows import Row, storable
from dragoman.library.schema import ACTOR, metadata
from dragoman.record import OFFICE_STATED, STATE_STATED, Actor, Record

offices = Table(
    "offices",
    metadata,
    Column("article", Integer, ForeignKey("articles.seq"), primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("body", Text, nullable=False),  # whose office it is: a state or a body, as the tables or the article name it
    Column("country", Text, nullable=False),
    Column("sectors", Text, nullable=False),  # JSON list
    Column("day", Text, nullable=False),
    Index(None, "ref", "office", "body", "country", "day"),
    sqlite_with_rowid=False,
)

POLITICAL = frozenset("GOV MIL COP JUD LEG PTY SPY REB OPP".split())
"""PLOVER's sectors of those who act for a state, a party or an armed movement; of a body of states anybody does."""


_LAST = re.compile(r"[\s-]+")


def met(connection: Connection, article: int, record: Record, said: Iterable[Judgement]) -> None:
    """Write the offices that an article states, but for persons whom people's judgements on it put in doubt."""
    if record.article.published is None:
        return
    doubted = _doubted(said)
    rows: dict[str, Row] = {}
    for actor in record.actors:
        body = _body(actor)
        if body is not None and actor.ref not in doubted:
            rows.setdefault(
                actor.ref,
                {
                    "article": article,
                    "ref": actor.ref,
                    "name": storable(actor.name),
                    "office": storable(actor.role),
                    "body": storable(body),
                    "country": actor.country,
                    "sectors": json.dumps(actor.sectors),
                    "day": record.article.published[:10],
                },
            )
    if rows:
        connection.execute(insert(offices), list(rows.values()))


def _body(actor: Actor) -> str | None:
    """Return whose office a person named in full holds, where the article itself states both; else None."""
    if actor.kind != "person" or not actor.country or not actor.role or len(actor.name.split()) < 2:
        return None
    if f"{OFFICE_STATED}{actor.role}" not in actor.why or _LAST.split(actor.role)[-1] in _no_offices():
        return None
    if POLITICAL.isdisjoint(actor.sectors) and not actor.role.startswith("former "):
        return None
    return next((one.removeprefix(STATE_STATED) for one in actor.why if one.startswith(STATE_STATED)), None)


@cache
def _no_offices() -> frozenset[str]:
    knowledge = Knowledge()
    names = ("actors/no_offices.tsv", "relations/no_offices.tsv")
    return frozenset(row["word"] for name in names for row in knowledge.table(name))


def _doubted(said: Iterable[Judgement]) -> set[str]:
    """Return the refs of those whom a person took out of an item, or whose item a person rejected."""
    doubted: set[str] = set()
    for one in said:
        sides = one.payload.get("item", {}).get("sides", {})
        if one.verdict == REJECT:
            doubted |= _refs(party for side in sides.values() for party in side)
        elif one.verdict == EDIT:
            changes = one.payload["changes"]
            for side, parties in changes.get("sides", {}).items():
                doubted |= _refs(sides.get(side, [])) - _refs(parties)
            if one.kind == STATEMENT and "speaker" in changes.get("set", {}):
                doubted |= _refs(sides.get(ACTOR, [])) - {changes["set"]["speaker"]}
    return doubted


def _refs(parties: Iterable[Row]) -> set[str]:
    return {party["ref"] for party in parties if party.get("ref")}
