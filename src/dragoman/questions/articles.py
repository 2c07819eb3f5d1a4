"""Finding articles."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Select, func, select

from dragoman.library.library import Library
from dragoman.library.schema import actors, articles, events, relations, statements
from dragoman.questions.conditions import in_period, narrowed, of_articles, who
from dragoman.questions.fetching import Found, as_read, keys_in_order
from dragoman.questions.query import Query, check_used

_SHOWN = ("seq", "id", "key", "published", "publisher", "title", "url", "authors", "language", "agency", "story")


def find_articles(library: Library, query: Query) -> Iterator[Found]:
    """Yield articles by day of publication, each with how many events, statements and relations it has.

    Raises:
        UsageError: words that cannot be searched for.
    """
    check_used(query, "articles", ("actor", "about"))
    with library.reading() as connection:
        wanted = [*in_period(articles.c.published, query), *of_articles(connection, articles.c.seq, query)]
        for value in (query.actor, query.about):
            if value is not None:
                met = select(actors.c.article).where(who(connection, value).among(actors))
                wanted.append(narrowed(connection, articles.c.seq, met))
        asked = select(articles.c.seq).where(*wanted).order_by(articles.c.published, articles.c.seq)
        counts = [
            select(func.count()).where(table.c.article == articles.c.seq).scalar_subquery().label(table.name)
            for table in (events, statements, relations)
        ]
        for batch in keys_in_order(connection, asked, query.limit):
            shown: Select[tuple[object, ...]] = select(*(articles.c[name] for name in _SHOWN), *counts)
            rows = connection.execute(shown.where(articles.c.seq.in_(batch))).mappings()
            found = {row["seq"]: dict(row) for row in rows}
            for key in batch:
                row = found[key]
                del row["seq"]
                yield as_read(row)
