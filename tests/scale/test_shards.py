"""Shards of records: written whole or not at all, at any fsspec path."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import SourceError
from dragoman.scale.shards import ReadWith, ShardRow, Shards, shard_name

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'dragoman[scale]'")

READ = ReadWith(reader="dragoman 0", settings={"verbatim": False}, knowledge="0")
ROWS = [
    ShardRow(fingerprint="a", place="a.txt", record=b"{}"),
    ShardRow(fingerprint="b", place="b.txt", reason="empty"),
]


@pytest.mark.parametrize("where", ["folder", "memory"])
def test_a_shard_is_read_as_it_was_written(where: str, tmp_path: Path) -> None:
    shards = Shards(str(tmp_path / "new") if where == "folder" else f"memory://{tmp_path.name}")
    name = shard_name(["a", "b"], READ)
    assert not shards.has(name)
    shards.write(name, ROWS, READ)
    assert shards.has(name) and shards.names() == [name]
    read_with, rows = shards.read(name)
    assert (read_with, list(rows)) == (READ, ROWS)


def test_a_shard_is_named_after_its_documents_and_the_reader() -> None:
    assert shard_name(["a", "b"], READ) == shard_name(["a", "b"], READ)
    newer = ReadWith(reader="dragoman 1", settings={}, knowledge="0")
    assert len({shard_name(["a", "b"], READ), shard_name(["b", "a"], READ), shard_name(["a", "b"], newer)}) == 3


def test_half_a_shard_is_none(tmp_path: Path) -> None:
    shards = Shards(str(tmp_path))
    name = shard_name(["a"], READ)
    shards.write(name, ROWS, READ)
    (tmp_path / "torn.records.parquet").write_bytes((tmp_path / name).read_bytes()[:100])
    (tmp_path / f"{name}.12345678.part").write_bytes(b"PAR1")
    assert shards.names() == sorted([name, "torn.records.parquet"])
    with pytest.raises(SourceError, match="no shard of records"):
        shards.read("torn.records.parquet")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder of shards"):
        Shards(str(tmp_path / "none")).names()
    with pytest.raises(SourceError, match="cannot be reached"):
        Shards("s9://bucket/x")
