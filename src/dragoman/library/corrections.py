"""People correct the machine: each judgement is appended with who and when, and counts at once.

A judgement is never changed or deleted; one of the verdict ``withdraw`` takes one back. The rows of the article are
then made anew from its reading and all that stands, by the same way as after every re-reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from dragoman.errors import LibraryError, UsageError
from dragoman.library import judging
from dragoman.library.editing import changes
from dragoman.library.grouping import grouping_of
from dragoman.library.happenings import recount
from dragoman.library.judging import (
    CONFIRM,
    EDIT,
    EVENT,
    JUDGEMENT,
    MERGE,
    REJECT,
    RELATION,
    SPLIT,
    STATEMENT,
    STORY,
    WITHDRAW,
    Judgement,
)
from dragoman.library.library import Library
from dragoman.library.projection import corrected, project, withdraw
from dragoman.library.replaying import snapshot
from dragoman.library.rows import Row, unpack
from dragoman.library.runs import now
from dragoman.library.schema import articles, events, readings, relations, reports, statements
from dragoman.library.stories import regroup
from dragoman.record import Record

TABLES: tuple[tuple[str, Table], ...] = (
    (EVENT, events),
    (STATEMENT, statements),
    (RELATION, relations),
    (STORY, articles),
)
"""Where an id is looked for; an article stands for its part in a story."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An item found by its id: its kind, its row, and its article by key and by id."""

    kind: str
    row: Row
    article: int
    article_id: str

    @property
    def id(self) -> str:
        """The whole id."""
        return str(self.row["id"])


def target_of(connection: Connection, name: str) -> Target:
    """Return the event, statement, relation or article whose id begins with ``name``.

    Raises:
        LibraryError: there is none, or several.
    """
    if not name:
        raise UsageError("an empty id; 'dragoman review list' shows the ids of what can be judged")
    found = []
    for kind, table in TABLES:
        asked = select(table).where(table.c.id.startswith(name, autoescape=True)).limit(2)
        found += [(kind, dict(row)) for row in connection.execute(asked).mappings()]
    if not found:
        raise LibraryError(f"nothing with the id '{name}'; 'dragoman review list' shows what can be judged")
    if len(found) > 1:
        raise LibraryError(f"several items have ids that begin with '{name}'; give more of it")
    kind, row = found[0]
    if kind == STORY:
        return Target(kind=kind, row=row, article=row["seq"], article_id=row["id"])
    name = connection.execute(select(articles.c.id).where(articles.c.seq == row["article"])).scalar_one()
    return Target(kind=kind, row=row, article=row["article"], article_id=name)


def judge(
    library: Library,
    verdict: str,
    name: str,
    *,
    who: str,
    note: str | None = None,
    said: Mapping[str, str] | None = None,
    other: str | None = None,
    mention: int | None = None,
) -> str:
    """Keep a judgement, apply it, and return its id.

    Args:
        library: where the item is.
        verdict: ``confirm reject edit merge split``.
        name: the item's id or its beginning: of an event, statement or relation; merge and split take an article too,
            for its story.
        who: who says so; note: why.
        said: of an edit, the fields and their new values as words.
        other: of a merge, the second item. Events of one article become one event; of two articles, one happening.
        mention: of a split, the mention of an event (2 is the second) from which on it is another event. Without it an
            event leaves its happening, an article its story.

    Raises:
        LibraryError: there is no such item.
        UsageError: the judgement makes no sense for it.
    """
    with library.writing() as connection:
        target = target_of(connection, name)
        second = None if other is None else target_of(connection, other)
        if target.kind == STORY:
            return _judge_story(connection, verdict, target, second, who, note)
        payload = {"item": _item(connection, target)}
        match verdict:
            case judging.CONFIRM | judging.REJECT:
                pass
            case judging.EDIT:
                payload["changes"] = changes(connection, target.kind, target.row, target.article, said or {})
                if not payload["changes"]:
                    raise UsageError("nothing to edit; say for example: edit ID type=ACCUSE recipients=ISR")
            case judging.MERGE:
                return _merge(connection, target, second, payload, who, note)
            case judging.SPLIT:
                _split(connection, target, payload, mention)
            case _:
                raise UsageError(f"no verdict '{verdict}'; there are {' '.join(judging.VERDICTS)}")
        made = _append(connection, verdict, target, payload, who, note)
        refresh(connection, target.article)
        return made


def take_back(library: Library, name: str, *, who: str, note: str | None = None) -> str:
    """Withdraw a judgement and return the id of the judgement that does so.

    Raises:
        LibraryError: there is no such judgement, or several.
        UsageError: it was withdrawn already, or withdraws itself.
    """
    with library.writing() as connection:
        found = judging.one_of(connection, name)
        if len(found) != 1:
            what = "several judgements have ids that begin with" if found else "no judgement"
            raise LibraryError(f"{what} '{name}'; 'dragoman review judgements' lists them")
        gone = found[0]
        if gone.verdict == WITHDRAW:
            raise UsageError("what is withdrawn stays withdrawn; judge the item again instead")
        # of two judgements that are one merge, the first stands for both
        first = gone.payload.get("same_as", gone.id)
        together = [one for one in judging.all_of(connection) if first in (one.id, one.payload.get("same_as"))]
        if not any(one.id == gone.id for one in judging.standing(judging.all_of(connection))):
            raise UsageError(f"the judgement {gone.id} is withdrawn already")
        made = ""
        for one in together:
            said = judging.append(
                connection,
                made=now(),
                who=who,
                verdict=WITHDRAW,
                kind=JUDGEMENT,
                target=one.id,
                article=one.article,
                payload={},
                note=note,
            )
            made = said if one.id == gone.id else made
        if gone.kind == STORY:
            _regroup(connection, [one for one in (gone.target, gone.article) if one])
        else:
            for one in together:
                if (seq := _seq(connection, one.article)) is not None:
                    refresh(connection, seq)
        return made


