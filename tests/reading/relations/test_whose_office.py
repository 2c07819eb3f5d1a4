"""Whose office a person holds, whether he holds it still, and what is no office."""

from __future__ import annotations

import pytest

from dragoman import Document, Reader
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.relations.offices import NoOffices
from dragoman.record import Record


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def offices(record: Record) -> list[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in record.actors}
    return [(names[r.subjects[0]], names[r.objects[0]], r.polarity) for r in record.relations if r.type == "office"]


def read(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    return offices(reader.read(Document(content=text, published="2024-05-06"), verbatim=True))


@pytest.mark.parametrize(
    "text",
    [
        "Peru arrested Democrat Jane Lowell at the airport of Lima.",
        "Lawyer Jonas Berg of Norway met the Peruvian government.",
        "Norway honoured Anna Berg, a Nobel Peace Prize winner, on Monday.",
        "Norway freed Jonas Berg, a former prisoner of war, on Monday.",
    ],
)
def test_a_calling_is_no_office(reader: Reader, text: str) -> None:
    assert not read(reader, text)


def test_a_word_that_is_none_alone_may_be_part_of_an_office(reader: Reader) -> None:
    assert read(reader, "Kenyan Attorney General Grace Wanjiru resigned on Monday.") == [
        ("Grace Wanjiru", "Kenya", "holds")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway was visited by then-Prime Minister Anil Rao of India in 2012.",
        "India sent Anil Rao, formerly its foreign minister, to the talks.",
    ],
)
def test_an_office_of_former_days_is_held_no_more(reader: Reader, text: str) -> None:
    assert ("Anil Rao", "India", "denied") in read(reader, text)


def test_an_office_behind_one_name_is_not_that_of_the_next(reader: Reader) -> None:
    found = read(reader, "With the help of Jonas Berg, Norway's foreign minister, Anil Rao won the vote in Delhi.")
    assert ("Anil Rao", "Norway", "holds") not in found, found
    assert ("Jonas Berg", "Norway", "holds") in found, found


def test_who_backs_a_president_does_not_own_the_office(reader: Reader) -> None:
    found = read(reader, "The rebels want Syria's Iranian-backed president, Omar Haddad, to go. Syria and Iran refuse.")
    assert ("Omar Haddad", "Iran", "holds") not in found, found


def test_whose_leader_somebody_is_stands_behind_the_office(reader: Reader) -> None:
    found = read(reader, "Raila Odinga is the leader of the Orange Democratic Movement in Kenya, officials said.")
    assert ("Raila Odinga", "Orange Democratic Movement", "holds") in found, found


def test_a_table_of_callings_says_yes_or_nothing(tmp_path) -> None:
    (tmp_path / "relations").mkdir()
    rows = "# source: a test\n# licence: CC0-1.0\nword\talone\nbarrister\tperhaps\n"
    (tmp_path / "relations" / "no_offices.tsv").write_text(rows)
    with pytest.raises(KnowledgeError, match="under alone"):
        NoOffices.load(Knowledge(tmp_path))
