"""One story, many papers: articles that are copies, light rewrites or pieces of one another are one story.

Two articles are linked when their texts are alike (`dragoman.library.likeness`), when they appeared within some days of
each other, and no person has said otherwise. A story is all that hangs together by links. Whether two articles are
linked depends on nothing but these two, so the stories are the same whatever the order in which articles come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, insert, select, update

from dragoman.library.agencies import agencies
from dragoman.library.corroboration import story_sources
from dragoman.library.grouping import Grouping
from dragoman.library.judging import linked_by_people, split_by_people
from dragoman.library.likeness import Compared, alike, bands_of, signature, without_title
from dragoman.library.schema import articles, bands
from dragoman.record import Article

UNDATED = -1
"""The week of an article without a date."""


def sign(connection: Connection, article: int, said: Article) -> None:
    """Keep an article's signature, its bands and its agency; the article stands in a story of its own."""
    agency = agencies().credited(said.text, title=said.title, authors=said.authors, publisher=said.publisher)
    signed = signature(without_title(said.text, said.title))
    values = {"agency": agency, "signature": signed, "story": article}
    connection.execute(update(articles).where(articles.c.seq == article).values(values))
    if signed is not None:
        day = _ordinal(said.published)
        week = UNDATED if day is None else day // 7
        rows = [{"week": week, "band": band, "article": article} for band in sorted(set(bands_of(signed)))]
        connection.execute(insert(bands), rows)


def place_article(connection: Connection, article: int, grouping: Grouping) -> set[int]:
    """Put a signed article into its story and join the stories that it links.

    Returns the other articles whose source is another one now, so that what they report can be counted anew.
    """
    row = connection.execute(
        select(*(articles.c[name] for name in ("id", "title", "text", "published", "story", "signature"))).where(
            articles.c.seq == article
        )
    ).one()
    joined = {int(row.story)}
    for seq in linked_by_people(connection, row.id):
        joined.add(_story(connection, seq))
    if row.signature is not None and not split_by_people(connection, [row.id]):
        found = _candidates(connection, article, row.signature, row.published, grouping)
        apart = split_by_people(connection, [name for _, _, name in found])
        mine: Compared | None = None
        for seq, story, name in found:
            # another link into a story that is joined already would change nothing
            if story in joined or name in apart:
                continue
            if mine is None:
                mine = _compared(row.text, row.title)
            other = connection.execute(select(articles.c.text, articles.c.title).where(articles.c.seq == seq)).one()
            if alike(mine, _compared(other.text, other.title)):
                joined.add(story)
    if len(joined) == 1:
        return set()
    story = min(joined)
    before = story_sources(connection, sorted(joined))
    # members are looked up before they move
    held = {former: members(connection, former) for former in joined} if len(set(before.values())) > 1 else {}
    connection.execute(update(articles).where(articles.c.story.in_(joined)).values(story=story))
    after = story_sources(connection, [story])[story]
    return {seq for former, seqs in held.items() if before.get(former) != after for seq in seqs} - {article}


def members(connection: Connection, story: int) -> set[int]:
    """Return the articles of a story."""
    return {row.seq for row in connection.execute(select(articles.c.seq).where(articles.c.story == story))}


def regroup(connection: Connection, of: Iterable[int], grouping: Grouping) -> set[int]:
    """Make the stories of some articles anew, with all that stood in them; return every article touched."""
    touched: set[int] = set()
    for article in of:
        touched |= members(connection, _story(connection, article))
    connection.execute(update(articles).where(articles.c.seq.in_(touched)).values(story=articles.c.seq))
    for article in sorted(touched):
        touched |= place_article(connection, article, grouping)
    return touched


def _story(connection: Connection, article: int) -> int:
    held = connection.execute(select(articles.c.story).where(articles.c.seq == article)).scalar_one()
    return article if held is None else int(held)


def _candidates(
    connection: Connection, article: int, signed: bytes, published: str | None, grouping: Grouping
) -> Sequence[tuple[int, int, str]]:
    """Return articles near in time that share a band, as ``(seq, story, id)``."""
    day = _ordinal(published)
    asked = (
        select(articles.c.seq, articles.c.story, articles.c.id, articles.c.published)
        .join(bands, bands.c.article == articles.c.seq)
        .where(bands.c.week.in_(_weeks(day, grouping.copies_within)), bands.c.band.in_(sorted(set(bands_of(signed)))))
        .where(articles.c.seq != article)
        .distinct()
        .order_by(articles.c.seq)
    )
    return [
        (row.seq, row.story, row.id)
        for row in connection.execute(asked)
        if _near(day, _ordinal(row.published), grouping.copies_within)
    ]


def _compared(text: str, title: str | None) -> Compared:
    return Compared(without_title(text, title))


def _near(one: int | None, other: int | None, days: int) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= days


def _weeks(day: int | None, days: int) -> list[int]:
    return [UNDATED] if day is None else list(range((day - days) // 7, (day + days) // 7 + 1))


def _ordinal(day: str | None) -> int | None:
    try:
        return None if day is None else date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
