"""Make the article of a document."""

from __future__ import annotations

import hashlib

from dragoman.errors import RefusedArticleError
from dragoman.knowledge import Knowledge
from dragoman.reading.article.guard import Guard
from dragoman.reading.article.metadata import Metadata
from dragoman.reading.article.normalise import normalise, without_surrogates
from dragoman.reading.article.parts import Found, Parts, prefix_end
from dragoman.reading.article.phrases import Phrases
from dragoman.reading.article.units import Unit, split_units
from dragoman.record import Article
from dragoman.sources import Document, find_published


class ArticleReader:
    """Turns documents into articles.

    Args:
        knowledge: the tables; those of ``article/`` are read.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrases = Phrases(knowledge)
        self._guard = Guard(self._phrases)
        self._parts = Parts(self._phrases)

    def read(self, document: Document, *, verbatim: bool = False, any_language: bool = False) -> Article:
        """Return the article of a document; with ``verbatim`` a text is kept as it is, to the character.

        With ``any_language`` what is not English is not refused, for measuring the extraction alone; the
        article's language is then ``und`` where it is not English.

        Without it the text is put in NFC, rid of control characters and spare white space, and gets its title
        on top when the document has one and the text does not begin with it. HTML is always extracted.

        Raises:
            RefusedArticleError: the text is empty, not English, not prose or too large.
        """
        try:
            self._guard.check_size(document.content, document.format == "html")
            return (
                self._of_page(document, any_language)
                if document.format == "html"
                else self._of_text(document, verbatim, any_language)
            )
        except RefusedArticleError as error:
            raise RefusedArticleError(f"{document.place}: {error}") from None

    def _of_text(self, document: Document, verbatim: bool, any_language: bool) -> Article:
        content = without_surrogates(document.content)
        clean = normalise(content)
        language = self._guard.language(clean, any_language)
        text = content if verbatim else clean
        title = normalise(document.title) if document.title else None
        found = self._parts.find(split_units(text), title)
        if title and found.title is None and not verbatim:
            text = f"{title}\n\n{text}"
            found = self._parts.find(split_units(text), title)
        return self._article(document, text, found, _identity(clean), language)

    def _of_page(self, document: Document, any_language: bool) -> Article:
        # here and not above: texts must not wait for what takes pages apart
        from dragoman.reading.article.page import Block, PageReader

        page = PageReader(self._phrases).read(without_surrogates(document.content))
        said = page.metadata
        body = "\n\n".join(block.text for block in page.blocks)
        language = self._guard.language(body, any_language)
        title = normalise(document.title or said.title or "") or None
        blocks = list(page.blocks)
        if title and not any(block.kind == "title" for block in blocks) and not _same(blocks[0].text, title):
            blocks.insert(0, Block(title, "title"))
        units, at = [], 0
        for block in blocks:
            units.append(Unit(at, at + len(block.text), block.text, block.kind))
            at += len(block.text) + 2
        text = "\n\n".join(block.text for block in blocks)
        found = self._parts.find(units, title)
        return self._article(document, text, found, _identity(body), language, said)

    def _article(
        self, document: Document, text: str, found: Found, identity: str, language: str, said: Metadata | None = None
    ) -> Article:
        said = said or Metadata()
        why = list(found.why)
        title = (document.title or "").strip() or said.title or found.title
        if document.title and not found.title:
            why.append("title: as the source gives it")
        elif said.title:
            why.append(f"title: {said.why_title}")
        authors = self._parts.names.clean(document.authors)
        if authors:
            why.append("authors: as the source gives them")
        elif authors := self._parts.names.clean(said.authors):
            why.append(f"authors: {said.why_authors}")
        elif found.authors:
            authors = found.authors
            why.append("authors: the byline in the text")
        published = find_published(document.published) if document.published else None
        if published:
            why.append("published: as the source or the caller gives it")
        elif said.published:
            published = said.published
            why.append(f"published: {said.why_published}")
        elif found.published:
            published = found.published
            why.append("published: the date line or dateline in the text")
        elif document.fetched and (published := find_published(document.fetched)):
            why.append("published: the day it was fetched or archived, since nothing else dates it")
        return Article(
            id=identity,
            key=document.key,
            title=title,
            url=document.url or said.url,
            publisher=document.publisher or said.publisher,
            authors=authors,
            published=published,
            language=language,
            text=text,
            parts=tuple(found.parts),
            why=tuple(why),
        )


def _identity(clean: str) -> str:
    """Return a hash of the words alone, so that white space and line ends do not make another article."""
    return hashlib.sha256(" ".join(clean.split()).encode("utf-8")).hexdigest()[:20]


def _same(text: str, title: str) -> bool:
    return prefix_end(text, title) is not None
