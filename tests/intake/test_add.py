"""``dragoman add``: resumed where it was stopped, nothing lost, nothing doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dragoman import Document, Failure
from dragoman.intake import add
from dragoman.library import Library
from dragoman.library.schema import articles, documents, events, readings
from dragoman.scale import Settings
from dragoman.sources import fingerprint

CITIES = ("Baku", "Ankara", "Tbilisi", "Tehran", "Nairobi", "Lima", "Oslo", "Hanoi", "Quito", "Accra")


def text(number: int) -> str:
    city = CITIES[number % len(CITIES)]
    return (
        f"Kenya opened its embassy number {number} in {city} on Wednesday. Foreign Minister Alfred Mutua said that "
        f"his government wanted more trade. Police arrested {number + 2} protesters outside the gate."
    )


def made(count: int) -> list[Document | Failure]:
    return [Document(content=text(n), key=str(n), published="2023-03-29", place=f"row {n}") for n in range(count)]


def counts(library: Library) -> dict[str, int]:
    with library.reading() as connection:
        return {
            table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in (articles, documents, readings, events)
        }


def test_every_document_is_kept_and_a_second_time_is_known(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        first = list(add(library, made(20), Settings(), sources=["rows"]))
        assert [outcome.place for outcome in first] == [f"row {number}" for number in range(20)]
        assert all(outcome.record for outcome in first)
        before = counts(library)
        again = list(add(library, made(20), Settings()))
        assert len(again) == 20 and not any(outcome.record or outcome.reason for outcome in again)
        assert counts(library) == before
        assert [(run.added, run.known, run.status) for run in library.runs()] == [(20, 0, "done"), (0, 20, "done")]


def test_more_processes_keep_the_same(tmp_path: Path) -> None:
    kept = []
    for jobs in (1, 2):
        with Library(tmp_path / f"{jobs}.db", create=True) as library:
            list(add(library, made(40), Settings(), jobs=jobs))
            with library.reading() as connection:
                kept.append(connection.execute(select(events.c.id).order_by(events.c.id)).scalars().all())
    assert kept[0] == kept[1] and kept[0]


def test_a_failure_of_the_source_is_kept_with_the_run(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db", create=True) as library:
        outcomes = list(add(library, [*made(1), Failure("x.txt", "empty")], Settings()))
        assert outcomes[1].reason == "empty"
        assert library.failures(1) == [("x.txt", "empty")]


def test_a_consumer_that_stops_early_leaves_what_was_yielded(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db", create=True) as library:
        coming = add(library, made(60), Settings())
        for _ in range(20):
            next(coming)
        coming.close()
        assert library.runs()[0].status == "stopped"
        assert counts(library)["articles"] >= 20
        list(add(library, made(60), Settings()))
        assert counts(library)["articles"] == counts(library)["readings"] == 60


def test_where_an_article_stands_is_no_part_of_its_fingerprint() -> None:
    one = Document(content="Text.", place="a.txt")
    assert fingerprint(one) == fingerprint(Document(content="Text.", place="b.txt"))
    assert fingerprint(one) != fingerprint(Document(content="Text.", published="2023-01-01", place="a.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    rows = [{"id": str(number), "text": text(number), "published": "2023-03-29"} for number in range(120)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def command(*arguments: str | Path) -> list[str]:
    return [str(Path(sys.executable).with_name("dragoman")), *map(str, arguments)]


def test_killed_at_random_moments_it_ends_as_if_never_stopped(folder: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    subprocess.run(command("add", folder, "--library", whole), check=True, capture_output=True)
    chance = random.Random(7)
    deaths = 0
    for _ in range(6):
        process = subprocess.Popen(
            command("add", folder, "--library", killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 3.0))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            deaths += 1
        process.wait()
    subprocess.run(command("add", folder, "--library", killed), check=True, capture_output=True)
    assert deaths, "no run was killed before its end"
    with Library(whole) as one, Library(killed) as other:
        assert counts(one) == counts(other)
        with one.reading() as a, other.reading() as b:
            wanted = a.execute(select(events.c.id).order_by(events.c.id)).scalars().all()
            assert b.execute(select(events.c.id).order_by(events.c.id)).scalars().all() == wanted


def has_run(path: Path) -> bool:
    """Tell whether a run is open in a library that another process makes."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT count(*) FROM runs").fetchone()[0])
    except sqlite3.Error:
        return False


def test_interrupted_it_says_so_in_one_line_and_the_run_is_marked(folder: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("add", folder, "--library", tmp_path / "library.db"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 60
    while not has_run(tmp_path / "library.db") and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.fail("the run ended before it could be interrupted")
    assert process.returncode == 130
    assert said.decode().strip().splitlines()[-1] == "dragoman: interrupted"
    with Library(tmp_path / "library.db") as library:
        assert library.runs()[0].status == "stopped"


def test_the_command_tells_what_it_did_and_lists_its_runs(folder: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "library.db"
    done = subprocess.run(command("add", folder, "--library", shelf), check=True, capture_output=True, text=True)
    assert done.stderr.endswith(f"120 read, 0 known already, 0 failed; the library is {shelf}\n")
    listed = subprocess.run(
        command("runs", "--library", shelf, "--format", "jsonl"), check=True, capture_output=True, text=True
    )
    run = json.loads(listed.stdout)
    assert (run["added"], run["status"], run["sources"]) == (120, "done", [str(folder)])


def test_a_library_that_is_not_there_ends_with_code_two(tmp_path: Path) -> None:
    done = subprocess.run(command("runs", "--library", tmp_path / "no.db"), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "no library at" in done.stderr
