"""What a person sees of an item before judging it, and what was judged, as rows for training and for evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, select, tuple_

from dragoman.library import judging
from dragoman.library.corrections import Target, current_record
from dragoman.library.judging import EDIT, EVENT, REJECTED, STATEMENT, Judgement
from dragoman.library.library import Library
from dragoman.library.projection import corrected
from dragoman.library.rows import Row, Rows
from dragoman.library.schema import ACTOR, RECIPIENT, actors, articles, events, parties
from dragoman.record import Record, Span

Place = tuple[int, int, str]
"""Where a review stands: the article, the place in it, and the id of the last event seen."""

START: Place = (0, -1, "")

Mark = tuple[int, int, str]
"""A stretch of a sentence and the side that it names: ``(start, end, side)``."""


def unreviewed(
    connection: Connection, after: Place = START, *, type_: str | None = None, limit: int | None = None
) -> list[Row]:
    """Return the events that nobody has judged, by article and place in it."""
    order = (events.c.article, events.c.trigger_start, events.c.id)
    asked = select(events).where(events.c.verdict.is_(None), tuple_(*order) > tuple_(*after)).order_by(*order)
    if type_ is not None:
        asked = asked.where(events.c.type == type_)
    return [dict(row) for row in connection.execute(asked.limit(limit)).mappings()]


def listed(connection: Connection, *, type_: str | None = None, limit: int | None = None) -> list[dict[str, Any]]:
    """Return the events that nobody has judged, with the names of their sides and their sentence."""
    found = []
    for row in unreviewed(connection, type_=type_, limit=limit):
        sides: dict[str, list[str]] = {}
        of = select(parties.c.side, parties.c.ref, actors.c.name).order_by(parties.c.ref)
        same = and_(actors.c.article == row["article"], actors.c.ref == parties.c.ref)
        for party in connection.execute(of.outerjoin_from(parties, actors, same).where(parties.c.event == row["seq"])):
            sides.setdefault(party.side, []).append(party.name or party.ref)
        text = connection.execute(select(articles.c.text).where(articles.c.seq == row["article"])).scalar_one()
        fields = {name: row[name] for name in ("id", "day", "type", "action")}
        found.append(
            {
                **fields,
                "actors": sides.get(ACTOR, []),
                "recipients": sides.get(RECIPIENT, []),
                "modality": row["modality"],
                "confidence": row["confidence"],
                "sentence": text[row["sentence_start"] : row["sentence_end"]],
            }
        )
    return found


def described(connection: Connection, target: Target) -> dict[str, Any]:
    """Return an item with its sides, its sentence, where its sides stand in that, its article, and its judgements."""
    record = current_record(connection, target.article_id)
    assert record is not None  # an item is of a current reading
    row = target.row
    article = connection.execute(select(articles).where(articles.c.seq == target.article)).mappings().one()
    found: dict[str, Any] = {"kind": target.kind, **{name: value for name, value in row.items() if name != "seq"}}
    rows, _ = corrected(connection, record)
    refs = _sides_of(rows, target)
    start, end = _passage(target.kind, row)
    text = record.article.text
    return {
        **found,
        "article": target.article_id,
        "sides": refs,
        "sentence": text[start:end],
        "marks": [(first - start, last - start, side) for first, last, side in _marks(record, refs, (start, end))],
        "title": article["title"],
        "publisher": article["publisher"],
        "why": json.loads(row["why"]) if row.get("why") else [],
        "judgements": [one for one in judging.all_of(connection, target.article_id) if one.target == target.id],
    }


def training_rows(library: Library) -> Iterator[dict[str, Any]]:
    """Yield what people said of events as rows of the written corpus: ``text`` with the sides marked, ``action`` (or
    ``type`` where a person named only that) and ``modality``; the action of a rejected event is ``none``.

    An event whose sentence does not name its actor gives no row.
    """
    for record, rows, said in _judged(library):
        for place, row in enumerate(rows.events):
            if not row.get("verdict"):
                continue
            refs = _refs(rows, place)
            marked = _marked(record, refs, (row["sentence_start"], row["sentence_end"]))
            if marked is None:
                continue
            coding: dict[str, Any] = {"action": row["action"]}
            if row["verdict"] == REJECTED:
                coding = {"action": "none"}
            elif _only_type(said, row["id"]):
                coding = {"type": row["type"]}
            yield {"text": marked, **coding, "modality": row["modality"]}


def gold_rows(library: Library) -> Iterator[dict[str, Any]]:
    """Yield the articles in which people judged events, as articles coded by hand.

    What was confirmed or edited is right, what was rejected is left out, and what nobody judged is ``optional``.
    """
    for record, rows, _ in _judged(library):
        told = []
        for place, row in enumerate(rows.events):
            if row.get("verdict") == REJECTED or row["within"] is not None:
                continue
            sides = {side: _labels(rows, place, side) for side in (ACTOR, RECIPIENT)}
            doing = [party for at, party in rows.parties if at == place and party["side"] == ACTOR]
            told.append(
                {
                    "types": [row["type"]],
                    "action": row["action"],
                    "modality": row["modality"],
                    "actors": sides[ACTOR],
                    "recipients": sides[RECIPIENT],
                    "mutual": not sides[RECIPIENT] and len(doing) > 1,
                    "optional": not row.get("verdict"),
                    "evidence": [list(sentence) for _, sentence in json.loads(row["mentions"])],
                }
            )
        article = record.article
        yield {
            "id": article.key or article.id,
            "text": article.text,
            "published": article.published,
            "events": told,
        }


def _judged(library: Library) -> Iterator[tuple[Record, Rows, list[Judgement]]]:
    with library.reading() as connection:
        said = judging.standing(judging.all_of(connection))
        for name in dict.fromkeys(one.article for one in said if one.kind == EVENT and one.article):
            record = current_record(connection, name)
            if record is not None:
                rows, _ = corrected(connection, record)
                yield record, rows, [one for one in said if one.article == name]


def _only_type(said: list[Judgement], event: str) -> bool:
    coded = [
        one.payload["changes"]
        for one in said
        if one.verdict == EDIT and one.target == event and "action" in one.payload["changes"].get("set", {})
    ]
    return bool(coded) and bool(coded[-1].get("by_type"))


def _marked(record: Record, refs: dict[str, list[str]], sentence: Span) -> str | None:
    """Return a sentence with the first mention of its actor and of its recipient marked, None where no actor stands."""
    marks = _marks(record, refs, sentence)
    actor = next((mark for mark in marks if mark[2] == ACTOR), None)
    if actor is None:
        return None
    chosen = [(*actor[:2], "a")]
    apart = (mark for mark in marks if mark[2] == RECIPIENT and (mark[1] <= actor[0] or mark[0] >= actor[1]))
    if (other := next(apart, None)) is not None:
        chosen.append((*other[:2], "r"))
    text = record.article.text
    parts, at = [], sentence[0]
    for start, end, mark in sorted(chosen):
        parts += [text[at:start], f"<{mark}>{text[start:end]}</{mark}>"]
        at = end
    return " ".join("".join([*parts, text[at : sentence[1]]]).split())


def _marks(record: Record, refs: dict[str, list[str]], sentence: Span) -> list[Mark]:
    """Return where the sides stand in a sentence, names before pronouns, each stretch once."""
    start, end = sentence
    found: list[tuple[bool, Mark]] = []
    for side in (ACTOR, RECIPIENT):
        for actor in record.actors:
            if actor.ref in refs.get(side, []):
                found += [
                    (mention.form == "pronoun", (mention.start, mention.end, side))
                    for mention in actor.mentions
                    if start <= mention.start and mention.end <= end
                ]
    return [mark for _, mark in sorted(found)]


def _passage(kind: str, row: Row) -> Span:
    return (row["sentence_start"], row["sentence_end"]) if kind == EVENT else (row["start"], row["end"])


def _sides_of(rows: Rows, target: Target) -> dict[str, list[str]]:
    if target.kind == STATEMENT:
        return {ACTOR: [target.row["speaker"]] if target.row["speaker"] else []}
    table, children = (rows.events, rows.parties) if target.kind == EVENT else (rows.relations, rows.relation_parties)
    place = next(place for place, row in enumerate(table) if row["id"] == target.id)
    found: dict[str, list[str]] = {}
    for at, party in children:
        if at == place:
            found.setdefault(party["side"], []).append(party["ref"])
    return found


def _refs(rows: Rows, place: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for at, party in rows.parties:
        if at == place:
            found.setdefault(party["side"], []).append(party["ref"])
    return found


def _labels(rows: Rows, place: int, side: str) -> list[str]:
    """Return every label that names a side: country code, full name, last name."""
    found: list[str] = []
    for at, party in rows.parties:
        if at == place and party["side"] == side:
            words = party["name"].split()
            found += [label for label in (party["country"], party["name"], words[-1] if words else None) if label]
    return list(dict.fromkeys(found))
