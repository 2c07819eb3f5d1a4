"""An article made of its text alone, for tests that need no source."""

from __future__ import annotations

from dragoman.record import Article, Part


def made_article(text: str, published: str | None = None, parts: tuple[Part, ...] | None = None) -> Article:
    """Return an article with nothing but a text, which is body unless ``parts`` say otherwise."""
    return Article(
        id="test",
        key=None,
        title=None,
        url=None,
        publisher=None,
        authors=(),
        published=published,
        language="en",
        text=text,
        parts=parts or (Part(kind="body", start=0, end=len(text)),),
    )
