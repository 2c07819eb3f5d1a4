"""Feeds: RSS, Atom and JSON Feed, from bytes to items. Nothing is fetched here."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import msgspec

from dragoman.errors import SourceError
from dragoman.sources.dates import find_published
from dragoman.sources.document import Document, Failure
from dragoman.sources.encoding import clean_surrogates, decode
from dragoman.sources.markup import LARGEST_XML, parse_xml, root_of, text_of
from dragoman.sources.plugins import Given, Source

if TYPE_CHECKING:
    from dragoman.sources.options import SourceOptions

MOST_ITEMS = 5000
"""Items of one feed that are read; feeds hold some tens, archives of blogs some hundreds."""
FULL_CONTENT = 100
"""Words from which the content element of an item is taken for the whole article."""
FULL_SUMMARY = 200
"""Words from which a summary alone is taken for the whole article."""
_ROOTS = frozenset({"rss", "feed", "rdf"})
_JSON_FEED = re.compile(rb'(?<!\\)"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&#8230;)\]?|(?:read|see|view) (?:more|the (?:full|whole|rest)\b[^.\n]{0,60})|"
    r"(?:continue|keep) reading\b[^\n]{0,120}|full (?:story|article))[\s»→>.\]]*$",
    re.IGNORECASE,
)
_FIRST_APPEARED = re.compile(r"\n+\s*The post [^\n]{1,300} (?:appeared first on|first appeared on) [^\n]{1,100}$")
_LONGEST_NAME = 2000


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a feed, as the feed has it.

    ``id`` is what the feed calls it, ``url`` where its page stands (absolute), ``published`` an ISO date, ``stamp``
    that date as the feed words it, ``content`` its text, ``full`` whether that is the whole article and not the
    beginning of one.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    stamp: str | None = None
    authors: tuple[str, ...] = ()
    content: str = ""
    full: bool = False


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed: its title and its items, in the order given."""

    title: str | None
    items: tuple[Item, ...]


def is_feed(head: bytes) -> bool:
    """Tell whether bytes begin like an RSS, Atom or JSON feed."""
    if head.lstrip()[:1] == b"{" or head.startswith(b"\xef\xbb\xbf{"):
        return _JSON_FEED.search(head[:65536]) is not None
    return root_of(head) in _ROOTS


def read_feed(data: bytes, *, url: str = "", said: str | None = None, encoding: str | None = None) -> Feed:
    """Return the feed in some bytes.

    Args:
        data: RSS, Atom or JSON Feed.
        url: where it was fetched, against which its links are resolved.
        said: the charset that came with it.
        encoding: the charset the caller insists on.

    Raises:
        SourceError: it is no feed, or one that is too large or dangerous to read.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(data, url, encoding)
    if root_of(data[:65536]) not in _ROOTS:
        raise SourceError("no feed; give the address of an RSS, Atom or JSON feed")
    return _xml_feed(data, url, said, encoding)


def document_of(item: Item, feed: Feed, place: str) -> Document | Failure:
    """Return the document of an item by what the feed itself has of it."""
    if not item.content and not item.title:
        return Failure(place, "an item without text")
    return Document(
        content=item.content or item.title or "",
        key=item.id,
        title=item.title,
        published=item.published,
        url=item.url,
        publisher=feed.title,
        authors=item.authors,
        place=place,
    )


class FeedSource(Source):
    """Reads a feed in a file: each item by the text that the feed itself has of it; no page is fetched."""

    name = "feed"

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell a feed by its root element, or JSON Feed by its version."""
        return is_feed(head)

    def documents(self, given: Given, options: SourceOptions) -> Iterator[Document | Failure]:
        """Yield the items."""
        assert given.stream is not None
        url = given.name if "://" in given.name else ""
        feed = read_feed(given.stream.read(LARGEST_XML + 1), url=url, encoding=options.encoding)
        if not feed.items:
            raise SourceError("a feed without items")
        for number, item in enumerate(feed.items, start=1):
            found = document_of(item, feed, f"{given.place}:{number}")
            if isinstance(found, Document) and found.published is None and options.published is not None:
                found = msgspec.structs.replace(found, published=options.published)
            yield found


