"""Odd values in articles, calls and corrections: one line that says so, and nothing else is harmed."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from made_readings import kept, record, writer
from sqlalchemy import select

from dragoman import Actor, LibraryError
from dragoman.interfaces.cli.app import _run
from dragoman.library import Library
from dragoman.library.schema import actors, articles, events

TEXT = "Baku and Jerusalem: the ministers spoke at length about the port."

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        code = _run()
        out, err = capfd.readouterr()
        assert "fault of Dragoman" not in err and err.count("\n") <= 1, err
        return code, out, err

    return run


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library(path, create=True) as library:
        writer(library).keep([kept(record(TEXT, title="One \x1b]0;owned\x07\x1b[31mred", publisher="\x9b2JThe Post"))])
    return path


def only_event(shelf: Path) -> str:
    with Library(shelf) as library, library.reading() as connection:
        return str(connection.execute(select(events.c.id)).scalar_one())


def test_nul_anywhere_in_an_article_costs_no_other(library_address: str) -> None:
    odd = record("\x00" + TEXT, title="a\x00", publisher="b\x00", url="http://c/\x00", key="d\x00", authors=("e\x00",))
    named = msgspec.structs.replace(odd.actors[0], ref="person/x\x00", name="Mr \x00", role="minister\x00")
    odd = msgspec.structs.replace(odd, actors=(named, *odd.actors[1:]))
    assert isinstance(named, Actor)
    with Library(library_address, create=True) as library:
        busy = writer(library)
        busy.keep([kept(odd), kept(record(TEXT))])
        assert busy.added == 2
        with library.reading() as connection:
            names = set(connection.execute(select(actors.c.name)).scalars())
            shown = connection.execute(select(articles.c.publisher, articles.c.url).order_by(articles.c.seq)).first()
    assert "Mr \ufffd" in names
    assert shown is not None and tuple(shown) == ("b\ufffd", "http://c/\ufffd")


def test_an_address_longer_than_an_index_takes_costs_no_other(library_address: str) -> None:
    long = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(250))
    odd = record(TEXT + " Long.", title=long * 100, publisher=long, url=f"http://x/{long}")
    with Library(library_address, create=True) as library:
        busy = writer(library)
        busy.keep([kept(odd), kept(record(TEXT))])
        assert busy.added == 2


def test_the_file_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (address)")
        other.commit()
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(LibraryError, match="another program"):
            Library(path, create=create)
    assert path.read_bytes() == before


def test_tables_of_another_program_on_a_server_are_left_alone(postgres_url: str) -> None:
    from dragoman.library.engine import connect

    engine = connect(postgres_url, create=True)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE articles (number integer)")
    with pytest.raises(LibraryError, match="'articles' of another program"):
        Library(postgres_url, create=True)


def test_asking_makes_no_library(tmp_path: Path, library_address: str) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    where = library_address if "://" in library_address else str(empty)
    with pytest.raises(LibraryError, match="make one with 'dragoman add'"):
        Library(where)
    assert empty.read_bytes() == b""


@pytest.mark.parametrize("address", ["postgresql://u:sekret@localhost:abc/x", " x://u:sekret@localhost/x"])
def test_a_password_is_in_no_message(address: str) -> None:
    with pytest.raises(LibraryError) as raised:
        Library(address)
    assert "sekret" not in str(raised.value)


def test_a_damaged_library_is_one_line(shelf: Path, call: Call) -> None:
    with shelf.open("r+b") as stream:
        stream.seek(8192)
        stream.write(b"\xff" * (shelf.stat().st_size - 8192))
    code, _, err = call("events", "--library", shelf)
    assert code == 2 and err.startswith("dragoman: the "), err


@pytest.mark.parametrize(
    "words",
    [
        "day=20230329",
        "day=2023-W13-3",
        "confidence=nan",
        "confidence=7",
        "latitude=1e999",
        "longitude=181",
        "geonames_id=99999999999999999999",
        "place=x\udcff",
    ],
)
def test_an_edit_to_a_value_that_cannot_be_is_refused(shelf: Path, call: Call, words: str) -> None:
    code, _, err = call("review", "edit", only_event(shelf), words, "--library", shelf, "--who", "ada")
    assert code == 2 and err.startswith("dragoman: "), err
    assert call("panel", "--library", shelf, "--only-events")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("events", "--actor", "x\udcff"),
        ("events", "--text", "x\udcff"),
        ("events", "--limit", "99999999999999999999"),
        ("runs", "99999999999999999999"),
        ("stories", "--since", "20230329"),
    ],
)
def test_a_value_no_database_takes_is_a_wrong_call(shelf: Path, call: Call, arguments: tuple[str, ...]) -> None:
    code, _, err = call(*arguments, "--library", shelf)
    assert code == 2 and err.startswith("dragoman: "), err


@pytest.mark.parametrize("arguments", [("articles",), ("review", "show"), ("stories",), ("events",)])
def test_no_article_steers_the_screen(shelf: Path, call: Call, arguments: tuple[str, ...]) -> None:
    more = (only_event(shelf),) if "show" in arguments else ("--least", "1") if "stories" in arguments else ()
    code, out, _ = call(*arguments, *more, "--library", shelf)
    assert code == 0 and out
    assert not set(out) & {"\x1b", "\x07", "\x9b"}, repr(out)


def test_files_and_rows_whose_names_are_no_text_are_added(tmp_path: Path, call: Call) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / os.fsdecode(b"b\xff\x1b[31m.txt")).write_text("Turkey accused Greece of aggression on Friday.")
    row = {
        "id": "\ud800",
        "title": "T\ud800",
        "url": "http://a/\udc80",
        "publisher": "P\ud800",
        "text": "Peru thanked Chile.",
    }
    (folder / "rows.jsonl").write_text(json.dumps(row))
    call("add", tmp_path / "odd", "--published", "2023-01-02", "--library", tmp_path / "new.db")
    with Library(tmp_path / "new.db") as library:
        assert [run.added for run in library.runs()] == [2]


def test_a_panel_reaches_the_end_of_the_calendar(shelf: Path, call: Call) -> None:
    code, out, _ = call("panel", "--unit", "country-year", "--since", "9999", "--until", "9999", "--library", shelf)
    assert code == 0 and "9999" in out


def test_a_run_taken_back_while_it_goes_on_ends_and_stays_taken_back(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        busy = writer(library)
        busy.keep([kept(record(TEXT))])
        library.roll_back(busy.run)
        with pytest.raises(LibraryError, match="taken back while it was going on"):
            busy.keep([kept(record(TEXT + " More."))])
        busy.finish()
        assert library.run(busy.run).status == "rolled-back"
        with library.reading() as connection:
            assert connection.execute(select(events.c.id)).all() == []
