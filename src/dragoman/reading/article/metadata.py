"""What a page says of itself: JSON-LD, OpenGraph and other meta elements, the main heading, time elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.reading.article.titles import TitleSources, choose_title, without_site
from dragoman.sources import find_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "published_time",
    "date",
)
_META_AUTHORS = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "article.author")
_META_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_META_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "article:publisher")
_BYLINE_CLASS = re.compile(
    r"(?<![\w-])(?:by-?line|author|article-author|author-?name|entry-author)(?:__?\w+)?(?![\w-])", re.I
)
_DEEPEST = 60
"""Levels of nesting to which JSON-LD is followed."""
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Metadata:
    """What a page says of itself, with the rule that decided each."""

    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    titles: tuple[str, ...] = ()
    why_title: str = ""
    why_published: str = ""
    why_authors: str = ""


def read_metadata(tree: HtmlElement) -> Metadata:
    """Return what the page says of itself; JSON-LD goes before the meta elements, these before the rest."""
    linked = _linked_article(tree)
    meta = _meta(tree)
    found = Metadata()
    found.publisher = _name(linked.get("publisher")) or _first(meta, _META_PUBLISHERS)
    if found.publisher and found.publisher.startswith("http"):
        found.publisher = None
    headline = _text(linked.get("headline")) or _text(linked.get("name"))
    sources = TitleSources(
        headline=headline,
        headings=tuple(text for element in tree.iter("h1") if (text := plain(element))),
        shared=_first(meta, _META_TITLES),
        own=next((text for element in tree.iter("title") if (text := plain(element))), None),
    )
    found.title, found.why_title = choose_title(sources, found.publisher)
    named = (headline, _text(linked.get("alternativeHeadline")), *meta.get("og:title", ()))
    found.titles = tuple(without_site(title, found.publisher) for title in (*named, found.title) if title)
    found.published, found.why_published = _published(tree, linked, meta)
    found.authors, found.why_authors = _authors(tree, linked, meta, found.publisher)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    address = canonical or _first(meta, ("og:url",))
    found.url = address if address and address.startswith("http") else None
    return found


def plain(element: HtmlElement) -> str:
    """Return the text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _published(tree: HtmlElement, linked: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str | None, str]:
    for key in ("datePublished", "dateCreated"):
        if date := find_published(_text(linked.get(key)) or ""):
            return date, "datePublished of the page's JSON-LD"
    for name in _META_DATES:
        for value in meta.get(name, ()):
            if date := find_published(value):
                return date, f"the meta element {name}"
    for element in tree.iter("time", "abbr", "span", "meta"):
        stamp = element.get("datetime") or (
            element.get("content") if element.get("itemprop") == "datePublished" else None
        )
        if stamp and (date := find_published(stamp)):
            return date, "the first time element"
    return None, ""


def _authors(
    tree: HtmlElement, linked: dict[str, Any], meta: dict[str, list[str]], publisher: str | None
) -> tuple[tuple[str, ...], str]:
    """Return the authors; the publisher itself is one only when nobody else is named."""
    given = linked.get("author") or linked.get("creator")
    named = [name for entry in (given if isinstance(given, list) else [given]) if (name := _name(entry))]
    people = [name for name in named if name != publisher]
    if people:
        return tuple(people), "the authors of the page's JSON-LD"
    for key in _META_AUTHORS:
        if names := [v for v in meta.get(key, ()) if not v.startswith(("http", "/", "@")) and v != publisher]:
            return tuple(names), f"the meta element {key}"
    for element in tree.iter("a", "span", "div", "p", "address"):
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if marked or _BYLINE_CLASS.search(element.get("class") or ""):
            text = plain(element)
            if 4 < len(text) < 90 and text != publisher and " " in text and any(char.isupper() for char in text[1:]):
                return (text,), "the byline element of the page"
    return tuple(named), "the authors of the page's JSON-LD"


def _linked_article(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD node of the article: the one with most of headline, date, author and body."""
    best: dict[str, Any] = {}
    score = 0
    named: dict[str, dict[str, Any]] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        for node in _nodes(_loads(script.text or ""), 0):
            if isinstance(node.get("@id"), str) and node.get("name"):
                named.setdefault(node["@id"], node)
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(name, str) and _ARTICLE_TYPE.search(name) for name in names):
                continue
            value = sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))
            if value > score:
                best, score = node, value
    # a graph names its people and publishers once and points at them by their ids
    return {key: _resolved(value, named) for key, value in best.items()}


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(entry, named) for entry in value]
    if isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _loads(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").replace("/*<![CDATA[*/", "").replace("/*]]>*/", "")
    text = text.replace("<![CDATA[", "").replace("]]>", "").strip().strip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _nodes(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "hasPart"):
            yield from _nodes(value.get(key), depth + 1)


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = _text(element.get("content"))
        if name and value:
            found.setdefault(name.lower().strip(), []).append(value)
    return found


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    return _SPACES.sub(" ", re.sub(r"<[^<>]{1,200}>", "", html.unescape(value))).strip() or None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for entry in value if (name := _name(entry))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
