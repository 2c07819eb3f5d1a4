"""A full disk, a lost connection: one clear line, nothing half written, and going on where it was."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_readings import kept, record, writer
from sqlalchemy import Connection, event, func, select, text

from dragoman.errors import LibraryError
from dragoman.library import Kept, Library, writing
from dragoman.library.schema import articles, documents, dyads, events, readings

COUNTED = (articles, readings, documents, events, dyads)


def batch(begun: int, count: int = 16) -> list[Kept]:
    long = "ministers spoke. " * 60
    return [kept(record(f"Report number {number} on the talks: {long}")) for number in range(begun, begun + count)]


def counts(library: Library) -> list[int]:
    with library.reading() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in COUNTED]


def one_line(error: LibraryError) -> str:
    assert "\n" not in str(error) and "could not be written" in str(error)
    return str(error)


def test_a_full_disk_keeps_whole_batches_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path, create=True) as library:
        writer(library).keep(batch(0))
        pages = 0
        with library.reading() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        before = counts(library)
    with Library(path) as library:

        @event.listens_for(library.engine, "begin")
        def _full(connection: Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")

        with pytest.raises(LibraryError) as caught:
            for number in range(1, 40):
                writer(library).keep(batch(16 * number))
        assert "full" in one_line(caught.value)
    with Library(path) as library:
        found = counts(library)
        assert found[0] % 16 == 0 and found[0] == found[1] == found[2] >= before[0]
        with library.reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        for number in range(1, 4):
            writer(library).keep(batch(16 * number))
        assert counts(library)[0] == 64


def command(*arguments: str | Path) -> list[str]:
    return [str(Path(sys.executable).with_name("dragoman")), *map(str, arguments)]


def test_the_command_on_a_full_disk_says_so_in_one_line_and_goes_on(tmp_path: Path) -> None:
    rows = tmp_path / "news.jsonl"
    sentence = "Kenya opened its embassy number {} in Baku on Wednesday, and {} people came to see it. "
    long = ["".join(sentence.format(number, n) for n in range(12)) for number in range(60)]
    rows.write_text("".join(json.dumps({"text": one, "published": "2023-03-29"}) + "\n" for one in long))
    shelf = tmp_path / "library.db"
    with Library(shelf, create=True):
        pass
    room = shelf.stat().st_size + 150_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    call = command("add", rows, "--library", shelf)
    full = subprocess.run(call, capture_output=True, text=True, check=False, preexec_fn=little_room)
    lines = [line for line in full.stderr.splitlines() if "could not be written" in line]
    assert full.returncode in (1, 2) and len(lines) == 1 and "Traceback" not in full.stderr, full.stderr
    with Library(shelf) as library:
        found = counts(library)
        assert found[0] == found[1] == found[2] < 60
    again = subprocess.run(call, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    with Library(shelf) as library:
        assert counts(library)[:3] == [60, 60, 60]


def lose(connection: Connection) -> None:
    """Let the server end a connection, as it does when it is restarted."""
    number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with connection.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})


def after(count: int, do: Callable[[Connection], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do something in the middle of the transaction of a batch, once."""
    project = writing.project
    calls = iter(range(10_000))

    def projected(connection: Connection, *arguments: Any) -> Any:
        if next(calls) == count:
            do(connection)
        return project(connection, *arguments)

    monkeypatch.setattr(writing, "project", projected)


def test_a_connection_lost_within_a_batch_leaves_nothing_of_it(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(postgres_url, create=True) as library:
        kept_by = writer(library)
        kept_by.keep(batch(0))
        before = counts(library)
        after(5, lose, monkeypatch)
        with pytest.raises(LibraryError) as caught:
            kept_by.keep(batch(16))
        one_line(caught.value)
        assert counts(library) == before
        kept_by.keep(batch(16))
        assert counts(library)[0] == 32


def test_a_connection_lost_between_batches_is_made_anew(postgres_url: str) -> None:
    with Library(postgres_url, create=True) as library:
        kept_by = writer(library)
        kept_by.keep(batch(0))
        with library.reading() as connection:
            others = text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute(others)
        kept_by.keep(batch(16))
        assert counts(library)[0] == 32


def test_a_writer_that_dies_within_a_batch_leaves_nothing_of_it(
    library_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(connection: Connection) -> None:
        raise KeyboardInterrupt

    with Library(library_address, create=True) as library:
        kept_by = writer(library)
        kept_by.keep(batch(0))
        before = counts(library)
        after(5, stop, monkeypatch)
        with pytest.raises(KeyboardInterrupt):
            kept_by.keep(batch(16))
        assert counts(library) == before
        kept_by.keep(batch(16))
        assert counts(library)[0] == 32
