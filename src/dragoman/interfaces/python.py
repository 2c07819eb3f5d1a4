"""Reading one article from Python in one call."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import SourceError, UsageError
from dragoman.reading.reader import Reader
from dragoman.record import Record
from dragoman.sources import Document, Failure, SourceOptions, documents, parse_published

LONGEST_PATH = 4096
"""Characters; a longer string is an article, never the name of a file."""


def read(
    text_or_path: str | Path,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    key: str | None = None,
    verbatim: bool = False,
    reader: Reader | None = None,
) -> Record:
    """Return the record of one article.

    Args:
        text_or_path: the article's text; or where it is: a `Path`, or a string that names an existing file. A
            string without any white space is taken for a path, since no article is one word.
        published: the date of publication (``2023-03-29``), the anchor of "on Wednesday"; without it, and
            without a date in the article itself, relative times stay open.
        title: the headline, when it is not in the text.
        url: where the article stands.
        publisher: who published it.
        key: your own identifier, kept in ``record.article.key``; a file's name when it is not given.
        verbatim: keep the given text unchanged in ``record.article.text``, so that offsets are yours.
        reader: the Reader to use; else one is made at the first call and kept.

    Raises:
        UsageError: the date is none, or the path holds several articles.
        SourceError: the file is missing, empty or no text.
        RefusedArticleError: the article is no English prose, or too large.
    """
    given = {"title": title, "url": url, "publisher": publisher, "key": key}
    if published is not None:
        given["published"] = parse_published(published)
    document = _at(Path(text_or_path)) if _is_path(text_or_path) else Document(content=str(text_or_path))
    document = msgspec.structs.replace(document, **{name: value for name, value in given.items() if value is not None})
    return (reader or _reader()).read(document, verbatim=verbatim)


@cache
def _reader() -> Reader:
    return Reader()


def _is_path(given: str | Path) -> bool:
    if isinstance(given, Path):
        return True
    if len(given) > LONGEST_PATH or "\n" in given or "\0" in given or not given.strip():
        return False
    return len(given.split()) == 1 or Path(given).exists()


def _at(path: Path) -> Document:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; read its articles one by one with dragoman.documents")
    found = documents([path], SourceOptions())
    document = next(found, None)
    if document is None:
        raise SourceError(f"{path}: no article in it")
    if isinstance(document, Failure):
        raise SourceError(str(document))
    if next(found, None) is not None:
        raise UsageError(f"{path} holds several articles; read them one by one with dragoman.documents")
    return document
