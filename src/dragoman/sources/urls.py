"""Single addresses that the user names: fetched once, and read by what they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from dragoman.sources.document import Document, Failure
from dragoman.sources.encoding import decode
from dragoman.sources.plugins import Given, Source
from dragoman.sources.sniff import form_of

if TYPE_CHECKING:
    from dragoman.sources.fetching import Fetched
    from dragoman.sources.options import SourceOptions

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types of pages with an article."""
LARGEST = 64 << 20
"""Bytes of what a single address may hold."""


class UrlSource(Source):
    """Fetches an address, because the user named it, and reads what is there: a page, a table, a feed, an archive."""

    name = "url"

    def recognises_address(self, address: str) -> bool:
        """Tell an http or https address."""
        return address.lower().startswith(("http://", "https://"))

    def documents(self, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
        """Yield what the address holds.

        Raises:
            SourceError: nothing came.
        """
        import io

        from dragoman.sources.fetching import Fetcher, Limits
        from dragoman.sources.files import read_stream

        # the user named it and waits for it: it may be larger and slower than what a feed names
        with Fetcher(limits=Limits(sent=LARGEST, unpacked=LARGEST, seconds=300.0)) as fetcher:
            found = fetcher.fetch(given.name, named=True)
        today = datetime.now(UTC).date().isoformat()
        if options.form is None and found.kind in PAGES and not _is_other(found):
            yield page_of(found, place=given.place, url=found.url, fetched=today, options=options)
            return
        for one in read_stream(io.BytesIO(found.body), given.name, options):
            if isinstance(one, Document):
                one = msgspec.structs.replace(one, url=one.url or found.url, fetched=one.fetched or today)
            yield one


def page_of(
    found: Fetched, *, place: str, url: str, fetched: str, options: SourceOptions, published: str | None = None
) -> Document:
    """Return the document of a page that was fetched.

    Raises:
        SourceError: it is no text.
    """
    head = found.body[: 1 << 16]
    form = "html" if form_of(head, "page.html", options) == "html" or found.kind in PAGES[:2] else "text"
    return Document(
        content=decode(found.body, options.encoding, html=form == "html", said=found.charset),
        format=form,
        url=url,
        published=published or options.published,
        fetched=fetched,
        place=place,
    )


def _is_other(found: Fetched) -> bool:
    """Tell whether a text is one that a source plugin reads; servers send feeds and tables as text."""
    from dragoman.sources.options import SourceOptions
    from dragoman.sources.plugins import for_file

    head = found.body[: 1 << 16]
    if for_file(head, "", None) is not None:
        return True
    return found.kind == "text/plain" and form_of(head, "", SourceOptions()) not in {"text", "html"}
