"""Shards: Parquet files of records at any fsspec path, each written whole or not at all.

A shard is named after the documents in it and what they were read with, so that a job started again finds what it has
done. Its rows are outcomes: ``fingerprint place record reason``; its schema's metadata say the reader, the settings and
the checksum of the data files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import pyarrow
import pyarrow.parquet

from dragoman.errors import SourceError

SUFFIX = ".records.parquet"
_META = b"dragoman"

SCHEMA = pyarrow.schema(
    [
        ("fingerprint", pyarrow.string()),
        ("place", pyarrow.string()),
        ("record", pyarrow.binary()),
        ("reason", pyarrow.string()),
    ]
)


class ReadWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the records of a shard were read with; ``registry`` is the checksum of whom a library had seen, or null."""

    reader: str
    settings: dict[str, Any]
    knowledge: str
    registry: str | None = None


class ShardRow(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome in a shard: a record as JSON, or the reason why there is none."""

    fingerprint: str
    place: str
    record: bytes | None = None
    reason: str | None = None


def shard_name(fingerprints: Sequence[str], read_with: ReadWith) -> str:
    """Return the name of the shard of some documents: a hash of theirs and of what they are read with."""
    said = json.dumps([list(fingerprints), msgspec.to_builtins(read_with)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:24] + SUFFIX


class Shards:
    """A folder of shards at an fsspec path (``/data/shards``, ``s3://bucket/shards``).

    Raises:
        SourceError: the path cannot be reached.
    """

    def __init__(self, path: str) -> None:
        import fsspec

        try:
            self._files, self._root = fsspec.core.url_to_fs(path)
        except (ImportError, ValueError, OSError) as error:
            raise SourceError(f"{path}: cannot be reached ({error})") from error
        self.path = path

    def has(self, name: str) -> bool:
        """Return whether a shard is there, which means that it is whole."""
        return bool(self._files.exists(f"{self._root}/{name}"))

    def write(self, name: str, rows: Sequence[ShardRow], read_with: ReadWith) -> None:
        """Write a shard under another name and give it its own when it is whole; a second writer changes nothing.

        Raises:
            SourceError: it cannot be written.
        """
        table = pyarrow.Table.from_pylist([msgspec.structs.asdict(row) for row in rows], schema=SCHEMA)
        table = table.replace_schema_metadata({_META: msgspec.json.encode(read_with)})
        part = f"{self._root}/{name}.{hashlib.sha256(repr(rows[:1]).encode()).hexdigest()[:8]}.part"
        try:
            self._files.makedirs(self._root, exist_ok=True)
            with self._files.open(part, "wb") as stream:
                pyarrow.parquet.write_table(table, stream, compression="zstd")
            self._files.mv(part, f"{self._root}/{name}")
        except OSError as error:
            raise SourceError(f"{self.path}/{name}: cannot be written ({error.strerror or error})") from error

    def names(self) -> list[str]:
        """Return the names of all whole shards, sorted.

        Raises:
            SourceError: there is no such folder.
        """
        try:
            found = self._files.ls(self._root, detail=False)
        except FileNotFoundError as error:
            raise SourceError(f"{self.path}: no such folder of shards") from error
        except OSError as error:
            raise SourceError(f"{self.path}: cannot be read ({error.strerror or error})") from error
        return sorted(str(name).rsplit("/", 1)[-1] for name in found if str(name).endswith(SUFFIX))

    def read(self, name: str) -> tuple[ReadWith, Iterator[ShardRow]]:
        """Return what a shard was read with, and its rows.

        Raises:
            SourceError: it is no shard of records.
        """
        try:
            with self._files.open(f"{self._root}/{name}", "rb") as stream:
                table = pyarrow.parquet.read_table(stream)
            metadata: Mapping[bytes, bytes] = table.schema.metadata or {}
            read_with = msgspec.json.decode(metadata[_META], type=ReadWith)
        except (OSError, KeyError, pyarrow.ArrowException, msgspec.MsgspecError) as error:
            raise SourceError(f"{self.path}/{name}: no shard of records ({type(error).__name__}: {error})") from error
        return read_with, (ShardRow(**row) for row in table.to_pylist())
