"""Finding events."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, Select, select

from dragoman.library.library import Library
from dragoman.library.schema import ACTOR, RECIPIENT, THIRD, dyads, events, parties
from dragoman.questions.conditions import (
    Condition,
    Who,
    between,
    in_period,
    of_articles,
    of_events,
    on_side,
    sides,
    who,
)
from dragoman.questions.fetching import (
    Found,
    as_read,
    each_once,
    end_of,
    named,
    names_of,
    passages,
    rows_of,
    sides_of,
    streamed,
    together,
)
from dragoman.questions.query import Query, check_used, is_code
from dragoman.questions.vocabulary import check_event_words

_USED = tuple(name for name in Query.__struct_fields__ if name not in ("about", "stance", "polarity"))

_Keys = Iterator[tuple[str, int]]


def find_events(library: Library, query: Query) -> Iterator[Found]:
    """Yield the events that a query asks for, by day, each with its sides, its sentence, its source and its article.

    Raises:
        UsageError: a type, action, mode, quad class, context or sector that there is not; words not to be searched.
    """
    check_used(query, "events", _USED)
    with library.reading() as connection:
        check_event_words(connection, query)
        for batch in together(islice(each_once(_keys(connection, query)), query.limit)):
            rows = rows_of(connection, events, batch)
            mine = sides_of(connection, parties, parties.c.event, batch)
            sentences = passages(connection, events, batch)
            speakers = names_of(connection, [row["speaker"] for row in rows])
            for row in rows:
                yield _event(row, mine.get(row["seq"], []), sentences[row["seq"]], speakers)


def _keys(connection: Connection, query: Query) -> _Keys:
    """Yield day and key of the events asked for, by day.

    Two countries are looked up in the index of dyads, one actor in that of parties; each is read in the order of days,
    so that the first answers come at once however many there are.
    """
    wanted = [*of_events(connection, query), *of_articles(connection, events.c.article, query)]
    if query.between is not None:
        one, other = query.between
        if is_code(one) and is_code(other):
            ways = [_of_dyad(connection, query, wanted, *pair) for pair in ((one, other), (other, one))]
            yield from heapq.merge(*ways)
            return
        both = who(connection, one), who(connection, other)
        wanted.append(between(parties, parties.c.event, events, both))
    elif query.actor is not None and query.recipient is not None and is_code(query.actor) and is_code(query.recipient):
        # sides that act together are a dyad too, but neither is the other's recipient
        there = on_side(parties, parties.c.event, events, RECIPIENT, Who(query.recipient, code=query.recipient))
        yield from _of_dyad(connection, query, [*wanted, there], query.actor, query.recipient)
        return
    named_sides = [(side, who(connection, value)) for side, value in sides(query)]
    if named_sides and query.by == "event":
        side, whom = named_sides.pop(0)
        wanted += [on_side(parties, parties.c.event, events, *more) for more in named_sides]
        asked: Select[tuple[str, int]] = select(parties.c.day, parties.c.event).join(events)
        asked = asked.where(parties.c.side == side, whom.among(parties))
        yield from _ordered(connection, asked, wanted, query)
        return
    wanted += [on_side(parties, parties.c.event, events, *more) for more in named_sides]
    day = events.c.day if query.by == "event" else events.c.published
    yield from _ordered(connection, select(day, events.c.seq), wanted, query)


def _of_dyad(connection: Connection, query: Query, wanted: list[Condition], actor: str, recipient: str) -> _Keys:
    day = dyads.c.day if query.by == "event" else events.c.published
    asked = select(day, dyads.c.event).join_from(dyads, events)
    asked = asked.where(dyads.c.actor == actor, dyads.c.recipient == recipient)
    return _ordered(connection, asked, wanted, query)


def _ordered(connection: Connection, asked: Select[tuple[str, int]], wanted: list[Condition], query: Query) -> _Keys:
    """Yield what a question for day and key gives, in that order."""
    day, key = asked.selected_columns
    asked = asked.where(*wanted, *in_period(day, query)).order_by(day, key)
    return ((row[0] or "", row[1]) for row in streamed(connection, asked))


def _event(row: Found, mine: Sequence[Found], sentence: str, speakers: dict[str, str]) -> Found:
    return as_read(
        {
            "id": row["id"],
            "day": row["day"],
            **{name: row[name] for name in ("type", "action", "mode", "modality")},
            **named(mine, {"actors": ACTOR, "recipients": RECIPIENT, "third_parties": THIRD}),
            "sentence": sentence,
            "speaker": speakers.get(row["speaker"] or ""),
            "speaker_ref": row["speaker"],
            **{name: row[name] for name in ("said_in", "within", "contexts", "quad_class", "plover_score")},
            **{name: row[name] for name in ("goldstein", "cameo_code", "place", "place_country", "admin1")},
            **{name: row[name] for name in ("latitude", "longitude", "geonames_id", "earliest", "latest")},
            **{name: row[name] for name in ("precision", "time_source", "confidence", "happening", "why")},
            **end_of(row),
        }
    )
