"""Manners towards servers: robots.txt, one request a host at a time with a pause, leaving alone who is in trouble."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.sources.fetching import AGENT, Fetched, Fetcher, FetchError

if TYPE_CHECKING:
    from protego import Protego

LONGEST_PAUSE = 60.0
"""Seconds between two requests that a robots.txt may ask for."""
LONGEST_WAIT = 86_400.0
"""Seconds for which a server may ask to be left alone."""
FIRST_WAIT = 60.0
"""Seconds for which a host in trouble is left alone; doubled with each failure in a row."""
ROBOTS_KEPT = 86_400.0
ROBOTS_RETRIED = 600.0
LARGEST_ROBOTS = 512 << 10
MOST_HOSTS = 2000
"""Hosts whose manners are remembered; the one asked longest ago is forgotten first."""
_TROUBLE = frozenset({None, 429, 503})


class Clock:
    """The time and waiting; tests put another in its place."""

    def now(self) -> float:
        """Return the seconds since the epoch."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass
class _Host:
    """What is remembered of a host: when it may be asked again, and its troubles."""

    ready: float = 0.0
    closed: float = 0.0
    failures: int = 0
    pause: float = 0.0


@dataclass
class _Robots:
    """A robots.txt: its rules, or why they could not be had; and until when that holds."""

    until: float
    rules: Protego | None = None
    failed: FetchError | None = None


class PoliteFetcher:
    """Fetches with manners.

    Args:
        fetcher: does the fetching.
        clock: the time.
        pause: seconds between two requests to one host.
    """

    def __init__(self, fetcher: Fetcher, clock: Clock, pause: float) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._pause = pause
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._robots: OrderedDict[str, _Robots] = OrderedDict()

    def ready(self, url: str) -> float:
        """Return the moment from which the host of an address may be asked."""
        host = self._hosts.get(_host(url))
        return host.ready if host is not None else 0.0

    def closed(self, url: str) -> bool:
        """Tell whether the host of an address is in trouble and left alone for now."""
        host = self._hosts.get(_host(url))
        return host is not None and host.closed > self._clock.now()

    def fetch(
        self, url: str, *, named: bool = False, headers: dict[str, str] | None = None, accept: tuple[str, ...] = ()
    ) -> Fetched:
        """Return what is at an address, when its host is ready and its robots.txt allows it.

        Raises:
            FetchError: nothing came, or the host is left alone for now, or its robots.txt forbids it.
        """
        asked: list[str] = []
        refused: list[FetchError] = []

        def before(step: str) -> None:
            try:
                # only the address that the user typed may be private, and so may its robots.txt
                self._check_robots(step, named=named and not asked)
                self._wait(step)
            except FetchError as error:
                refused.append(error)
                raise
            asked.append(step)

        try:
            found = self._fetcher.fetch(url, named=named, headers=headers, accept=accept, before=before)
        except FetchError as error:
            if asked and error not in refused:
                self._note_failure(asked[-1], error)
            raise
        finally:
            for step in asked:
                self._of(step).ready = self._clock.now() + self._pause_of(step)
        self._of(asked[-1]).failures = 0
        return found

    def _wait(self, url: str) -> None:
        host = self._of(url)
        now = self._clock.now()
        if host.closed > now:
            raise FetchError(f"its host is left alone for {host.closed - now:.0f} s after a failure", passing=True)
        if host.ready > now:
            self._clock.sleep(min(host.ready - now, LONGEST_PAUSE))
        host.ready = self._clock.now() + self._pause_of(url)

    def _pause_of(self, url: str) -> float:
        return max(self._pause, self._of(url).pause)

    def _note_failure(self, url: str, error: FetchError) -> None:
        """Leave a host alone that asks for it, does not answer, or fails twice in a row."""
        if not error.passing:
            return
        host = self._of(url)
        host.failures += 1
        if error.status in _TROUBLE or host.failures > 1:
            wait = error.wait if error.wait is not None else FIRST_WAIT * 2 ** min(host.failures - 1, 10)
            host.closed = self._clock.now() + min(wait, LONGEST_WAIT)

    def _check_robots(self, url: str, *, named: bool) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        kept = self._robots.get(origin)
        if kept is None or kept.until <= self._clock.now():
            kept = self._robots[origin] = self._fetch_robots(origin, named=named)
            while len(self._robots) > MOST_HOSTS:
                self._robots.popitem(last=False)
        if kept.failed is not None:
            raise kept.failed
        if kept.rules is not None and not kept.rules.can_fetch(url, AGENT):
            raise FetchError("forbidden by the robots.txt of its host")

    def _fetch_robots(self, origin: str, *, named: bool) -> _Robots:
        """Return the rules of a host (RFC 9309): none where it has no file, all forbidden where it does not answer."""
        from protego import Protego

        address = f"{origin}/robots.txt"
        self._wait(address)
        try:
            found = self._fetcher.fetch(address, named=named, largest=LARGEST_ROBOTS)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and not error.passing:
                return _Robots(self._clock.now() + ROBOTS_KEPT)
            if error.passing:
                self._note_failure(address, error)
            failed = FetchError(f"robots.txt of its host: {error}", passing=error.passing)
            return _Robots(self._clock.now() + ROBOTS_RETRIED, failed=failed)
        finally:
            self._of(address).ready = self._clock.now() + self._pause
        rules = Protego.parse(found.body.decode("utf-8", "replace"))
        delay = rules.crawl_delay(AGENT)
        self._of(address).pause = min(float(delay), LONGEST_PAUSE) if delay else 0.0
        return _Robots(self._clock.now() + ROBOTS_KEPT, rules=rules)

    def _of(self, url: str) -> _Host:
        name = _host(url)
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host()
        self._hosts.move_to_end(name)
        while len(self._hosts) > MOST_HOSTS:
            self._hosts.popitem(last=False)
        return host


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
