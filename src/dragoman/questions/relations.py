"""Finding relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import exists, select

from dragoman.library.library import Library
from dragoman.library.schema import ACTOR, RECIPIENT, relation_parties, relations
from dragoman.questions.conditions import (
    between,
    condition,
    in_period,
    of_articles,
    of_items,
    on_side,
    one_of,
    sides,
    who,
)
from dragoman.questions.fetching import (
    Found,
    as_read,
    end_of,
    keys_in_order,
    named,
    names_of,
    passages,
    rows_of,
    sides_of,
)
from dragoman.questions.query import Query, check_used
from dragoman.questions.vocabulary import check_relation_words

_USED = ("actor", "recipient", "between", "sector", "type", "polarity", "speaker", "confidence", "rejected", "id")

_KEY = relation_parties.c.relation


def find_relations(library: Library, query: Query) -> Iterator[Found]:
    """Yield relations by day, each with its sides, its value and its evidence.

    Raises:
        UsageError: a type or sector that there is not; words that cannot be searched for.
    """
    check_used(query, "relations", _USED)
    with library.reading() as connection:
        check_relation_words(connection, query)
        wanted = [
            *in_period(relations.c.day, query),
            *of_items(connection, relations, query),
            *of_articles(connection, relations.c.article, query),
        ]
        for side, value in sides(query):
            wanted.append(on_side(relation_parties, _KEY, relations, side, who(connection, value)))
        if query.between is not None:
            both = who(connection, query.between[0]), who(connection, query.between[1])
            wanted.append(between(relation_parties, _KEY, relations, both))
        if query.sector is not None:
            of = relation_parties.alias()
            wanted.append(exists().where(of.c.relation == relations.c.seq, of.c.sector == query.sector))
        if query.type:
            wanted.append(one_of(relations.c.type, query.type))
        if query.polarity is not None:
            wanted.append(condition(relations.c.polarity == query.polarity))
        asked = select(relations.c.seq).where(*wanted).order_by(relations.c.day, relations.c.seq)
        for batch in keys_in_order(connection, asked, query.limit):
            rows = rows_of(connection, relations, batch)
            mine = sides_of(connection, relation_parties, _KEY, batch)
            evidence = passages(connection, relations, batch)
            speakers = names_of(connection, [row["speaker"] for row in rows])
            for row in rows:
                yield _relation(row, mine.get(row["seq"], []), evidence[row["seq"]], speakers)


def _relation(row: Found, mine: Sequence[Found], evidence: str, speakers: dict[str, str]) -> Found:
    periods = [f"{name}_{bound}" for name in ("since", "until", "as_of") for bound in ("earliest", "latest")]
    return as_read(
        {
            "id": row["id"],
            "day": row["day"],
            "type": row["type"],
            **named(mine, {"subjects": ACTOR, "objects": RECIPIENT}),
            **{name: row[name] for name in ("polarity", "number", "unit", "of", "field", "place", *periods)},
            "evidence": evidence,
            "speaker": speakers.get(row["speaker"] or ""),
            "speaker_ref": row["speaker"],
            **{name: row[name] for name in ("said_in", "confidence", "why")},
            **end_of(row),
        }
    )
