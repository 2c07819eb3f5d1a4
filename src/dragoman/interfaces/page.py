"""Records as one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman._version import __version__
from dragoman.interfaces.marks import Block, blocks
from dragoman.interfaces.wording import Wording, day, one_line, period, visible
from dragoman.record import Place, Record, Time

_EXCERPT = 90


def as_page(records: Sequence[Record]) -> Iterator[str]:
    """Yield the pieces of a page: the articles with their spans marked, and beside each what was read in it.

    The page loads nothing from anywhere: its style and script stand in it, and its own security policy
    forbids every other.
    """
    style, script = _asset("record.css"), _asset("record.js")
    template = _environment().get_template("record.html")
    yield from template.generate(
        title=_title(records[0]) if len(records) == 1 else f"{len(records)} articles",
        views=[View(record, number) for number, record in enumerate(records, start=1)],
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'",
        version=__version__,
    )


class View:
    """One record as the template asks for it."""

    def __init__(self, record: Record, number: int) -> None:
        self.record = record
        self.anchor = f"r{number}"
        self.words = Wording(record)
        self.title = _title(record)
        url = record.article.url or ""
        self.link = url if url.lower().startswith(("https://", "http://")) else None
        article = record.article
        published = day(article.published) if article.published else "no date of publication"
        said = [published, article.publisher or "", ", ".join(article.authors), article.key or ""]
        self.source = " · ".join(one_line(piece) for piece in said if piece)
        self._first: dict[str, int] = {}
        self.blocks: list[Block] = blocks(record)
        for block in self.blocks:
            for segment in block.segments:
                for mark in segment.marks:
                    self._first.setdefault(mark.item, segment.start)

    def id(self, item: str) -> str:
        """Return the id of an item's card on the page."""
        return f"{self.anchor}-{item}"

    def evidence(self, item: str) -> str:
        """Return the link to where an item first stands in the text."""
        return f"#{self.anchor}-t{self._first.get(item, 0)}"

    def excerpt(self, event: Any) -> tuple[str, str, str]:
        """Return the words around an event's first trigger."""
        return self.words.excerpt(event.mentions[0], _EXCERPT)

    def map_point(self, place: Place) -> str:
        """Return where a place lies."""
        if place.latitude is None or place.longitude is None:
            return place.country or ""
        return f"{place.country or ''} {place.latitude:.2f}, {place.longitude:.2f}".strip()

    def meaning(self, time: Time) -> str:
        """Return what a time expression means."""
        if time.earliest:
            return period(time.earliest, time.latest or time.earliest, time.precision)
        return time.value or "open"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dragoman.interfaces", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"one_line": one_line, "visible": visible}
    return environment


def _asset(name: str) -> str:
    return resources.files("dragoman.interfaces").joinpath("pages", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _title(record: Record) -> str:
    article = record.article
    return one_line(article.title or article.key or article.text[:80]) or "Article"
