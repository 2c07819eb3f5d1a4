"""A server of feeds and pages, and a library that watches them, for the tests of watching."""

from __future__ import annotations

from sqlalchemy import func, select

from dragoman.intake.politeness import Clock
from dragoman.intake.watch import Watch, named_feeds
from dragoman.library import Library
from dragoman.library.schema import articles
from dragoman.scale import Desk, Settings
from dragoman.sources.fetching import Fetcher, Limits
from serving import Server, lookup

EVERY = 900.0
SETTINGS = Settings()
LONG = " ".join(f"Sentence number {n} says that the council met again and heard a report." for n in range(20))


def text(number: int) -> str:
    return (
        f"Kenya opened its embassy number {number} in Baku on Wednesday. Foreign Minister Alfred Mutua said that his "
        f"government wanted more trade. Police arrested {number + 2} protesters outside the gate on the same day."
    )


def page(number: int) -> str:
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in text(number).rstrip(".").split(". "))
    return f"<html><head><title>Embassy {number}</title></head><body><article>{paragraphs}</article></body></html>"


class FakeClock(Clock):
    """Waiting takes no time, and is noted."""

    def __init__(self) -> None:
        self.time = 1_680_084_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class Scene:
    """A server of feeds and pages, and a library that watches them."""

    def __init__(self, library: Library, server: Server, desk: Desk) -> None:
        self.library, self.server, self.desk = library, server, desk
        self.clock = FakeClock()
        self.said: list[str] = []
        self.fetcher = Fetcher(
            allow_private=True, lookup=lookup, limits=Limits(seconds=5.0, silence=2.0), now=self.clock.now
        )

    def feed(self, items: str, path: str = "/feed", **headers: str) -> None:
        body = f"<rss version='2.0'><channel><title>Test News</title>{items}</channel></rss>"
        self.server.give(path, body, "application/rss+xml", **headers)

    def item(self, number: int, **more: str) -> str:
        values = {
            "title": f"Embassy {number}",
            "link": self.server.url(f"/{number}"),
            "guid": f"id-{number}",
            "pubDate": f"Wed, 29 Mar 2023 10:{number % 60:02}:00 GMT",
        } | more
        self.server.give(f"/{number}", page(number))
        return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in values.items() if value) + "</item>"

    def watch(self, *urls: str, pause: float = 1.0) -> Watch:
        return Watch(
            self.library,
            named_feeds(urls or [self.server.url("/feed")]),
            SETTINGS,
            every=EVERY,
            fetcher=self.fetcher,
            clock=self.clock,
            pause=pause,
            desk=self.desk,
            say=self.said.append,
        )

    def count(self) -> int:
        with self.library.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())

    def pages(self) -> list[str]:
        return [path for path, _ in self.server.requests if path.strip("/").isdigit()]
