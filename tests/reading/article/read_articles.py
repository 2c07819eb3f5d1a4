"""What the tests of this room share."""

from __future__ import annotations

from functools import cache

from dragoman.knowledge import Knowledge
from dragoman.reading.article import ArticleReader
from dragoman.record import Article
from dragoman.sources import Document

LEAD = "Ghana opened an embassy in Riga on Monday, and its foreign minister said that more would follow in the north."
MORE = "The Latvian government praised the step and promised to send an envoy of its own before the end of the year."


@cache
def reader() -> ArticleReader:
    return ArticleReader(Knowledge())


def read(text: str, *, verbatim: bool = False, **fields: object) -> Article:
    return reader().read(Document(content=text, **fields), verbatim=verbatim)  # type: ignore[arg-type]


def parts(article: Article) -> list[tuple[str, str]]:
    return [(part.kind, article.text[part.start : part.end]) for part in article.parts]


def only(article: Article, kind: str) -> list[str]:
    return [text for found, text in parts(article) if found == kind]
