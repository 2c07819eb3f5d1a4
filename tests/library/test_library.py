"""The library keeps readings: twice changes nothing, a newer reader supersedes, nothing is deleted."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from made_readings import event, kept, record, writer
from sqlalchemy import Table, func, select

from dragoman import LibraryError
from dragoman.library import Kept, Library
from dragoman.library.schema import articles, documents, dyads, events, parties, readings, statements

TEXTS = [f"Baku and Jerusalem, report number {number}: ministers spoke at length." for number in range(5)]


@pytest.fixture
def library(library_address: str) -> Library:
    return Library(library_address, create=True)


def count(library: Library, table: Table) -> int:
    with library.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def ids(library: Library) -> list[str]:
    with library.reading() as connection:
        return [row.id for row in connection.execute(select(events.c.id).order_by(events.c.id))]


def test_an_article_added_twice_changes_nothing(library: Library) -> None:
    batch = [kept(record(text)) for text in TEXTS]
    first = writer(library)
    first.keep(batch)
    before = ids(library)
    second = writer(library)
    assert second.keep(batch) == []
    assert (first.added, second.known, second.added, second.superseded) == (5, 5, 0, 0)
    assert ids(library) == before and len(before) == 5
    assert count(library, readings) == count(library, articles) == count(library, documents) == 5


def test_ids_are_of_content_and_the_same_in_every_library(tmp_path: Path) -> None:
    found = []
    for name in ("one.db", "two.db"):
        with Library(tmp_path / name, create=True) as shelf:
            writer(shelf).keep([kept(record(text)) for text in (TEXTS if name == "one.db" else TEXTS[::-1])])
            found.append(ids(shelf))
    assert found[0] == found[1]


def test_a_newer_reader_supersedes_and_the_older_reading_is_kept(library: Library) -> None:
    writer(library).keep([kept(record(TEXTS[0]))])
    newer = writer(library, "dragoman 1")
    praise = event(("a1",), ("a2",), action="praise", type="SUPPORT")
    newer.keep([kept(record(TEXTS[0], praise))])
    assert newer.superseded == 1
    with library.reading() as connection:
        assert [row.type for row in connection.execute(select(events.c.type))] == ["SUPPORT"]
        kept_readings = connection.execute(select(readings.c.current).order_by(readings.c.seq)).scalars().all()
    assert kept_readings == [False, True], "both readings are there, and only the newer counts"


def test_an_item_remembers_the_run_in_which_it_was_first_said(library: Library) -> None:
    writer(library).keep([kept(record(TEXTS[0]))])
    newer = writer(library, "dragoman 1")
    newer.keep([kept(record(TEXTS[0]))])
    with library.reading() as connection:
        row = connection.execute(select(events.c.first_run, events.c.last_run)).one()
    assert tuple(row) == (1, newer.run)


def test_a_run_taken_back_lets_the_one_before_count_again(library: Library) -> None:
    writer(library).keep([kept(record(TEXTS[0]))])
    before = ids(library)
    newer = writer(library, "dragoman 1")
    praise = event(("a1",), ("a2",), action="praise", type="SUPPORT")
    newer.keep([kept(record(TEXTS[0], praise)), kept(record(TEXTS[1]))])
    assert library.roll_back(newer.run) == 2
    assert ids(library) == before
    assert library.run(newer.run).status == "rolled-back"
    assert count(library, readings) == 3, "nothing is deleted"
    with pytest.raises(LibraryError, match="rolled back already"):
        library.roll_back(newer.run)


def test_a_batch_that_fails_leaves_nothing_behind(library: Library) -> None:
    busy = writer(library)
    broken = Kept(fingerprint="x", place="x.txt", record=b"{}")
    with pytest.raises(Exception, match=r"article|reader"):
        busy.keep([kept(record(TEXTS[0])), broken])
    assert count(library, articles) == count(library, events) == count(library, statements) == 0


def test_what_could_not_be_read_is_kept_with_its_reason(library: Library) -> None:
    busy = writer(library)
    busy.keep([Kept(fingerprint="x", place="x.txt", reason="empty; give a file with text in it")])
    busy.finish()
    assert library.failures(busy.run) == [("x.txt", "empty; give a file with text in it")]
    assert (library.run(busy.run).failed, library.run(busy.run).status) == (1, "done")


def test_a_known_document_is_known_only_to_the_same_reader(library: Library) -> None:
    writer(library).keep([kept(record(TEXTS[0]), "f0")])
    assert writer(library).is_known(["f0", "f1"]) == {"f0"}
    assert writer(library, "dragoman 1").is_known(["f0"]) == set()


def test_sides_that_act_together_are_dyads_both_ways(library: Library) -> None:
    writer(library).keep([kept(record(TEXTS[0], event(("a1", "a2"), (), action="talk", type="CONSULT")))])
    with library.reading() as connection:
        found = connection.execute(select(dyads.c.actor, dyads.c.recipient).order_by(dyads.c.actor)).all()
        sides = connection.execute(select(parties.c.side).order_by(parties.c.ref)).scalars().all()
    assert [tuple(pair) for pair in found] == [("AZE", "ISR"), ("ISR", "AZE")]
    assert sides == ["actor", "actor"]


def test_nul_and_lone_surrogates_are_kept_at_the_same_length(library: Library) -> None:
    text = "Baku\x00 and Jerusalem spoke."
    writer(library).keep([kept(record(text))])
    with library.reading() as connection:
        held = connection.execute(select(articles.c.text)).scalar_one()
    assert held == "Baku\ufffd and Jerusalem spoke."


def test_two_writers_at_once_double_nothing(library: Library, library_address: str) -> None:
    batch = [kept(record(text)) for text in TEXTS]
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with Library(library_address) as own:
                busy = writer(own)
                for one in batch:
                    busy.keep([one])
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults
    assert count(library, articles) == count(library, events) == 5


def test_several_programs_may_make_the_same_library_at_once(library_address: str) -> None:
    faults: list[BaseException] = []

    def make() -> None:
        try:
            Library(library_address, create=True).close()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults


def test_a_library_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"no library at .*none\.db; make one with 'dragoman add'"):
        Library(tmp_path / "none.db")


@pytest.mark.parametrize("where", ["mysql://x/y", "postgresql://nobody@127.0.0.1:1/none", "://"])
def test_a_library_that_cannot_be_reached_gives_one_line(where: str) -> None:
    with pytest.raises(LibraryError) as raised:
        Library(where)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("This is a text and no database at all. " * 50)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(path)


def test_a_library_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    from sqlalchemy import text

    path = tmp_path / "library.db"
    with Library(path, create=True) as shelf, shelf.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LibraryError, match="made by a newer Dragoman"):
        Library(path)


def test_the_tables_made_by_migration_are_those_of_the_schema(library: Library) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from dragoman.library.schema import metadata

    def ours(object_: object, name: str | None, kind: str, *_: object) -> bool:
        return not (name or "").startswith("search") and (name or "") not in {"ix_articles_search"}

    with library.reading() as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
