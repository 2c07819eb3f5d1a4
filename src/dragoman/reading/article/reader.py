"""Make the article of a document."""

from __future__ import annotations

import hashlib

from dragoman.knowledge import Knowledge
from dragoman.record import Article, Part
from dragoman.sources import Document


class ArticleReader:
    """Turns documents into articles."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def read(self, document: Document, *, verbatim: bool = False) -> Article:
        """Return the article of a document; with ``verbatim`` its text is the document's, unchanged.

        Raises:
            RefusedArticleError: the text is empty, binary, not English, not prose or too large.
        """
        text = document.content
        identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        return Article(
            id=identity,
            key=document.key,
            title=document.title,
            url=document.url,
            publisher=document.publisher,
            authors=document.authors,
            published=document.published[:10] if document.published else None,
            language="en",
            text=text,
            parts=(Part(kind="body", start=0, end=len(text)),),
        )
