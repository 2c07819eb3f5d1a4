"""``dragoman watch``: feeds into a library, round after round."""

from __future__ import annotations

import re
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.grouping import grouped

if TYPE_CHECKING:
    from types import FrameType

    from dragoman.intake.watch import Round

INTERRUPTED = 130
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd]?)")
_SECONDS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
SHORTEST = 1.0
"""Seconds from one round to the next."""


@grouped
def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED",
            show_default=False,
            help="Addresses of RSS, Atom or JSON feeds; OPML files; text files with an address a line.",
        ),
    ],
    every: Annotated[str, typer.Option(metavar="TIME", help="From one round to the next: 90s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    library: options.Library = None,
    pause: Annotated[str, typer.Option(metavar="TIME", help="Between two requests to one host.")] = "1s",
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            envvar="DRAGOMAN_CONTACT",
            help="A mail or web address, told to servers so that they can reach you.",
        ),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch also what feeds name in your own network.")
    ] = False,
    jobs: options.Jobs = 1,
    *,
    reading: options.Reading,
    learn: options.Learn = True,
) -> int:
    """Read what is new in feeds into a library, round after round, until Ctrl-C.

    Exit code with --once: 0, or 1 when a feed or an article failed; without it 0 when it is ended by Ctrl-C.
    """
    seconds, between = _seconds("--every", every), _seconds("--pause", pause)
    if seconds < SHORTEST:
        raise UsageError(f"--every {every} is too often for any server; write for example 15m")
    if contact and not re.fullmatch(r"[\x21-\x7e]{3,200}", contact):
        raise UsageError("--contact is no address of mail or the web; write for example --contact you@example.org")
    how = reading.settings()

    from dragoman.intake.watch import Watch, named_feeds
    from dragoman.library import Library
    from dragoman.sources.fetching import Fetcher

    named = named_feeds(feeds)
    # a stop by the system is one by the user
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, _interrupt)
    with Library(library, create=True) as shelf, Fetcher(contact=contact, allow_private=allow_private) as fetcher:
        watched = Watch(
            shelf,
            named,
            how,
            every=seconds,
            fetcher=fetcher,
            pause=between,
            jobs=jobs,
            sources=feeds,
            learn=learn,
            say=_say,
        )
        if once:
            done = watched.round()
            _tell(done)
            return INTERRUPTED if done.interrupted else int(bool(done.failed or done.failed_feeds))
        try:
            for done in watched.rounds():
                _tell(done)
        except KeyboardInterrupt:
            pass
        _say("stopped; what was read is kept")
        return 0


def _tell(done: Round) -> None:
    """Print one line for a round."""
    moment = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    feeds = [f"{done.feeds} feed{'s' if done.feeds != 1 else ''} asked"]
    feeds += [f"{number} {what}" for number, what in _of_feeds(done) if number]
    articles = [f"{done.read} read", f"{done.known} known already", f"{done.failed} failed"]
    articles += [f"{done.waiting} to be asked for again"] if done.waiting else []
    print(f"{moment} {', '.join(feeds)}; {', '.join(articles)}", file=sys.stderr, flush=True)


def _of_feeds(done: Round) -> list[tuple[int, str]]:
    return [(done.unchanged, "unchanged"), (done.failed_feeds, "failed"), (done.left_alone, "left alone for now")]


def _say(message: str) -> None:
    from dragoman.interfaces.wording import one_line

    print(f"dragoman: {one_line(message)}", file=sys.stderr, flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _seconds(option: str, value: str) -> float:
    match = _DURATION.fullmatch(value.strip().lower())
    if match is None:
        raise UsageError(f"{option} {value} is no time; write for example 90s, 15m, 2h or 1d")
    return float(match[1]) * _SECONDS[match[2]]
