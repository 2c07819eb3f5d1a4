"""What people said of an article's items, said again of the rows of its current reading, before they are written.

An item is found by its id. Where a newer reading has it under another id, it is found by its words: the passage must
be the same, and what was judged must still be said of it. A verdict on what is no longer said does not carry over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from dragoman.library.judging import (
    CONFIRM,
    CONFIRMED,
    EDIT,
    EDITED,
    EVENT,
    MERGE,
    REJECT,
    REJECTED,
    RELATION,
    SPLIT,
    STATEMENT,
    Judgement,
)
from dragoman.library.rows import Row, Rows, identity, month
from dragoman.library.schema import ACTOR, RECIPIENT

SAME_PASSAGE = 0.5
"""Share of the shorter passage that must stand in the other one."""

Span = tuple[int, int]


def replay(rows: Rows, said: Sequence[Judgement]) -> list[Judgement]:
    """Apply judgements to rows, in the order in which they were made; return those whose item is not there."""
    lost = []
    for one in said:
        if one.kind not in (EVENT, STATEMENT, RELATION):
            continue
        place = find(rows, one)
        if place is None:
            lost.append(one)
            continue
        _apply(rows, one, place)
    return lost


def snapshot(rows: Rows, kind: str, place: int) -> Row:
    """Return an item as a judgement keeps it: its row, its sides in order, and its passages."""
    row = _table(rows, kind)[place]
    return {**row, "sides": _sides(rows, kind, place), "passages": _passages(kind, row)}


def find(rows: Rows, one: Judgement) -> int | None:
    """Return the place of the item that a judgement speaks of, or None."""
    table = _table(rows, one.kind)
    for place, row in enumerate(table):
        if row["id"] == one.target:
            return place
    item = one.payload["item"]
    best: tuple[float, int] | None = None
    for place in range(len(table)):
        near = _likeness(rows, one, item, place)
        if near is not None and (best is None or near > best[0]):
            best = (near, place)
    return None if best is None else best[1]


def count_dyads(rows: Rows, place: int) -> None:
    """Make the dyads of an event anew from its row and its sides."""
    row = rows.events[place]
    sides = _sides(rows, EVENT, place)
    doing, done = (_codes(sides.get(side, [])) for side in (ACTOR, RECIPIENT))
    pairs = list(product(doing, done)) if done else [(a, b) for a, b in product(doing, doing) if a != b]
    counted = row["modality"] == "actual" and row["within"] is None and row.get("verdict") != REJECTED
    made = {
        "day": row["day"],
        "month": month(row["day"]),
        "published_month": month(row["published"]),
        "type": row["type"],
        "quad_class": row["quad_class"],
        "score": row["plover_score"],
        "goldstein": row["goldstein"],
        "counted": int(counted),
    }
    rows.dyads = [dyad for dyad in rows.dyads if dyad[0] != place]
    rows.dyads += [(place, {"actor": actor, "recipient": other, **made}) for actor, other in dict.fromkeys(pairs)]


def _apply(rows: Rows, one: Judgement, place: int) -> None:
    row = _table(rows, one.kind)[place]
    match one.verdict:
        case "confirm":
            row["verdict"] = CONFIRMED
        case "reject":
            row["verdict"] = REJECTED
        case "edit":
            row["verdict"] = EDITED
            _edit(rows, one, place)
        case "merge":
            if "fold" in one.payload:
                _fold(rows, one, place)
            else:
                row["pinned"] = one.payload["into"]
                row.pop("apart", None)
        case "split":
            if (number := one.payload.get("mention")) is None:
                row["apart"] = one.id
                row.pop("pinned", None)
            else:
                _part(rows, one, place, number)
    if one.kind == EVENT and one.verdict in (REJECT, CONFIRM, EDIT):
        count_dyads(rows, place)


def _edit(rows: Rows, one: Judgement, place: int) -> None:
    changes = one.payload["changes"]
    row = _table(rows, one.kind)[place]
    row.update(changes.get("set", {}))
    for side, found in changes.get("sides", {}).items():
        children = rows.parties if one.kind == EVENT else rows.relation_parties
        kept = [child for child in children if not (child[0] == place and child[1]["side"] == side)]
        more = {"day": row["day"]} if one.kind == EVENT else {}
        kept += [(place, {**party, **more}) for party in found]
        children[:] = kept
    if one.kind == EVENT:
        for at, party in rows.parties:
            if at == place:
                party["day"] = row["day"]


def _fold(rows: Rows, one: Judgement, place: int) -> None:
    """Let the event at ``place`` be told by the mentions of another too, which is no event of its own any more."""
    folded = Judgement(
        **{**_fields(one), "target": one.payload["fold"]["id"], "payload": {"item": one.payload["fold"]}}
    )
    other = find(rows, folded)
    if other is None or other == place:
        return
    row, gone = rows.events[place], rows.events[other]
    mentions = [*json.loads(row["mentions"]), *json.loads(gone["mentions"])]
    row["mentions"] = _json(sorted(mentions))
    for event in rows.events:
        if event["within"] == gone["id"]:
            event["within"] = row["id"]
    _drop(rows, other)


def _part(rows: Rows, one: Judgement, place: int, number: int) -> None:
    """Make the mention of that number, and those after it, an event of its own."""
    row = rows.events[place]
    mentions = json.loads(row["mentions"])
    if not 1 < number <= len(mentions):
        return
    for target, kept in ((row, mentions[: number - 1]), (dict(row), mentions[number - 1 :])):
        target["mentions"] = _json(kept)
        target["trigger_start"], target["trigger_end"] = kept[0][0]
        target["sentence_start"], target["sentence_end"] = kept[0][1]
        if target is not row:
            target["id"] = identity("part", row["id"], kept)
            target.pop("verdict", None)
            rows.events.append(target)
    new = len(rows.events) - 1
    rows.parties += [(new, dict(party)) for at, party in list(rows.parties) if at == place]
    count_dyads(rows, new)


def _drop(rows: Rows, gone: int) -> None:
    del rows.events[gone]
    for name in ("parties", "dyads"):
        children = getattr(rows, name)
        children[:] = [(at - (at > gone), child) for at, child in children if at != gone]


def _likeness(rows: Rows, one: Judgement, item: Row, place: int) -> float | None:
    """Return how much of the judged passage stands in that of an item, None where the item is another one."""
    row = _table(rows, one.kind)[place]
    shared = _overlap(item["passages"], _passages(one.kind, row))
    if shared < SAME_PASSAGE:
        return None
    sides = _sides(rows, one.kind, place)
    same_sides = _named(sides) == _named(item["sides"])
    if one.kind == STATEMENT:
        return shared if same_sides or one.verdict == EDIT else None
    degree = "modality" if one.kind == EVENT else "polarity"
    same = row["type"] == item["type"] and row[degree] == item[degree]
    if one.verdict in (CONFIRM, REJECT):
        return shared if same and same_sides else None
    wanted = one.payload.get("changes", {})
    becomes = wanted.get("set", {}).get("type", item["type"])
    edited = _named({**item["sides"], **wanted.get("sides", {})})
    if one.verdict in (MERGE, SPLIT) and not (row["type"] == item["type"] and same_sides):
        return None
    if row["type"] in (item["type"], becomes) or _named(sides) in (_named(item["sides"]), edited):
        # of several items in one sentence the one that is most like what was judged
        return float(shared + (row["type"] == item["type"]) + same_sides)
    return None


def _overlap(one: Iterable[Sequence[int]], other: Iterable[Sequence[int]]) -> float:
    mine, its = ({at for start, end in spans for at in range(start, end)} for spans in (one, other))
    return len(mine & its) / max(1, min(len(mine), len(its)))


def _passages(kind: str, row: Row) -> list[list[int]]:
    if kind == EVENT:
        return [list(sentence) for _, sentence in json.loads(row["mentions"])]
    return [[row["start"], row["end"]]]


def _sides(rows: Rows, kind: str, place: int) -> dict[str, list[Row]]:
    if kind == STATEMENT:
        row = rows.statements[place]
        speaker = {"ref": row["speaker"], "country": row["speaker_country"], "name": row["speaker_name"]}
        return {ACTOR: [speaker]}
    found: dict[str, list[Row]] = {}
    for at, party in rows.parties if kind == EVENT else rows.relation_parties:
        if at == place:
            found.setdefault(party["side"], []).append(party)
    return found


def _named(sides: dict[str, list[Row]]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_codes(sides.get(side, []))) for side in (ACTOR, RECIPIENT))


def _codes(found: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(party["country"] or party["ref"] or party["name"] or "" for party in found))


def _table(rows: Rows, kind: str) -> list[Row]:
    return {EVENT: rows.events, STATEMENT: rows.statements, RELATION: rows.relations}[kind]


def _fields(one: Judgement) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
