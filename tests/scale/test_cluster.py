"""Reading on a real Ray cluster of several nodes: nothing read twice, and a death costs nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from dragoman import Document, Failure
from dragoman.intake import add
from dragoman.intake.load import load
from dragoman.library import Library
from dragoman.library.schema import articles, events
from dragoman.record import OfficeSeen, Registry
from dragoman.scale import Settings
from dragoman.scale.cluster import read_on, read_with
from dragoman.scale.shards import Shards

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'dragoman[scale]'")

TEXT = "Kenya condemned Ghana on Monday in note number {}. Foreign Minister Alfred Mutua said “we want more trade”."


def made(count: int) -> list[Document | Failure]:
    return [
        Document(content=TEXT.format(n), key=str(n), published="2023-03-29", place=f"row {n}") for n in range(count)
    ]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three Ray nodes on this machine, and a driver that has joined them."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    for _ in range(2):
        nodes.add_node(num_cpus=1)
    ray.init(address=nodes.address, log_to_driver=False, logging_level="error")
    yield nodes
    ray.shutdown()
    nodes.shutdown()


def events_of(path: Path) -> list[str]:
    with Library(path) as shelf, shelf.reading() as connection:
        return list(connection.execute(select(events.c.id).order_by(events.c.id)).scalars())


def test_shards_loaded_are_the_library_that_one_machine_makes(cluster: Any, tmp_path: Path) -> None:
    shards = Shards(str(tmp_path / "shards"))
    rows = [*made(23), Failure("x.txt", "empty")]
    done = list(read_on("auto", rows, Settings(), shards, read_with(Settings()), actors=2, size=5))
    assert sorted(shard.documents for shard in done) == [4, 5, 5, 5, 5]
    with Library(tmp_path / "one.db", create=True) as one, Library(tmp_path / "two.db", create=True) as two:
        list(add(one, rows, Settings()))
        outcomes = list(load(two, shards))
        assert [outcome.place for outcome in outcomes if outcome.reason] == ["x.txt"]
        again = list(load(two, shards))
        assert not any(outcome.record for outcome in again), "loaded twice, nothing is written again"
    assert events_of(tmp_path / "one.db") == events_of(tmp_path / "two.db") != []


def test_every_actor_reads_with_the_registry_of_the_job(cluster: Any, tmp_path: Path) -> None:
    seen = OfficeSeen(
        ref="person/jonas-petrauskas",
        name="Jonas Petrauskas",
        office="interior minister",
        body="Lithuania",
        country="LTU",
        sectors=("GOV",),
        first="2023-01",
        last="2023-03",
    )
    how = Settings(registry=Registry(checksum="0" * 20, offices=(seen,)))
    shards = Shards(str(tmp_path / "shards"))
    text = "Lithuania will build fence number {} along the border with Belarus. Petrauskas said that work would begin."
    rows = [msgspec.structs.replace(one, content=text.format(n)) for n, one in enumerate(made(6))]
    assert len(list(read_on("auto", rows, how, shards, read_with(how), actors=2, size=3))) == 2
    for name in shards.names():
        told, found = shards.read(name)
        assert told.registry == "0" * 20 and told.settings["learn"] is True
        assert all(b"the library has seen Jonas Petrauskas" in (row.record or b"") for row in found)
    assert shards.names() != [], "none was written"


def test_a_job_started_again_reads_no_finished_shard(cluster: Any, tmp_path: Path) -> None:
    shards = Shards(str(tmp_path / "shards"))
    job = read_on("auto", made(20), Settings(), shards, read_with(Settings()), actors=1, size=5)
    first = next(job)
    job.close()
    again = list(read_on("auto", made(20), Settings(), shards, read_with(Settings()), actors=1, size=5))
    assert len(again) == 4
    assert first.name in {shard.name for shard in again if shard.known}


def test_a_node_killed_in_mid_run_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    doomed = cluster.add_node(num_cpus=1)
    shards = Shards(str(tmp_path / "shards"))
    killed = threading.Event()

    def kill() -> None:
        while not shards_there(tmp_path / "shards"):
            time.sleep(0.05)
        cluster.remove_node(doomed, allow_graceful=False)
        killed.set()

    thread = threading.Thread(target=kill)
    thread.start()
    done = list(read_on("auto", made(120), Settings(), shards, read_with(Settings()), actors=4, size=4))
    thread.join()
    assert killed.is_set()
    assert sum(shard.documents for shard in done) == 120
    rows = [row for name in shards.names() for row in shards.read(name)[1]]
    assert sorted(row.place for row in rows) == sorted(f"row {number}" for number in range(120))
    assert all(row.record for row in rows)
    assert not list((tmp_path / "shards").glob("*.part"))


def shards_there(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob("*.records.parquet"))


def test_a_worker_killed_in_mid_run_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    killed = []

    def kill() -> None:
        while not shards_there(folder):
            time.sleep(0.05)
        found = subprocess.run(
            ["pgrep", "-f", "ray::_Worker"], capture_output=True, text=True, check=False
        ).stdout.split()
        for process in found[:1]:
            os.kill(int(process), signal.SIGKILL)
            killed.append(process)

    thread = threading.Thread(target=kill)
    thread.start()
    shards = Shards(str(folder))
    done = list(read_on("auto", made(80), Settings(), shards, read_with(Settings()), actors=2, size=4))
    thread.join()
    assert killed, "no worker was found to kill"
    assert sum(shard.documents for shard in done) == 80
    rows = [row for name in shards.names() for row in shards.read(name)[1]]
    assert sorted(row.place for row in rows) == sorted(f"row {number}" for number in range(80))


def test_the_commands_read_on_a_cluster_and_load(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "text": TEXT.format(n), "published": "2023-03-29"}) + "\n" for n in range(12))
    )
    program = str(Path(sys.executable).with_name("dragoman"))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)

    done = run("add", "news.jsonl", "--on", "local-cluster", "--shards", "shards", "--jobs", "1")
    assert done.stderr.splitlines()[-1] == "12 read, 0 known already, 0 failed; next: dragoman load shards", done.stderr
    loaded = run("load", "shards", "--library", "library.db")
    assert loaded.stderr.splitlines()[-1] == "12 loaded, 0 known already, 0 failed", loaded.stderr
    with Library(tmp_path / "library.db") as shelf, shelf.reading() as connection:
        assert len(connection.execute(select(articles.c.seq)).all()) == 12
    assert run("add", "news.jsonl", "--on", "local-cluster").returncode == 2
    nowhere = run("add", "news.jsonl", "--on", "mars", "--shards", "s")
    assert (nowhere.returncode, nowhere.stderr.count("\n")) == (2, 1), nowhere.stderr
