"""Finding statements."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from dragoman.library.library import Library
from dragoman.library.schema import stances, statements
from dragoman.questions.conditions import about, in_period, of_articles, of_items
from dragoman.questions.fetching import Found, end_of, keys_in_order, rows_of
from dragoman.questions.query import Query, check_used

_USED = ("speaker", "about", "stance", "rejected", "id")


def find_statements(library: Library, query: Query) -> Iterator[Found]:
    """Yield statements by day, each with whom it speaks of and how.

    Raises:
        UsageError: words that cannot be searched for.
    """
    check_used(query, "statements", _USED)
    with library.reading() as connection:
        wanted = [
            *in_period(statements.c.day, query),
            *of_items(connection, statements, query),
            *about(connection, query),
            *of_articles(connection, statements.c.article, query),
        ]
        asked = select(statements.c.seq).where(*wanted).order_by(statements.c.day, statements.c.seq)
        for batch in keys_in_order(connection, asked, query.limit):
            told: dict[int, dict[str, str]] = {}
            spoken = select(stances).where(stances.c.statement.in_(batch)).order_by(stances.c.statement, stances.c.ref)
            for one in connection.execute(spoken):
                told.setdefault(one.statement, {})[one.ref] = one.stance
            for row in rows_of(connection, statements, batch):
                yield {
                    "id": row["id"],
                    "day": row["day"],
                    "speaker": row["speaker_name"],
                    "speaker_ref": row["speaker"],
                    **{name: row[name] for name in ("speaker_country", "kind", "cue", "content")},
                    "about": told.get(row["seq"], {}),
                    **end_of(row),
                }
