"""Reading articles into a library, a small batch at a time.

A batch is written in one transaction. A stop at any moment costs at most one batch of reading; starting again skips
what was kept, because each document is known by the hash of its content.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import LibraryError
from dragoman.knowledge import Knowledge
from dragoman.library import Kept, Library, Writer
from dragoman.reading.defaults import READER
from dragoman.scale import Outcome, Settings, read_all
from dragoman.sources import Document, Failure, fingerprint

if TYPE_CHECKING:
    from dragoman.scale import Desk

BATCH = 16
"""Articles a transaction."""

PATIENCE = 2.0
"""Seconds after which a smaller batch is written too, so that a slow source does not keep readings waiting."""

AHEAD = 64
"""Documents looked up in the library at once."""

Item = Document | Failure


def add(
    library: Library,
    documents: Iterable[Item],
    settings: Settings,
    *,
    jobs: int = 1,
    sources: Sequence[str] = (),
    desk: Desk | None = None,
    learn: bool = True,
) -> Iterator[Outcome]:
    """Read documents into a library and yield what came of each, once it is kept.

    A document that the library has read before with the same reader, settings and data is not read again. Its
    outcome is yielded too, without a record.

    With ``learn`` the articles are read with the persons and offices that the library knows when the run begins.

    Args:
        library: where the readings go.
        documents: the articles; those that their source could not give are kept as failures of the run.
        settings: how to read.
        jobs: processes that read.
        sources: what is read, as the caller named it, for the list of runs.
        desk: where to read when ``jobs`` is 1, for a caller that adds again and again; made with the same settings.
        learn: whether what the library knows helps to read.

    Raises:
        LibraryError: the library cannot be written; what was yielded is kept.
        DragomanError: no Reader can be made with these settings.
    """
    registry = library.learn() if learn else None
    settings = msgspec.structs.replace(settings, registry=registry)
    if desk is not None:
        desk.remember(registry)
    writer = library.writer(
        reader=READER,
        settings=settings.described(),
        knowledge=Knowledge(settings.knowledge_folder).checksum(),
        sources=sources,
        registry=registry.checksum if registry is not None else None,
    )
    try:
        yield from _Intake(writer, settings, jobs, desk).run(documents)
    except BaseException:
        # a stop of any kind: what was yielded is kept, and the run says that it did not finish, if that can be written
        with suppress(LibraryError):
            writer.finish(stopped=True)
        raise
    writer.finish()


class _Intake:
    def __init__(self, writer: Writer, settings: Settings, jobs: int, desk: Desk | None) -> None:
        self._writer = writer
        self._settings = settings
        self._jobs = jobs
        self._desk = desk
        self._read: deque[tuple[str, str]] = deque()
        self._known: list[Outcome] = []

    def run(self, documents: Iterable[Item]) -> Iterator[Outcome]:
        batch: list[tuple[Kept, Outcome]] = []
        begun = time.monotonic()
        for outcome in read_all(self._unknown(documents), self._settings, jobs=self._jobs, desk=self._desk):
            place, name = self._read.popleft()
            batch.append((Kept(fingerprint=name, place=place, record=outcome.record, reason=outcome.reason), outcome))
            if len(batch) >= BATCH or time.monotonic() - begun > PATIENCE:
                yield from self._write(batch)
                batch = []
                begun = time.monotonic()
            yield from self._seen()
        yield from self._write(batch)
        yield from self._seen()

    def _unknown(self, documents: Iterable[Item]) -> Iterator[Item]:
        """Yield what must be read, noting its fingerprint in the order it is handed out."""
        source = iter(documents)
        while chunk := list(islice(source, AHEAD if self._jobs > 1 else BATCH)):
            names = [fingerprint(one) if isinstance(one, Document) else "" for one in chunk]
            known = self._writer.is_known(name for name in names if name)
            self._writer.note_known(sorted(known))
            for one, name in zip(chunk, names, strict=True):
                if name in known:
                    self._known.append(Outcome(place=one.place))
                else:
                    self._read.append((one.place, name))
                    yield one

    def _write(self, batch: list[tuple[Kept, Outcome]]) -> Iterator[Outcome]:
        if batch:
            self._writer.keep([kept for kept, _ in batch])
            yield from (outcome for _, outcome in batch)

    def _seen(self) -> Iterator[Outcome]:
        seen, self._known = self._known, []
        yield from seen
