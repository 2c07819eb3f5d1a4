"""One round over feeds: which to ask next, what is new in them, and what became of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from dragoman.errors import SourceError
from dragoman.intake.politeness import Clock, PoliteFetcher
from dragoman.library import Library
from dragoman.library.feeds import FAILED, KEPT, WAITING, FeedState, SeenItem, seen_items
from dragoman.library.rows import identity
from dragoman.scale import Outcome
from dragoman.sources import Document, Failure, SourceOptions
from dragoman.sources.addresses import PrivateAddressError
from dragoman.sources.feeds import Feed, Item, document_of, read_feed
from dragoman.sources.fetching import Fetched, FetchError
from dragoman.sources.opml import is_opml, read_opml
from dragoman.sources.urls import PAGES, page_of

if TYPE_CHECKING:
    from dragoman.intake.watch import Round

MOST_NEW = 200
"""New items of one feed that are taken in one round; the rest is taken in the next."""
MOST_WAITING = 2000
"""Items waiting to be fetched, above which no further feed is asked."""
MOST_TRIES = 5
"""Times that a page is asked for which fails in a passing way."""
_FEEDS = (
    *("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"),
    *("application/xml", "text/xml"),
)
_TRACKING = ("utm_", "at_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ns_", "icid", "ref_src", "xtor")
_SESSIONS = frozenset({"session", "sessionid", "phpsessid", "jsessionid"})


@dataclass(frozen=True)
class Named:
    """The address of a feed; ``typed`` tells that the user typed it, so that it may be a private one."""

    url: str
    typed: bool


@dataclass
class Followed:
    """A feed in this round.

    ``open`` counts its items whose end is not known; ``listed`` tells that it was read to its end; ``complete`` that no
    item of it has to be asked for again; ``error`` why it could not be read.
    """

    url: str
    state: FeedState
    typed: bool
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False
    listed: bool = False
    complete: bool = True
    open: int = 0
    error: FetchError | None = None


@dataclass
class _Task:
    """An item to be read: its feed, the keys it is known by, how often it was tried."""

    feed: Followed
    item: Item
    keys: tuple[str, ...]
    place: str
    tries: int
    passing: bool = False


@dataclass
class _Host:
    """What is to be asked of one host."""

    items: deque[_Task] = field(default_factory=deque)
    feeds: deque[Followed] = field(default_factory=deque)


class Following:
    """One round over some feeds; `documents` gives what is new, `settle` is told what became of it."""

    def __init__(
        self,
        library: Library,
        polite: PoliteFetcher,
        clock: Clock,
        due: Sequence[tuple[Named, FeedState]],
        done: Round,
    ) -> None:
        self._library = library
        self._polite = polite
        self._clock = clock
        self._done = done
        self._hosts: dict[str, _Host] = {}
        self._open: dict[str, _Task] = {}
        self._asked: set[str] = set()
        self._queued = 0
        self._finished: list[Followed] = []
        self._marks: list[SeenItem] = []
        for named, state in due:
            self._follow(Followed(url=named.url, state=state, typed=named.typed))

    @property
    def unwritten(self) -> int:
        """Marks that `take` would give."""
        return len(self._marks) + len(self._finished)

    def take(self) -> tuple[list[Followed], list[SeenItem]]:
        """Return the feeds that are finished and the items whose end is known, since the last call."""
        finished, marks = self._finished, self._marks
        self._finished, self._marks = [], []
        return finished, marks

    def documents(self) -> Iterator[Document | Failure]:
        """Yield new articles, and failures for those that cannot be had; an interrupt ends it as if all were done."""
        try:
            while (chosen := self._choose()) is not None:
                host = self._hosts[chosen]
                if host.items:
                    yield from self._page(host.items.popleft())
                elif host.feeds:
                    yield from self._feed(host.feeds.popleft())
                if not host.items and not host.feeds:
                    del self._hosts[chosen]
        except KeyboardInterrupt:
            self._done.interrupted = True

    def settle(self, outcome: Outcome) -> None:
        """Note what became of an article."""
        task = self._open.pop(outcome.place, None)
        if task is None:
            return
        if outcome.reason is None:
            self._mark(task, KEPT)
        elif task.passing and task.tries + 1 < MOST_TRIES:
            self._mark(task, WAITING)
            self._done.waiting += 1
            task.feed.complete = False
        else:
            self._mark(task, FAILED)
        task.feed.open -= 1
        self._finish(task.feed)

    def _mark(self, task: _Task, state: str) -> None:
        seen = moment(self._clock.now())
        for key in task.keys:
            self._marks.append(
                SeenItem(
                    key=key,
                    feed=task.feed.url,
                    url=task.item.url,
                    first_seen=seen,
                    state=state,
                    tries=task.tries + 1,
                )
            )

    def _finish(self, feed: Followed) -> None:
        if feed.listed and not feed.open:
            self._finished.append(feed)

    def _choose(self) -> str | None:
        """Return the host to ask next: the one that is ready first; no new feed while much is waiting."""
        names = list(self._hosts)
        if self._queued >= MOST_WAITING:
            names = [name for name in names if self._hosts[name].items] or names
        return min(names, key=lambda name: self._polite.ready(f"//{name}"), default=None)

    def _follow(self, feed: Followed) -> None:
        self._done.feeds += 1
        self._hosts.setdefault(_host(feed.url), _Host()).feeds.append(feed)

    def _feed(self, feed: Followed) -> Iterator[Document | Failure]:
        headers = {}
        if feed.state.etag:
            headers["if-none-match"] = feed.state.etag
        if feed.state.modified:
            headers["if-modified-since"] = feed.state.modified
        try:
            found = self._polite.fetch(feed.url, named=feed.typed, headers=headers)
            if found.status == 304:
                feed.etag, feed.modified, feed.unchanged = feed.state.etag, feed.state.modified, True
            else:
                feed.etag, feed.modified = _validator(found, "etag"), _validator(found, "last-modified")
                yield from self._entries(feed, found)
        except FetchError as error:
            feed.error = error
        except SourceError as error:
            feed.error = FetchError(str(error))
        feed.listed = True
        self._finish(feed)

    def _entries(self, feed: Followed, found: Fetched) -> Iterator[Document | Failure]:
        if feed.typed and is_opml(found.body[:65536]):
            self._list(read_opml(found.body, said=found.charset))
            return
        try:
            read = read_feed(found.body, url=found.url, said=found.charset)
        except SourceError as error:
            if found.kind and found.kind not in _FEEDS:
                raise SourceError(
                    f"{found.kind[:60]}, not a feed; give the address of its RSS, Atom or JSON feed"
                ) from error
            raise
        new = self._new(feed, read)
        for task in new:
            self._open[task.place] = task
            feed.open += 1
        for task in new:
            if task.item.full:
                yield self._of_feed(task, read)
            elif task.item.url is None:
                yield (
                    self._of_feed(task, read) if task.item.content else Failure(task.place, "neither text nor address")
                )
            else:
                self._queued += 1
                self._hosts.setdefault(_host(task.item.url), _Host()).items.append(task)

    def _list(self, addresses: Sequence[str]) -> None:
        """Follow the feeds of a list that was fetched; what they are is the list's word and not the user's."""
        from dragoman.library.feeds import feed_states

        with self._library.reading() as connection:
            known = feed_states(connection, addresses)
        for address in addresses:
            self._follow(Followed(url=address, state=known.get(address, FeedState(url=address)), typed=False))

    def _of_feed(self, task: _Task, read: Feed) -> Document | Failure:
        found = document_of(task.item, read, task.place)
        return msgspec.structs.replace(found, fetched=self._today()) if isinstance(found, Document) else found

    def _new(self, feed: Followed, read: Feed) -> list[_Task]:
        """Return the items that were neither read nor given up nor met in this round."""
        keyed = [(item, _keys(feed.url, item)) for item in read.items]
        with self._library.reading() as connection:
            seen = seen_items(connection, {key for _, keys in keyed for key in keys})
        new: list[_Task] = []
        for number, (item, keys) in enumerate(keyed, start=1):
            known = [seen[key] for key in keys if key in seen]
            if any(one.state != WAITING for one in known) or any(key in self._asked for key in keys):
                continue
            if item.url is not None and not item.full and self._polite.closed(item.url):
                feed.complete = False
                self._done.waiting += 1
                continue
            if len(new) >= MOST_NEW:
                feed.complete = False
                break
            self._asked.update(keys)
            place = item.url if item.url is not None else f"{feed.url}:{number}"
            if place in self._open:
                place = f"{feed.url}:{number}"
            new.append(
                _Task(feed=feed, item=item, keys=keys, place=place, tries=max((one.tries for one in known), default=0))
            )
        return new

    def _page(self, task: _Task) -> Iterator[Document | Failure]:
        assert task.item.url is not None
        self._queued -= 1
        if self._polite.closed(task.item.url):
            # its host got into trouble meanwhile: not asked, and so not counted as a try
            del self._open[task.place]
            task.feed.complete = False
            task.feed.open -= 1
            self._done.waiting += 1
            self._finish(task.feed)
            return
        try:
            found = self._polite.fetch(task.item.url, accept=PAGES)
            yield page_of(
                found,
                place=task.place,
                url=task.item.url,
                fetched=self._today(),
                options=SourceOptions(),
                published=task.item.published,
            )
        except FetchError as error:
            # the user may allow his own network in the next call
            task.passing = error.passing or isinstance(error.__cause__, PrivateAddressError)
            yield Failure(task.place, str(error))
        except SourceError as error:
            yield Failure(task.place, str(error))

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock.now(), UTC).date().isoformat()


def moment(seconds: float) -> str:
    """Return a moment as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


def _keys(feed: str, item: Item) -> tuple[str, ...]:
    """Return the hashes an item is known by: its address; its title with its date; else its id, else its text.

    Two of them, because some feeds give new ids or addresses to the same items at every request.
    """
    keys = []
    if item.url is not None:
        keys.append(identity("item", _plain(item.url)))
    if item.title and item.stamp:
        keys.append(identity("item of feed", feed, item.title, item.stamp))
    if item.url is None and item.content:
        keys.append(identity("text of feed", feed, item.content))
    if not keys:
        keys.append(identity("id of feed", feed, item.id or item.title or ""))
    return tuple(keys)


def _plain(url: str) -> str:
    """Return an address without its fragment and without what only says how one came to it."""
    try:
        parts = urlsplit(url)
        kept = [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
            if not name.lower().startswith(_TRACKING) and name.lower() not in _SESSIONS
        ]
        return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(kept), ""))
    except ValueError:
        return url


def _validator(found: Fetched, name: str) -> str | None:
    """Return a validator of an answer, if it is one that can be sent back."""
    value = found.headers.get(name, "").strip()
    return value if value and len(value) <= 1000 and value.isascii() and value.isprintable() else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
