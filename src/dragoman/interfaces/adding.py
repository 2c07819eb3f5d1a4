"""Articles into a library from Python, as ``dragoman add`` and ``dragoman load`` take them in."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.intake import add as take_in
from dragoman.intake.load import load as load_shards
from dragoman.library import Library
from dragoman.reading.defaults import DEFAULT_PIPELINE
from dragoman.scale import Desk, Outcome, Settings
from dragoman.scale.shards import Shards
from dragoman.sources import Document, Failure, SourceOptions, documents

Source = str | Path | Document | Failure
"""A path or address, or an article that is there already; a `Failure` is passed on as `dragoman.documents` gives it."""

GIVEN = "articles given by a program"
"""What stands in the list of runs for articles without a place that their caller named."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What came of adding: how many articles were read, how many were known already, and what failed.

    ``failed`` has ``(place, reason)`` of each; ``kept`` is how many of these are in the library with their text, though
    nothing was read in them, because they are not English.
    """

    read: int
    known: int
    failed: tuple[tuple[str, str], ...]
    kept: int


def add(
    library: Library,
    sources: Source | Iterable[Source],
    options: SourceOptions | None = None,
    *,
    jobs: int = 1,
    verbatim: bool = False,
    any_language: bool = False,
    confidence: float = 0.0,
    extractor: str = "lexicon",
    knowledge: str | Path | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    learn: bool = True,
) -> Added:
    """Read articles into a library, as ``dragoman add`` does; what it has already is not read again.

    Stopped at any moment and called again, it goes on where it was. The reader is kept for the next call from the same
    thread with the same settings, so that adding articles one by one is no slower than together.

    Args:
        library: where they go.
        sources: paths and addresses of what ``dragoman add`` reads; or articles: `Document`.
        options: what is to be said of the sources: columns, date, form, encoding.
        jobs: processes that read.
        verbatim: keep the given text unchanged, so that offsets are yours.
        any_language: an article that is not English does not count as failed.
        confidence: leave out events less sure than this, from 0 to 1.
        extractor: the event stage.
        knowledge: a folder with words and actors of your own.
        pipeline: the spaCy pipeline.
        learn: whether the persons and offices that the library has learnt help to read.

    Raises:
        LibraryError: the library cannot be written; what was read before is kept.
        DragomanError: no reader can be made with these settings.
    """
    several = [sources] if isinstance(sources, str | Path | Document | Failure) else sources
    # for the list of runs; what comes out of an iterator is not known before it is read
    names = [str(one) for one in several if isinstance(one, str | Path)] if isinstance(several, list | tuple) else []
    settings = Settings(
        pipeline=pipeline,
        knowledge=None if knowledge is None else str(knowledge),
        verbatim=verbatim,
        any_language=any_language,
        confidence=confidence,
        extractor=extractor,
    )
    found = _documents(several, options)
    desk = _desk(settings) if jobs == 1 else None
    return _counted(take_in(library, found, settings, jobs=jobs, sources=names or [GIVEN], desk=desk, learn=learn))


def load(library: Library, shards: str | Path) -> Added:
    """Put the records that ``dragoman add --on`` wrote into a library, as ``dragoman load`` does.

    Raises:
        SourceError: there is no such folder.
        LibraryError: the library cannot be written; what was loaded before is kept.
    """
    return _counted(load_shards(library, Shards(str(shards))))


_kept = threading.local()


def _desk(settings: Settings) -> Desk:
    """Return the calling thread's desk, made anew where the settings are others: a reader takes seconds to load."""
    if getattr(_kept, "settings", None) != settings:
        _kept.desk, _kept.settings = Desk(settings), settings
    desk: Desk = _kept.desk
    return desk


def _documents(sources: Iterable[Source], options: SourceOptions | None) -> Iterator[Document | Failure]:
    for source in sources:
        if isinstance(source, Document | Failure):
            yield source
        else:
            yield from documents([source], options)


def _counted(outcomes: Iterable[Outcome]) -> Added:
    read = known = kept = 0
    failed: list[tuple[str, str]] = []
    for outcome in outcomes:
        if outcome.reason is not None:
            failed.append((outcome.place, outcome.reason))
            kept += outcome.record is not None
        elif outcome.record is None:
            known += 1
        else:
            read += 1
    return Added(read=read, known=known, failed=tuple(failed), kept=kept)
