"""Loading shards of records into a library: what a cluster has read."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import SourceError
from dragoman.intake.add import BATCH
from dragoman.library import Kept, Library, Writer
from dragoman.scale import Outcome
from dragoman.scale.shards import ReadWith, ShardRow, Shards


def load(library: Library, shards: Shards) -> Iterator[Outcome]:
    """Write every shard's records into the library, a run for each reader they were read with.

    What the library has already is not written again; a shard that is none is a failure, and the others are loaded.

    Raises:
        SourceError: there is no such folder, or no shard in it.
        LibraryError: the library cannot be written; what was yielded is kept.
    """
    writers: dict[str, Writer] = {}
    done = False
    try:
        names = shards.names()
        if not names:
            raise SourceError(f"{shards.path}: no shard in it; name the folder that 'dragoman add --on' wrote to")
        for name in names:
            try:
                read_with, rows = shards.read(name)
            except SourceError as error:
                yield Outcome(place=name, reason=str(error))
                continue
            writer = _writer(library, writers, read_with, shards.path)
            batch: list[ShardRow] = []
            for row in rows:
                batch.append(row)
                if len(batch) == BATCH:
                    yield from _keep(writer, batch)
                    batch = []
            yield from _keep(writer, batch)
        done = True
    finally:
        for writer in writers.values():
            writer.finish(stopped=not done)


def _writer(library: Library, writers: dict[str, Writer], read_with: ReadWith, path: str) -> Writer:
    key = repr(read_with)
    if key not in writers:
        writers[key] = library.writer(
            reader=read_with.reader,
            settings=read_with.settings,
            knowledge=read_with.knowledge,
            sources=[path],
            registry=read_with.registry,
        )
    return writers[key]


def _keep(writer: Writer, batch: list[ShardRow]) -> Iterator[Outcome]:
    known = writer.is_known([row.fingerprint for row in batch if row.fingerprint])
    writer.note_known(sorted(known))
    fresh = [row for row in batch if row.fingerprint not in known]
    if fresh:
        writer.keep(
            [Kept(fingerprint=row.fingerprint, place=row.place, record=row.record, reason=row.reason) for row in fresh]
        )
    for row in batch:
        if row.fingerprint in known:
            yield Outcome(place=row.place)
        else:
            yield Outcome(place=row.place, record=row.record, reason=row.reason)
