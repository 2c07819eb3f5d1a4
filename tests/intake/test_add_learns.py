"""What a library has learnt helps ``dragoman add`` and ``watch`` to read the next article, and can be told again."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from dragoman import Document, Reader, registry
from dragoman.intake import add
from dragoman.library import Library
from dragoman.library.rows import unpack
from dragoman.library.schema import actors, articles, readings
from dragoman.scale import Desk, Settings
from dragoman.scale.cluster import read_with

FIRST = [
    Document(
        content="Lithuanian Deputy Interior Minister Jonas Petrauskas met officials in Lisbon on Thursday. Petrauskas "
        "said that Lithuania would send aid to Ukraine after the winter.",
        publisher="The Daily Test",
        published="2031-03-06",
        place="row 1",
    ),
    Document(
        content="Lithuania's deputy interior minister, Jonas Petrauskas, accused Belarus of sending migrants over the "
        "border. The ministry in Minsk denied it and spoke of a provocation.",
        publisher="The Evening Sample",
        published="2031-05-11",
        place="row 2",
    ),
]
NEXT = Document(
    content="Lithuania will build a longer fence along the border with Belarus. Petrauskas said on Tuesday that work "
    "would begin in July. Belarus condemned the plan.",
    publisher="The Morning Trial",
    published="2031-06-20",
    place="row 3",
)
KNOWN = ("person/jonas-petrauskas", "LTU", "deputy interior minister")
UNKNOWN = ("person/petrauskas", None, None)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Settings())


def speaker(library: Library, document: Document) -> tuple[str, str | None, str | None]:
    with library.reading() as connection:
        asked = select(actors.c.ref, actors.c.country, actors.c.role).join(articles, articles.c.seq == actors.c.article)
        row = connection.execute(
            asked.where(actors.c.kind == "person", articles.c.publisher == document.publisher)
        ).one()
    return tuple(row)  # type: ignore[return-value]


def record_of(library: Library, document: Document) -> bytes:
    with library.reading() as connection:
        asked = select(readings.c.record).join(articles, articles.c.seq == readings.c.article)
        found = connection.execute(asked.where(readings.c.current, articles.c.publisher == document.publisher))
        return unpack(found.scalar_one())


def test_the_next_run_knows_who_was_met(library_address: str, desk: Desk) -> None:
    with Library(library_address, create=True) as library:
        list(add(library, FIRST, Settings(), desk=desk))
        list(add(library, [NEXT], Settings(), desk=desk))
        assert speaker(library, NEXT) == KNOWN
        assert [run.settings["learn"] for run in library.runs()] == [True, True]


def test_within_a_run_nothing_is_learnt_so_that_its_order_does_not_matter(tmp_path: Path, desk: Desk) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(add(library, [*FIRST, NEXT], Settings(), desk=desk))
        assert speaker(library, NEXT) == UNKNOWN


def test_learning_can_be_turned_off(tmp_path: Path, desk: Desk) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(add(library, FIRST, Settings(), desk=desk))
        list(add(library, [NEXT], Settings(), desk=desk, learn=False))
        assert speaker(library, NEXT) == UNKNOWN
        assert library.runs()[-1].settings["learn"] is False and "registry" not in library.runs()[-1].settings


def test_what_a_run_read_can_be_read_again_from_what_it_knew(tmp_path: Path, desk: Desk) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(add(library, FIRST, Settings(), desk=desk))
        list(add(library, [NEXT], Settings(), desk=desk))
        for number, paper in enumerate(("The Third Paper", "The Fourth Paper")):
            told = msgspec.structs.replace(FIRST[number], publisher=paper, published="2031-08-01")
            text = told.content.replace("deputy interior minister", "defence minister").replace(  # type: ignore[union-attr]
                "Deputy Interior Minister", "Defence Minister"
            )
            list(add(library, [msgspec.structs.replace(told, content=text)], Settings(), desk=desk))
        assert len(registry(library)) == 2 and len(registry(library, 2)) == 1
        reader = Reader(registry=registry(library, 2))
        assert reader.read(NEXT, any_language=True).to_json() == record_of(library, NEXT)


def test_learning_more_makes_no_document_unknown(tmp_path: Path, desk: Desk) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(add(library, FIRST, Settings(), desk=desk))
        assert not any(outcome.record for outcome in add(library, FIRST, Settings(), desk=desk))
        first, second = library.runs()
        assert first.settings["registry"] != second.settings["registry"] and second.known == 2


def test_processes_read_with_the_same_registry(tmp_path: Path, desk: Desk) -> None:
    kept = []
    for jobs in (1, 2):
        with Library(tmp_path / f"{jobs}.db", create=True) as library:
            list(add(library, FIRST, Settings(), desk=desk))
            list(add(library, [NEXT], Settings(), jobs=jobs, desk=desk))
            kept.append(record_of(library, NEXT))
    assert kept[0] == kept[1] and b"the library has seen" in kept[0]


def test_shards_are_named_after_the_registry_they_were_read_with(tmp_path: Path, desk: Desk) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(add(library, FIRST, Settings(), desk=desk))
        learnt = read_with(Settings(registry=library.learn()))
        assert learnt.registry == library.registry().checksum and learnt.settings["learn"] is True
        assert read_with(Settings()).registry is None


def test_an_article_read_by_what_was_learnt_confirms_nothing(tmp_path: Path, desk: Desk) -> None:
    with Library(tmp_path / "one.db", create=True) as library:
        list(add(library, FIRST, Settings(), desk=desk))
        before = library.registry()
        for number in range(3):
            later = msgspec.structs.replace(NEXT, publisher=f"Paper {number}", published=f"2031-1{number}-01")
            list(add(library, [later], Settings(), desk=desk))
        assert library.registry() == before
