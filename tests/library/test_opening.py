"""Libraries that cannot be opened, or only be asked, say so in one line."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from made_readings import kept, record, writer

import dragoman
from dragoman import LibraryError
from dragoman.library import Library, engine


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made" / "library.db"
    path.parent.mkdir()
    with Library(path, create=True) as library:
        first = writer(library)
        first.keep([kept(record("Baku and Jerusalem: ministers spoke."))])
        first.finish()
    return path


def asked(path: Path) -> int:
    with Library(path) as library:
        return len(list(dragoman.find_events(library, dragoman.Query())))


def seal(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder be one that cannot be written; for root every other way needs a file system of its own."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and real(path, mode))


def test_a_library_on_a_medium_that_cannot_be_written_can_be_asked(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seal(monkeypatch, made.parent)
    with Library(made) as library:
        assert len(list(dragoman.find_events(library, dragoman.Query()))) == 1
        assert [run.status for run in library.runs()] == ["done"]
        assert [path.name for path in made.parent.iterdir()] == ["library.db"], "nothing may be made beside it"
        with pytest.raises(LibraryError, match=r"could not be written .*readonly"):
            writer(library)


def test_a_library_that_others_write_is_read_through_their_journal(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library(made) as others:
        writer(others).keep([kept(record("Baku and Jerusalem: they spoke again."))])
        assert made.with_name("library.db-wal").stat().st_size
        seal(monkeypatch, made.parent)
        assert asked(made) == 2, "what is in the journal only counts too"


@pytest.mark.parametrize("name", ["what?.db", "50%.db", "a#b.db", "two words.db", "Zürich.db"])
def test_a_library_may_have_any_name(tmp_path: Path, name: str) -> None:
    with Library(tmp_path / name, create=True) as library:
        writer(library).finish()
    assert (tmp_path / name).is_file() and asked(tmp_path / name) == 0


def test_what_is_no_library_is_refused(made: Path, tmp_path: Path) -> None:
    text, short, broken = tmp_path / "text.db", tmp_path / "short.db", tmp_path / "broken.db"
    text.write_text("no library " * 1000)
    shutil.copy(made, short)
    os.truncate(short, 40_000)
    data = bytearray(made.read_bytes())
    data[8192:60000] = b"\xaa" * (60000 - 8192)
    broken.write_bytes(data)
    for path, said in ((text, "not a database"), (short, "malformed"), (broken, "malformed")):
        with pytest.raises(LibraryError, match=said):
            asked(path)
    with pytest.raises(LibraryError, match="no library can be at"):
        asked(tmp_path / ("x" * 300))


def test_a_library_of_a_newer_version_is_left_alone(made: Path) -> None:
    with sqlite3.connect(made) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryError, match="made by a newer Dragoman"):
        asked(made)


def test_who_writes_too_long_is_waited_for_and_then_named(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT", 0.2)
    other = sqlite3.connect(made, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert asked(made) == 1, "who asks does not wait"
    with Library(made) as library, pytest.raises(LibraryError, match=r"could not be written .*locked"):
        writer(library)
    other.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://who@/none?host=/no/such/folder", "No such file or directory"),
        ("postgresql://who:secret@localhost:1/none", "refused"),
        ("mysql://who@host/none", "no library can be kept in mysql"),
        ("postgresql://who@[::1/none", "no URL of a database"),
    ],
)
def test_a_server_that_is_none_is_named_without_its_password(address: str, said: str) -> None:
    with pytest.raises(LibraryError, match=said) as caught:
        Library(address)
    assert "secret" not in str(caught.value) and "pg8000" not in str(caught.value)