def _xml_feed(data: bytes, url: str, said: str | None, encoding: str | None) -> Feed:
    import feedparser
    from lxml import etree

    root = parse_xml(data, said=said, encoding=encoding)
    entries = list(root.iter("{*}item", "{*}entry"))
    if len(entries) > MOST_ITEMS:
        raise SourceError(f"a feed of {len(entries):,} items, over the limit of {MOST_ITEMS:,}; split it")
    clean = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    # a stream and never a string: feedparser would open a string as a file or an address
    parsed = feedparser.parse(
        io.BytesIO(clean), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    if not parsed.get("version") and not parsed.entries:
        raise SourceError("no feed that can be read; give the address of an RSS, Atom or JSON feed")
    return Feed(
        title=_line(parsed.feed.get("title")), items=tuple(_xml_item(entry, url, parsed) for entry in parsed.entries)
    )


def _xml_item(entry: Any, url: str, parsed: Any) -> Item:
    stamp = _line(entry.get("published") or entry.get("updated") or entry.get("created"))
    contents = [(part.get("value") or "", part.get("type") or "") for part in entry.get("content") or ()]
    content, full = _content(max((_as_text(*part) for part in contents), key=len, default=""), FULL_CONTENT)
    summary, whole = _content(_as_text(entry.get("summary") or "", "text/html"), FULL_SUMMARY)
    if len(summary) > len(content):
        content, full = summary, whole or full
    people = [_line(person.get("name")) for person in entry.get("authors") or () if person]
    return Item(
        id=_line(entry.get("id")),
        url=_address(entry.get("link"), url),
        title=_line(text_of(entry.get("title") or "")),
        published=_day(stamp, entry),
        stamp=stamp,
        authors=tuple(dict.fromkeys(name for name in people if name)),
        content=content,
        full=full,
    )


def _day(stamp: str | None, entry: Any) -> str | None:
    """Return the day in the feed's own time zone, or else the one feedparser makes of it."""
    if stamp and (day := find_published(stamp)):
        return day
    read = entry.get("published_parsed") or entry.get("updated_parsed") or entry.get("created_parsed")
    return find_published(f"{read[0]:04}-{read[1]:02}-{read[2]:02}") if read else None


def _json_feed(data: bytes, url: str, encoding: str | None) -> Feed:
    """Return a JSON Feed (jsonfeed.org, versions 1 and 1.1)."""
    if len(data) > LARGEST_XML:
        raise SourceError(f"a feed over {LARGEST_XML >> 20} MB; split it")
    try:
        feed = json.loads(decode(data, encoding))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"no valid JSON Feed ({type(error).__name__})") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in str(feed.get("version")):
        raise SourceError("no feed: JSON without the version of a JSON Feed")
    entries = feed.get("items")
    if not isinstance(entries, list):
        raise SourceError("a JSON Feed without a list of items")
    if len(entries) > MOST_ITEMS:
        raise SourceError(f"a feed of {len(entries):,} items, over the limit of {MOST_ITEMS:,}; split it")
    own = list(_json_authors(feed))
    items = (_json_item(entry, url, own) for entry in entries if isinstance(entry, dict))
    return Feed(title=_line(feed.get("title")), items=tuple(items))


def _json_item(entry: dict[str, Any], url: str, authors: list[str]) -> Item:
    markup, plain = entry.get("content_html"), entry.get("content_text")
    text = _as_text(markup, "text/html") if isinstance(markup, str) else ""
    if isinstance(plain, str) and len(plain) > len(text):
        text = plain.strip()
    content, full = _content(text, FULL_CONTENT)
    summary = entry.get("summary")
    if not content and isinstance(summary, str):
        content, full = summary.strip(), False
    stamp = _line(entry.get("date_published") or entry.get("date_modified"))
    return Item(
        id=_line(entry.get("id")),
        url=_address(entry.get("url") or entry.get("external_url"), url),
        title=_line(entry.get("title")),
        published=find_published(stamp) if stamp else None,
        stamp=stamp,
        authors=tuple(_json_authors(entry)) or tuple(authors),
        content=clean_surrogates(content),
        full=full,
    )


def _json_authors(holder: dict[str, Any]) -> Iterable[str]:
    """Yield the names of ``authors``, or of version 1's ``author``."""
    given = holder.get("authors")
    people = given if isinstance(given, list) else [holder.get("author")]
    for person in people:
        if isinstance(person, dict) and (name := _line(person.get("name"))):
            yield name


def _as_text(value: str, kind: str) -> str:
    return value.strip() if kind == "text/plain" and "<" not in value else text_of(value)


def _content(text: str, enough: int) -> tuple[str, bool]:
    """Return the text without the feed's own closing line, and whether it is a whole article."""
    text = _FIRST_APPEARED.sub("", text).strip()
    return text, len(text.split()) >= enough and _CUT.search(text[-200:]) is None


def _address(value: object, base: str) -> str | None:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_NAME:
        return None
    try:
        return clean_surrogates(urljoin(base, value.strip()))
    except ValueError:
        return None


def _line(value: object) -> str | None:
    """Return a value as one line, or None; JSON Feed's ids may be numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return " ".join(clean_surrogates(value).split())[:_LONGEST_NAME] or None
