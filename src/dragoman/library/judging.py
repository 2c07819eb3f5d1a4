"""Judgements: what people said of the machine's items. They are appended, never changed and never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from dragoman.errors import UsageError
from dragoman.library.rows import identity, storable
from dragoman.library.schema import articles, judgements

CONFIRM, REJECT, EDIT, MERGE, SPLIT, WITHDRAW = "confirm", "reject", "edit", "merge", "split", "withdraw"
VERDICTS = (CONFIRM, REJECT, EDIT, MERGE, SPLIT, WITHDRAW)

EVENT, STATEMENT, RELATION, STORY, JUDGEMENT = "event", "statement", "relation", "story", "judgement"
KINDS = (EVENT, STATEMENT, RELATION, STORY, JUDGEMENT)

CONFIRMED, REJECTED, EDITED = "confirmed", "rejected", "edited"
"""What stands in the column ``verdict`` of an item."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement: who said when what of which item.

    ``target`` is the id of the item as it was then, ``article`` the id of its article (of a story, of the other one).
    ``payload`` holds the ``item`` as it stood and what was said of it: the ``changes`` of an edit, what a merge makes
    one (``fold`` in one article, ``into`` in two), the ``mention`` from which an event is split.
    """

    seq: int
    id: str
    made: str
    who: str
    verdict: str
    kind: str
    target: str
    article: str | None
    payload: dict[str, Any]
    note: str | None


def append(
    connection: Connection,
    *,
    made: str,
    who: str,
    verdict: str,
    kind: str,
    target: str,
    article: str | None,
    payload: dict[str, Any],
    note: str | None = None,
) -> str:
    """Append a judgement and return its id; raises UsageError when nobody is named who made it."""
    if not who.strip():
        raise UsageError("nobody is named who judges; say who")
    who, note = storable(who), storable(note)
    said = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # the same said twice are two judgements
    count = connection.execute(select(judgements.c.seq).order_by(judgements.c.seq.desc()).limit(1)).scalar() or 0
    name = identity("judgement", made, who, verdict, kind, target, article, said, count)
    values = {"id": name, "made": made, "who": who, "verdict": verdict, "kind": kind, "target": target}
    connection.execute(insert(judgements).values(**values, article=article, payload=said, note=note))
    return name


def all_of(connection: Connection, article: str | None = None) -> list[Judgement]:
    """Return every judgement, or every one on an article's items, the oldest first; also those withdrawn."""
    asked = select(judgements).order_by(judgements.c.seq)
    if article is not None:
        asked = asked.where(judgements.c.article == article)
    return [_judgement(dict(row)) for row in connection.execute(asked).mappings()]


def one_of(connection: Connection, name: str) -> list[Judgement]:
    """Return the judgements whose id begins with ``name``."""
    asked = select(judgements).where(judgements.c.id.startswith(name, autoescape=True)).order_by(judgements.c.seq)
    return [_judgement(dict(row)) for row in connection.execute(asked).mappings()]


def standing(found: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements that are not withdrawn."""
    gone = {one.target for one in found if one.verdict == WITHDRAW}
    return [
        one
        for one in found
        if one.verdict != WITHDRAW and one.id not in gone and one.payload.get("same_as") not in gone
    ]


def linked_by_people(connection: Connection, article: str) -> list[int]:
    """Return the ``seq`` of the articles that people said tell one story with this article."""
    asked = select(judgements).where(judgements.c.kind == STORY, judgements.c.verdict == MERGE)
    found = [
        _judgement(dict(row))
        for row in connection.execute(
            asked.where((judgements.c.target == article) | (judgements.c.article == article)).order_by(judgements.c.seq)
        ).mappings()
    ]
    others = [one.article if one.target == article else one.target for one in _still(connection, found)]
    if not others:
        return []
    return list(
        connection.execute(select(articles.c.seq).where(articles.c.id.in_(others)).order_by(articles.c.seq)).scalars()
    )


def split_by_people(connection: Connection, names: Iterable[str]) -> set[str]:
    """Return which of some articles people took out of their story."""
    wanted = list(names)
    if not wanted:
        return set()
    asked = select(judgements).where(
        judgements.c.kind == STORY, judgements.c.verdict == SPLIT, judgements.c.target.in_(wanted)
    )
    found = [_judgement(dict(row)) for row in connection.execute(asked).mappings()]
    return {one.target for one in _still(connection, found)}


def _still(connection: Connection, found: list[Judgement]) -> list[Judgement]:
    """Return those that no judgement withdraws."""
    if not found:
        return []
    asked = select(judgements.c.target).where(
        judgements.c.verdict == WITHDRAW, judgements.c.target.in_([one.id for one in found])
    )
    gone = set(connection.execute(asked).scalars())
    return [one for one in found if one.id not in gone]


def _judgement(row: dict[str, Any]) -> Judgement:
    return Judgement(**{**row, "payload": json.loads(row["payload"])})