def refresh(connection: Connection, article: int) -> None:
    """Make the rows of an article anew from its current reading and all judgements that stand."""
    held = connection.execute(
        select(readings.c.record, readings.c.run).where(readings.c.article == article, readings.c.current)
    ).one_or_none()
    if held is not None:
        last = connection.execute(select(articles.c.last_run).where(articles.c.seq == article)).scalar_one()
        first = withdraw(connection, article)
        project(connection, article, held.record, last, first)


def unmatched(library: Library) -> Iterator[Judgement]:
    """Yield the judgements that stand but whose item the current reading of the article does not have."""
    with library.reading() as connection:
        said = judging.standing(judging.all_of(connection))
        names = dict.fromkeys(one.article for one in said if one.kind in (EVENT, STATEMENT, RELATION) and one.article)
        for name in names:
            record = current_record(connection, name)
            if record is None:
                yield from (one for one in said if one.article == name)
            else:
                yield from corrected(connection, record)[1]


def current_record(connection: Connection, article: str) -> Record | None:
    """Return the current reading of an article by its id, or None where it has none."""
    packed = connection.execute(
        select(readings.c.record)
        .join(articles, articles.c.seq == readings.c.article)
        .where(articles.c.id == article, readings.c.current)
    ).scalar_one_or_none()
    return None if packed is None else msgspec.json.decode(unpack(packed), type=Record)


def _item(connection: Connection, target: Target) -> Row:
    record = current_record(connection, target.article_id)
    assert record is not None  # an item is of a current reading
    rows, _ = corrected(connection, record)
    table = {EVENT: rows.events, STATEMENT: rows.statements, RELATION: rows.relations}[target.kind]
    place = next(place for place, row in enumerate(table) if row["id"] == target.id)
    return snapshot(rows, target.kind, place)


def _append(
    connection: Connection, verdict: str, target: Target, payload: dict[str, Any], who: str, note: str | None
) -> str:
    return judging.append(
        connection,
        made=now(),
        who=who,
        verdict=verdict,
        kind=target.kind,
        target=target.id,
        article=target.article_id,
        payload=payload,
        note=note,
    )


def _merge(
    connection: Connection, target: Target, second: Target | None, payload: dict[str, Any], who: str, note: str | None
) -> str:
    if second is None or target.kind != EVENT or second.kind != EVENT:
        raise UsageError("two events or two articles can be merged; give both ids")
    if second.id == target.id:
        raise UsageError("these are one event already")
    other = _item(connection, second)
    if second.article == target.article:
        made = _append(connection, MERGE, target, {**payload, "fold": other}, who, note)
        refresh(connection, target.article)
        return made
    held = connection.execute(select(reports).where(reports.c.event == target.row["seq"])).mappings().one_or_none()
    if held is None:
        raise UsageError("only what is told as having happened is gathered; the first event is not")
    into = {name: value for name, value in held.items() if name != "event"}
    # one judgement on each, so that each is found again when its article is read anew; the day is sure now
    into["dated"] = True
    made = _append(connection, MERGE, second, {"item": other, "into": into}, who, note)
    _append(connection, MERGE, target, {**payload, "into": into, "same_as": made}, who, note)
    for article in (target.article, second.article):
        refresh(connection, article)
    return made


def _split(connection: Connection, target: Target, payload: dict[str, Any], mention: int | None) -> None:
    if target.kind != EVENT:
        raise UsageError(f"a {target.kind} cannot be split; an event can, or an article from its story")
    count = len(payload["item"]["passages"])
    if mention is not None:
        if not 2 <= mention <= count:
            raise UsageError(f"the event has {count} mentions; --mention is the first of another event, from 2 on")
        payload["mention"] = mention
        return
    alone = select(events.c.seq).where(events.c.happening == target.row["happening"], events.c.seq != target.row["seq"])
    if target.row["happening"] is None or connection.execute(alone.limit(1)).first() is None:
        raise UsageError("the event stands alone already; to part its mentions say which with --mention")


def _judge_story(
    connection: Connection, verdict: str, target: Target, second: Target | None, who: str, note: str | None
) -> str:
    if verdict == SPLIT:
        same = select(articles.c.seq).where(articles.c.story == target.row["story"], articles.c.seq != target.article)
        if connection.execute(same.limit(1)).first() is None:
            raise UsageError("the article is the only one of its story already")
        other = None
    elif verdict == MERGE and second is not None and second.kind == STORY and second.id != target.id:
        other = second.article_id
    elif verdict == MERGE:
        raise UsageError("two events or two articles can be merged; give both ids")
    else:
        raise UsageError(f"an article can be merged into a story or split from it; to {verdict} needs an item of it")
    story = target.row["story"]
    made = judging.append(
        connection,
        made=now(),
        who=who,
        verdict=verdict,
        kind=STORY,
        target=target.id,
        article=other,
        payload={"item": {"id": target.id, "story": story, "title": target.row["title"]}},
        note=note,
    )
    _regroup(connection, [one for one in (target.id, other) if one])
    return made


def _regroup(connection: Connection, names: Sequence[str]) -> None:
    seqs = [seq for name in names if (seq := _seq(connection, name)) is not None]
    recount(connection, regroup(connection, seqs, grouping_of(connection)))


def _seq(connection: Connection, name: str | None) -> int | None:
    return connection.execute(select(articles.c.seq).where(articles.c.id == name)).scalar_one_or_none()


__all__ = ["CONFIRM", "EDIT", "REJECT", "Target", "judge", "refresh", "take_back", "target_of", "unmatched"]
