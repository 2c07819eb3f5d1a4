"""A run says whether it goes on, was finished, or stopped because its process is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_readings import kept, record, writer
from sqlalchemy import update

from dragoman.library import Library
from dragoman.library.processes import is_gone, this_process
from dragoman.library.schema import runs

KILLED = """
import os, signal, sys
from dragoman.library import Library
shelf = Library(sys.argv[1], create=True)
shelf.writer(reader="dragoman 0", settings={}, knowledge="", sources=["folder"])
print(os.getpid(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def library(library_address: str) -> Library:
    return Library(library_address, create=True)


def changed(library: Library, **values: object) -> None:
    with library.writing() as connection:
        connection.execute(update(runs).values(values))


def statuses(library: Library) -> list[str]:
    return [run.status for run in library.runs()]


def test_a_run_that_reads_is_open_and_one_that_was_killed_is_stopped(library_address: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, library_address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline()
    with Library(library_address) as library:
        assert statuses(library) == ["open"]
        process.kill()
        # not yet waited for: the system still has the number, but nobody works under it
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert statuses(library) == ["stopped"]
        assert library.run(1).finished == library.run(1).started, "nothing was kept of it"
        process.communicate()
        assert statuses(library) == ["stopped"]


def test_the_next_run_writes_down_that_one_stopped(library: Library) -> None:
    first = writer(library)
    first.keep([kept(record("Baku and Jerusalem: ministers spoke."))])
    changed(library, process=this_process().replace(f" {os.getpid()} ", " 4194305 "), last_kept="2023-03-29T10:00:00Z")
    writer(library)
    with library.reading() as connection:
        rows = connection.execute(runs.select().order_by(runs.c.seq)).mappings().all()
    assert [row["status"] for row in rows] == ["stopped", "open"]
    assert rows[0]["finished"] == "2023-03-29T10:00:00Z"


def test_a_run_of_another_computer_is_open_until_nothing_was_kept_for_a_day(library: Library) -> None:
    writer(library)
    away = " ".join(["another", *this_process().split()[1:]])
    now = datetime.now(UTC)
    changed(library, process=away, last_kept=(now - timedelta(hours=23)).isoformat())
    assert is_gone(away) is None and statuses(library) == ["open"]
    changed(library, last_kept=(now - timedelta(hours=25)).isoformat())
    assert statuses(library) == ["stopped"]


def test_a_run_of_a_version_that_kept_no_process_is_judged_by_its_age(library: Library) -> None:
    writer(library)
    changed(library, process=None, last_kept=None)
    assert statuses(library) == ["open"]
    changed(library, started="2023-03-29T10:00:00Z")
    assert statuses(library) == ["stopped"]


def test_a_run_of_a_process_whose_number_another_has_now_is_stopped(library: Library) -> None:
    writer(library)
    words = this_process().split()
    changed(library, process=" ".join([*words[:3], "1"]))
    assert statuses(library) == ["stopped"]


def test_what_ran_before_the_computer_was_started_again_is_gone() -> None:
    computer, numbering, *rest = this_process().split()
    assert is_gone(this_process()) is False
    assert is_gone(" ".join([computer, "another/" + numbering.partition("/")[2], *rest])) is True
    assert is_gone(" ".join([computer, numbering.partition("/")[0] + "/another", *rest])) is None
    assert is_gone("no process") is None


def test_a_run_that_was_finished_or_taken_back_stays_so(library: Library) -> None:
    writer(library).finish()
    changed(library, process="another - 1 -", last_kept="2023-03-29T10:00:00Z")
    assert statuses(library) == ["done"]
    library.roll_back(1)
    assert statuses(library) == ["rolled-back"]


def test_an_older_library_gets_the_columns(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "old.db"
    with Library(path, create=True) as library:
        writer(library).finish()
    with sqlite3.connect(path) as opened:
        for column in ("process", "last_kept"):
            opened.execute(f"ALTER TABLE runs DROP COLUMN {column}")
        for table in ("offices", "registries", "registered"):
            opened.execute(f"DROP TABLE {table}")
        opened.execute("UPDATE alembic_version SET version_num = '0002'")
    with Library(path) as library:
        assert statuses(library) == ["done"]
