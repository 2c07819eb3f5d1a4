"""Articles of a few sentences, and what is read in them."""

from functools import cache

from dragoman.knowledge import Knowledge
from dragoman.reading.language import ParsedArticle, Parser, split_sentences
from dragoman.reading.times import TimeIndex, TimeReader
from dragoman.record import EventTime, Part, Time
from made_article import made_article

PUBLISHED = "2023-03-29"


@cache
def reader() -> TimeReader:
    return TimeReader(Knowledge())


@cache
def parser() -> Parser:
    return Parser()


def read(text: str, published: str | None = PUBLISHED, parts: tuple[Part, ...] | None = None) -> tuple[Time, ...]:
    made = made_article(text, published, parts)
    times = reader().read(ParsedArticle(made, split_sentences(made)))
    for time in times:
        assert text[time.start : time.end] == time.text, time
    return times


def read_parsed(text: str, published: str | None = PUBLISHED) -> tuple[Time, ...]:
    return reader().read(parser().parse(made_article(text, published)))


def when(
    text: str, trigger: str, published: str | None = PUBLISHED, parts: tuple[Part, ...] | None = None
) -> EventTime | None:
    parsed = parser().parse(made_article(text, published, parts))
    offset = text.index(trigger)
    sentence = parsed.sentence_at(offset)
    assert sentence is not None
    return TimeIndex(reader().read(parsed)).when(parsed, sentence, offset, published)
