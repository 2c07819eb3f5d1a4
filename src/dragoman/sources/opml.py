"""OPML: lists of feeds, as readers of feeds export them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.errors import SourceError
from dragoman.sources.document import Document, Failure
from dragoman.sources.markup import LARGEST_XML, parse_xml, root_of
from dragoman.sources.plugins import Given, Source

if TYPE_CHECKING:
    from dragoman.sources.options import SourceOptions

MOST_FEEDS = 10_000


def is_opml(head: bytes) -> bool:
    """Tell whether bytes begin like a list of feeds."""
    return root_of(head) == "opml"


def read_opml(data: bytes, *, said: str | None = None) -> list[str]:
    """Return the addresses of the feeds in a list, in its order and once each.

    Raises:
        SourceError: it is no OPML, or lists no feed or too many.
    """
    root = parse_xml(data, said=said)
    found: dict[str, None] = {}
    for outline in root.iter("{*}outline", "outline"):
        address = next((value for name, value in outline.attrib.items() if str(name).lower() == "xmlurl"), None)
        if address and str(address).strip():
            found.setdefault(str(address).strip())
    if not found:
        raise SourceError("a list without feeds: no outline in it has an xmlUrl")
    if len(found) > MOST_FEEDS:
        raise SourceError(f"a list of {len(found):,} feeds, over the limit of {MOST_FEEDS:,}; split it")
    return list(found)


class OpmlSource(Source):
    """Recognises a list of feeds, and says how they are read: reading a file never opens a connection."""

    name = "opml"

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell a list by its root element."""
        return is_opml(head)

    def documents(self, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
        """Yield one failure that names the command for it."""
        assert given.stream is not None
        number = len(read_opml(given.stream.read(LARGEST_XML + 1)))
        told = f"a list of {number} feed{'s' if number != 1 else ''}, not articles; fetch what they tell with"
        yield Failure(given.place, f"{told} 'dragoman watch {given.name or 'LIST'} --once'")
