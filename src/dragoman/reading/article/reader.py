"""Make the article of a document."""

from __future__ import annotations

import hashlib

from dragoman.errors import RefusedArticleError
from dragoman.knowledge import Knowledge
from dragoman.reading.article.guard import Guard
from dragoman.reading.article.normalise import normalise, without_surrogates
from dragoman.reading.article.parts import Found, Parts
from dragoman.reading.article.phrases import Phrases
from dragoman.reading.article.units import split_units
from dragoman.record import Article
from dragoman.sources import Document, find_published


class ArticleReader:
    """Turns documents into articles.

    Args:
        knowledge: the tables; those of ``article/`` are read.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        phrases = Phrases(knowledge)
        self._guard = Guard(phrases)
        self._parts = Parts(phrases)

    def read(self, document: Document, *, verbatim: bool = False) -> Article:
        """Return the article of a document; with ``verbatim`` a text is kept as it is, to the character.

        Without it the text is put in NFC, rid of control characters and spare white space, and gets its title
        on top when the document has one and the text does not begin with it. HTML is always extracted.

        Raises:
            RefusedArticleError: the text is empty, not English, not prose or too large.
        """
        try:
            self._guard.check_size(document.content, document.format == "html")
            return self._of_text(document, verbatim)
        except RefusedArticleError as error:
            raise RefusedArticleError(f"{document.place}: {error}") from None

    def _of_text(self, document: Document, verbatim: bool) -> Article:
        content = without_surrogates(document.content)
        clean = normalise(content)
        self._guard.check(clean)
        text = content if verbatim else clean
        title = normalise(document.title) if document.title else None
        found = self._parts.find(text, split_units(text), title)
        if title and found.title is None and not verbatim:
            text = f"{title}\n\n{text}"
            found = self._parts.find(text, split_units(text), title)
        return self._article(document, text, found, _identity(clean))

    def _article(self, document: Document, text: str, found: Found, identity: str) -> Article:
        why = list(found.why)
        title = (document.title or "").strip() or found.title
        if document.title and not found.title:
            why.append("title: as the source gives it")
        authors = self._parts.names.clean(document.authors)
        if authors:
            why.append("authors: as the source gives them")
        elif found.authors:
            authors = found.authors
            why.append("authors: the byline in the text")
        published = find_published(document.published) if document.published else None
        if published:
            why.append("published: as the source or the caller gives it")
        elif found.published:
            published = found.published
            why.append("published: the date line or dateline in the text")
        return Article(
            id=identity,
            key=document.key,
            title=title,
            url=document.url,
            publisher=document.publisher,
            authors=authors,
            published=published,
            language="en",
            text=text,
            parts=tuple(found.parts),
            why=tuple(why),
        )


def _identity(clean: str) -> str:
    """Return a hash of the words alone, so that white space and line ends do not make another article."""
    return hashlib.sha256(" ".join(clean.split()).encode("utf-8")).hexdigest()[:20]
