"""Reading on a cluster: Ray actors that each hold a Reader, shards of records as their output.

Needs ``pip install 'dragoman[scale]'``. A dead actor is started anew and its shard read again; a job started again
reads only the shards that are not there yet.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from dragoman.errors import DragomanError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.reading.defaults import READER
from dragoman.scale.loading import open_desk
from dragoman.scale.messages import Settings
from dragoman.scale.shards import ReadWith, ShardRow, Shards, shard_name
from dragoman.sources import Document, Failure, fingerprint

LOCAL = "local-cluster"
"""Where a cluster of this machine alone is started for the job."""

SHARD = 100
"""Documents a shard: some seconds of reading, so that little is lost with a worker and few files are made."""

AHEAD = 2
"""Shards handed to each actor at once: one in work and one waiting."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one shard: its name, whether it had been there, and how many documents it holds and lost."""

    name: str
    known: bool
    documents: int
    failed: int


def read_with(settings: Settings) -> ReadWith:
    """Return what a job with these settings reads with, as its shards keep it."""
    return ReadWith(
        reader=READER,
        settings=settings.described(),
        knowledge=Knowledge(settings.knowledge_folder).checksum(),
        registry=settings.registry.checksum if settings.registry is not None else None,
    )


def read_on(
    where: str,
    documents: Iterable[Document | Failure],
    settings: Settings,
    shards: Shards,
    read_with: ReadWith,
    *,
    actors: int,
    size: int = SHARD,
) -> Iterator[Progress]:
    """Read documents on a cluster into shards and yield what came of each, in the order they are done.

    Args:
        where: ``local-cluster``, ``auto`` (the cluster that this machine belongs to) or a ``ray://`` address.
        documents: the articles.
        settings: how to read.
        shards: where the records go; every worker must reach it.
        read_with: the reader, settings and data, written into each shard.
        actors: Readers at work at once.
        size: documents a shard.

    Raises:
        UsageError: Ray is not installed, or the address is none.
        DragomanError: the cluster cannot be reached, or a shard could not be written.
    """
    ray = _ray()
    begun = _join(ray, where)
    try:
        yield from _Job(ray, settings, shards, read_with, actors).run(documents, size)
    finally:
        if begun:
            ray.shutdown()


class _Item(msgspec.Struct, frozen=True):
    """A document or a failure on its way to a worker."""

    name: str
    document: Document | None = None
    failure: Failure | None = None


def _packed(name: str, one: Document | Failure) -> _Item:
    return _Item(name, failure=one) if isinstance(one, Failure) else _Item(name, one)


class _Job:
    def __init__(self, ray: Any, settings: Settings, shards: Shards, read_with: ReadWith, actors: int) -> None:
        self._ray = ray
        self._shards = shards
        self._read_with = read_with
        # a share of a core: two actors must fit where the driver has a process too
        remote = ray.remote(num_cpus=0.5, max_restarts=-1, max_task_retries=-1)(_Worker)
        self._idle = [remote.remote(settings, shards.path, read_with) for _ in range(actors)] * AHEAD
        self._busy: dict[Any, tuple[Any, str]] = {}

    def run(self, documents: Iterable[Document | Failure], size: int) -> Iterator[Progress]:
        source = iter(documents)
        while chunk := list(islice(source, size)):
            names = [fingerprint(one) if isinstance(one, Document) else one.place for one in chunk]
            name = shard_name(names, self._read_with)
            if self._shards.has(name):
                yield Progress(name=name, known=True, documents=len(chunk), failed=0)
                continue
            if not self._idle:
                yield self._wait()
            actor = self._idle.pop()
            task = actor.read.remote(
                name, msgspec.msgpack.encode([_packed(*pair) for pair in zip(names, chunk, strict=True)])
            )
            self._busy[task] = (actor, name)
        while self._busy:
            yield self._wait()

    def _wait(self) -> Progress:
        (task, *_), _ = self._ray.wait(list(self._busy), num_returns=1)
        actor, name = self._busy.pop(task)
        try:
            documents, failed = self._ray.get(task)
        except self._ray.exceptions.RayError as error:
            said = " ".join(str(getattr(error, "cause", None) or error).split())
            raise DragomanError(f"shard {name} could not be read on the cluster ({said[:300]})") from error
        self._idle.append(actor)
        return Progress(name=name, known=False, documents=documents, failed=failed)


class _Worker:
    """Holds a Reader on one node; reads shards and writes them."""

    def __init__(self, settings: Settings, path: str, read_with: ReadWith) -> None:
        self._desk = open_desk(settings)
        self._shards = Shards(path)
        self._read_with = read_with

    def read(self, name: str, packed: bytes) -> tuple[int, int]:
        """Read one shard and return how many documents it had and how many failed; a shard that is there is kept."""
        items = msgspec.msgpack.decode(packed, type=list[_Item])
        if self._shards.has(name):
            return len(items), 0
        rows = [self._row(item) for item in items]
        self._shards.write(name, rows, self._read_with)
        return len(rows), sum(row.reason is not None for row in rows)

    def _row(self, item: _Item) -> ShardRow:
        if item.failure is not None:
            return ShardRow(fingerprint="", place=item.failure.place, reason=item.failure.reason)
        assert item.document is not None
        outcome = self._desk.read(item.document)
        return ShardRow(fingerprint=item.name, place=outcome.place, record=outcome.record, reason=outcome.reason)


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise UsageError("reading on a cluster needs Ray: pip install 'dragoman[scale]'") from error
    return ray


def _join(ray: Any, where: str) -> bool:
    """Join or start the cluster; return whether this call did so."""
    if ray.is_initialized():
        return False
    if where == LOCAL:
        address: str | None = "local"
    elif where == "auto" or where.startswith("ray://") or ":" in where:
        address = where
    else:
        raise UsageError(f"no cluster '{where}'; write {LOCAL}, auto or ray://host:10001")
    try:
        ray.init(
            address=address,
            log_to_driver=False,
            logging_level="error",
            include_dashboard=False if address == "local" else None,
        )
    except Exception as error:
        said = " ".join(str(error).split())
        raise DragomanError(f"the cluster {where} cannot be reached ({said[:300]})") from error
    return True
