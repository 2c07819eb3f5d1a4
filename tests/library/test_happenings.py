"""Events told by several articles are one happening with its reports; corroboration counts independent sources."""

from __future__ import annotations

import itertools
import random
import threading
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from made_readings import event, kept, record, writer
from sqlalchemy import select

from dragoman.library import Library
from dragoman.library.grouping import Grouping
from dragoman.library.happenings import Report, distance, groups
from dragoman.library.schema import events, happenings
from dragoman.library.telling import corroboration, list_happenings, regroup_all
from dragoman.record import EventTime, Place, Record

VOCABULARY = [f"{a}{b}" for a in ("bel", "cor", "dan", "fen", "gor", "hal") for b in ("ta", "mir", "os", "un", "ek")]


def prose(seed: int, words: int = 60) -> str:
    """Words that no other article has in this order, so that every article is a story of its own."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words)) + "."


def told(
    seed: int,
    day: str = "2023-03-29",
    *,
    source: str = "text",
    published: str = "2023-03-29",
    publisher: str | None = None,
    place: tuple[str, str | None, float, float] | None = None,
    text: str | None = None,
    **more: Any,
) -> Record:
    """An article of its own that tells that Azerbaijan accused Israel on a day."""
    time = EventTime(earliest=day, latest=day, precision="day", source=source)
    found = event(("a1",), ("a2",), time=time, place="p1" if place else None, **more)
    made = record(text or prose(seed), found, published=published, publisher=publisher or f"Paper {seed}", title=None)
    if place is None:
        return made
    name, admin1, latitude, longitude = place
    where = Place(
        id="p1",
        name=name,
        country="UKR",
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        geonames_id=None,
        feature=None,
        mentions=(),
    )
    return msgspec.structs.replace(made, places=(where,))


@pytest.fixture
def library(library_address: str) -> Library:
    return Library(library_address, create=True)


def add(library: Library, *made: Record, reader: str = "dragoman 0") -> None:
    busy = writer(library, reader)
    for one in made:
        busy.keep([kept(one)])


def found(library: Library) -> list[dict[str, Any]]:
    with library.reading() as connection:
        return list(list_happenings(connection))


def shape(library: Library) -> list[tuple[str, int, int]]:
    return sorted((one["earliest"], one["reports"], one["outlets"]) for one in found(library))


def test_reports_of_one_day_by_several_papers_are_one_happening(library: Library) -> None:
    add(library, told(1), told(2), told(3, action="blame"))
    (one,) = found(library)
    assert (one["type"], one["actor"], one["recipient"]) == ("ACCUSE", "AZE", "ISR")
    assert (one["reports"], one["outlets"], one["earliest"]) == (3, 3, "2023-03-29")
    assert [report["source"] for report in one["told_by"]] == [
        f"outlet {report['publisher']}" for report in one["told_by"]
    ]


def test_another_type_or_pair_or_day_is_another_happening(library: Library) -> None:
    add(library, told(1), told(2, type="SUPPORT", action="praise"), told(3, "2023-03-30"), told(4, modality="planned"))
    assert shape(library) == [("2023-03-29", 1, 1), ("2023-03-29", 1, 1), ("2023-03-30", 1, 1)]


def test_a_report_without_a_day_of_its_own_joins_the_day_before(library: Library) -> None:
    late = told(2, "2023-03-30", source="published", published="2023-03-30")
    add(library, late, told(1))
    assert shape(library) == [("2023-03-29", 2, 2)]
    later = told(3, "2023-03-31", source="published", published="2023-03-31")
    add(library, later)
    assert shape(library) == [("2023-03-29", 2, 2), ("2023-03-31", 1, 1)]


def test_a_long_row_of_daily_reports_is_no_single_happening(library: Library) -> None:
    days = [f"2023-03-{day}" for day in range(10, 20)]
    add(library, *(told(n, day, source="published", published=day) for n, day in enumerate(days)))
    assert max(one["reports"] for one in found(library)) == 2


def test_places_far_apart_are_two_happenings_and_a_country_goes_with_the_most(library: Library) -> None:
    kyiv, near, lviv = ("Kyiv", "12", 50.45, 30.52), ("Brovary", "13", 50.51, 30.79), ("Lviv", "15", 49.84, 24.03)
    country = ("Ukraine", None, 49.0, 32.0)
    add(library, *(told(n, place=place) for n, place in enumerate((kyiv, near, lviv, country, None))))
    assert sorted((one["place"], one["reports"]) for one in found(library)) == [("Brovary", 4), ("Lviv", 1)]


COPY = " ".join(prose(seed, 40) for seed in (900, 901, 902))


def test_copies_of_a_story_and_of_an_agency_count_once(library: Library) -> None:
    add(library, told(1, publisher="Post", text=COPY))
    add(library, told(2, publisher="Echo", text=COPY + " Updated.", published="2023-03-30"))
    assert shape(library) == [("2023-03-29", 2, 1)], "two copies of one story are one source"
    wires = [f"BAKU (Reuters) - {prose(seed)}" for seed in (70, 71)]
    add(library, told(3, publisher="Herald", text=wires[0]), told(4, publisher="Globe", text=wires[1]))
    assert shape(library) == [("2023-03-29", 4, 2)], "two reports of one agency are one source"
    add(library, told(5, publisher="Post"))
    assert shape(library) == [("2023-03-29", 5, 2)], "the outlet that had the story first counts once"


def test_a_later_copy_that_names_the_agency_changes_who_stands_behind_the_story(library: Library) -> None:
    wire = told(3, publisher="Herald", text=f"BAKU (Reuters) - {prose(70)}")
    add(library, told(1, publisher="Post", text=COPY), wire)
    assert shape(library) == [("2023-03-29", 2, 2)]
    add(library, told(2, publisher="Echo", text=f"BAKU (Reuters) - {COPY}"))
    assert shape(library) == [("2023-03-29", 3, 1)], "all three are Reuters copy now"


def test_corroboration_of_events_can_be_asked(library: Library) -> None:
    add(library, told(1), told(2), told(3, modality="possible"))
    with library.reading() as connection:
        seqs = list(connection.execute(select(events.c.seq)).scalars())
        assert sorted(corroboration(connection, seqs).values()) == [(2, 2), (2, 2)]


def test_a_happening_loses_a_report_that_is_read_otherwise_or_taken_back(library: Library) -> None:
    add(library, told(1), told(2))
    add(library, told(2, type="SUPPORT", action="praise"), reader="dragoman 1")
    assert [one["reports"] for one in found(library)] == [1, 1]
    library.roll_back(2)
    assert shape(library) == [("2023-03-29", 2, 2)]
    library.roll_back(1)
    assert found(library) == []


MANY = [
    *(told(n, "2023-03-29", source="published" if n % 3 == 0 else "text") for n in range(6)),
    *(told(n, "2023-03-30", source="published", published="2023-03-30") for n in range(6, 10)),
    *(told(n, "2023-04-02", source="published", published="2023-04-02") for n in range(10, 12)),
    told(12, "2023-03-29", place=("Kyiv", "12", 50.45, 30.52)),
    told(13, "2023-03-29", place=("Lviv", "15", 49.84, 24.03)),
    told(14, "2023-03-31"),
]


def picture(library: Library) -> list[Any]:
    return sorted(
        (one["id"], sorted(report["event"] for report in one["told_by"]), one["outlets"]) for one in found(library)
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_makes_no_difference(tmp_path: Any, seed: int) -> None:
    pictures = []
    for name, order in (("one.db", MANY), ("two.db", random.Random(seed).sample(MANY, len(MANY)))):
        with Library(tmp_path / name, create=True) as shelf:
            add(shelf, *order)
            pictures.append(picture(shelf))
            regroup_all(shelf, Grouping())
            pictures.append(picture(shelf))
    assert pictures[0] == pictures[1] == pictures[2] == pictures[3]
    assert len(pictures[0]) > 3


def test_two_adders_at_once_make_the_same_happenings(library: Library, library_address: str, tmp_path: Any) -> None:
    faults: list[BaseException] = []

    def work(part: list[Record]) -> None:
        try:
            with Library(library_address) as own:
                add(own, *part)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(part,)) for part in (MANY[::2], MANY[1::2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults
    with Library(tmp_path / "alone.db", create=True) as alone:
        add(alone, *MANY)
        assert picture(library) == picture(alone)


def test_no_happening_is_left_without_a_report(library: Library) -> None:
    add(library, *MANY)
    add(library, *(told(n, "2023-05-01") for n in range(6)), reader="dragoman 1")
    with library.reading() as connection:
        used = set(connection.execute(select(events.c.happening).where(events.c.happening.is_not(None))).scalars())
        assert used == set(connection.execute(select(happenings.c.seq)).scalars())


@dataclass(frozen=True)
class Case:
    days: str
    expected: list[str]


@pytest.mark.parametrize(
    "case",
    [
        # a capital is a report that names its day, a small letter one that does not; the place in the word is the day
        Case("Aa", ["Aa"]),
        Case("aA", ["a", "A"]),
        Case("A.a", ["A", "a"]),
        Case("aa", ["aa"]),
        Case("aaa", ["aa", "a"]),
        Case("AA", ["A", "A"]),
        Case("Aaa", ["Aa", "a"]),
    ],
    ids=lambda case: case.days,
)
def test_the_rule_of_days(case: Case) -> None:
    made = [
        Report(
            seq=day,
            id=f"{day:02x}",
            article=day,
            day=day,
            dated=sign.isupper(),
            country=None,
            admin1=None,
            latitude=None,
            longitude=None,
            place=None,
            happening=None,
        )
        for day, sign in enumerate(case.days)
        if sign != "."
    ]
    for order in itertools.permutations(made):
        parts = groups(list(order), Grouping())
        assert ["".join(case.days[report.day] for report in part) for _, part in parts] == case.expected


def test_distances_are_in_kilometres() -> None:
    assert distance((50.45, 30.52), (49.84, 24.03)) == pytest.approx(469, abs=3)
