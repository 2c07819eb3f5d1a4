"""Watching feeds: what is new in them is fetched, read and kept, round after round.

An item is marked as seen only after its article is kept, and a feed's validators (ETag, Last-Modified) only after all
of its items are: a stop at any moment loses nothing that the feed still has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import LibraryError, SourceError
from dragoman.intake.add import add
from dragoman.intake.following import Followed, Following, Named, moment
from dragoman.intake.politeness import Clock, PoliteFetcher
from dragoman.library import Library
from dragoman.library.feeds import FeedState, feed_states, keep_feeds
from dragoman.scale import Outcome, Settings
from dragoman.scale.loading import open_desk
from dragoman.sources import Document, Failure
from dragoman.sources.fetching import Fetcher

if TYPE_CHECKING:
    from dragoman.scale import Desk

LONGEST_BACKOFF = 86_400.0
"""Seconds after which a feed that fails is asked again at the latest."""
MARKS_AT_ONCE = 16

Say = Callable[[str], None]
"""Told, in one line, what could not be fetched or read."""


class Round(msgspec.Struct, kw_only=True):
    """What came of one round: feeds asked, unchanged, failed or left alone; articles read, known already, failed; items
    to be asked for again; and whether it was interrupted."""

    feeds: int = 0
    unchanged: int = 0
    failed_feeds: int = 0
    left_alone: int = 0
    read: int = 0
    known: int = 0
    failed: int = 0
    waiting: int = 0
    interrupted: bool = False


class Watch:
    """Watches feeds for a library.

    Args:
        library: where the readings go.
        feeds: addresses, each with whether the user typed it.
        settings: how to read.
        every: seconds from one round to the next, and the first back-off of a feed that fails.
        fetcher: does the fetching.
        clock: the time.
        pause: seconds between two requests to one host.
        jobs: processes that read.
        sources: the feeds as the user named them, for the list of runs.
        desk: where to read when ``jobs`` is 1; made when there is something to read where it is not given.
        learn: whether each round is read with the persons and offices that the library knows when it begins.
        say: is told what fails.
    """

    def __init__(
        self,
        library: Library,
        feeds: Sequence[Named],
        settings: Settings,
        *,
        every: float,
        fetcher: Fetcher,
        clock: Clock | None = None,
        pause: float = 1.0,
        jobs: int = 1,
        sources: Sequence[str] = (),
        desk: Desk | None = None,
        learn: bool = True,
        say: Say = lambda _: None,
    ) -> None:
        self._library = library
        self._feeds = list({feed.url: feed for feed in reversed(feeds)}.values())[::-1]
        self._settings = settings
        self._every = every
        self._clock = clock or Clock()
        self._polite = PoliteFetcher(fetcher, self._clock, pause)
        self._jobs = jobs
        self._sources = list(sources) or [feed.url for feed in self._feeds]
        self._say = say
        self._desk = desk
        self._learn = learn

    def rounds(self) -> Iterator[Round]:
        """Yield what came of each round, without end; an interrupted round is the last."""
        while True:
            begun = self._clock.now()
            done = self.round()
            yield done
            if done.interrupted:
                return
            self._clock.sleep(max(0.0, begun + self._every - self._clock.now()))

    def round(self) -> Round:
        """Ask every feed that is due once, and read what is new.

        Raises:
            LibraryError: the library cannot be written; what was kept before is kept.
        """
        done = Round()
        following = Following(self._library, self._polite, self._clock, self._due(done), done)
        documents = following.documents()
        first = next(documents, None)
        self._settle(following, done)
        if first is not None:
            try:
                for outcome in self._read(chain([first], documents)):
                    self._count(outcome, done)
                    following.settle(outcome)
                    if following.unwritten >= MARKS_AT_ONCE:
                        self._settle(following, done)
            except BaseException:
                # what was kept is marked too, if that can be written; else it is asked for again, and then known
                with suppress(LibraryError):
                    self._settle(following, done)
                raise
            self._settle(following, done)
        return done

    def _read(self, documents: Iterable[Document | Failure]) -> Iterator[Outcome]:
        if self._jobs == 1 and self._desk is None:
            self._desk = open_desk(self._settings)
        return add(
            self._library,
            documents,
            self._settings,
            jobs=self._jobs,
            sources=self._sources,
            desk=self._desk,
            learn=self._learn,
        )

    def _due(self, done: Round) -> list[tuple[Named, FeedState]]:
        with self._library.reading() as connection:
            known = feed_states(connection, [feed.url for feed in self._feeds])
        now = moment(self._clock.now())
        due = []
        for feed in self._feeds:
            state = known.get(feed.url, FeedState(url=feed.url))
            if state.next_check is None or state.next_check <= now:
                due.append((feed, state))
            else:
                done.left_alone += 1
        return due

    def _count(self, outcome: Outcome, done: Round) -> None:
        if outcome.reason is not None:
            done.failed += 1
            self._say(f"{outcome.place}: {outcome.reason}")
        elif outcome.record is None:
            done.known += 1
        else:
            done.read += 1

    def _settle(self, following: Following, done: Round) -> None:
        """Write what became of items and feeds; also at the end of a round that broke off."""
        finished, items = following.take()
        states = [self._state(feed, done) for feed in finished]
        if states or items:
            with self._library.writing() as connection:
                keep_feeds(connection, states, items)

    def _state(self, feed: Followed, done: Round) -> FeedState:
        now = self._clock.now()
        checked = moment(now)
        if feed.error is None:
            done.unchanged += feed.unchanged
            # without its validators the feed is sent whole the next time, and what is missing is asked for again
            etag, modified = (feed.etag, feed.modified) if feed.complete else (None, None)
            return FeedState(url=feed.url, etag=etag, modified=modified, checked=checked)
        done.failed_feeds += 1
        self._say(f"{feed.url}: {feed.error}")
        failures = feed.state.failures + 1
        wait = max(feed.error.wait or 0.0, self._every * 2 ** min(failures - 1, 16))
        return msgspec.structs.replace(
            feed.state, checked=checked, failures=failures, next_check=moment(now + min(wait, LONGEST_BACKOFF))
        )


def named_feeds(names: Iterable[str]) -> list[Named]:
    """Return the feeds that a call names: addresses, OPML files, and text files with an address a line.

    Raises:
        SourceError: a file cannot be read or lists no feed.
    """
    from pathlib import Path

    from dragoman.sources.markup import LARGEST_XML
    from dragoman.sources.opml import is_opml, read_opml

    found: list[Named] = []
    for name in names:
        if name.lower().startswith(("http://", "https://")):
            found.append(Named(name, typed=True))
            continue
        try:
            with Path(name).open("rb") as stream:
                data = stream.read(LARGEST_XML + 1)
        except OSError as error:
            raise SourceError(
                f"{name}: cannot be read ({error.strerror or error}); give addresses or a list"
            ) from error
        try:
            addresses = read_opml(data) if is_opml(data[:65536]) else _lines(data)
        except SourceError as error:
            raise SourceError(f"{name}: {error}") from error
        found += [Named(address, typed=False) for address in addresses]
    return found


def _lines(data: bytes) -> list[str]:
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found or any(not line.lower().startswith(("http://", "https://")) for line in found):
        raise SourceError("neither OPML nor a text with the address of a feed on each line")
    return found
