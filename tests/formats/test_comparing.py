"""Two sets side by side: counts that can be done by hand, coefficients that the papers give."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import actor, event, exported, fill, on, record

from dragoman import SourceError, UsageError
from dragoman.formats.agreement import alpha, kappa
from dragoman.formats.comparing import Comparison, Line, compared
from dragoman.formats.eventsets import EventSet, event_set
from dragoman.formats.importing import import_file
from dragoman.formats.matching import matches
from dragoman.library import Library

Day = tuple[str, str, str, str]
"""Day, actor, recipient, type."""

QUADS = {"SUPPORT": "verbal cooperation", "CONSULT": "verbal cooperation", "ASSAULT": "material conflict"}


def made(name: str, *days: Day) -> EventSet:
    def load(duck: Any, table: str) -> None:
        for number, (day, one, other, type_) in enumerate(days):
            values = [f"{name}{number}", day, one, other, type_, QUADS[type_], 0.0, f"{name} {number}"]
            duck.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    return EventSet(name=name, kind="made", load=load)


OWN = made(
    "own",
    ("2023-03-01", "AZE", "ISR", "SUPPORT"),
    ("2023-03-10", "AZE", "ISR", "SUPPORT"),
    ("2023-03-20", "AZE", "ISR", "ASSAULT"),
    ("2023-04-02", "IRN", "ISR", "ASSAULT"),
)
OTHER = made(
    "other",
    ("2023-03-01", "AZE", "ISR", "CONSULT"),
    ("2023-03-11", "AZE", "ISR", "SUPPORT"),
    ("2023-03-12", "AZE", "ISR", "SUPPORT"),
    ("2023-04-02", "ISR", "IRN", "ASSAULT"),
)


def lines(own: EventSet, other: EventSet, by: str = "type", **asked: Any) -> dict[str, Line]:
    with compared(own, other, Comparison(**asked)) as sides:
        return {line.group: line for line in sides.lines(by)}


def figures(line: Line) -> tuple[int, int, int, int, int]:
    return line.own, line.other, line.matched, line.only_own, line.only_other


def test_an_event_is_matched_by_dyad_type_and_near_day() -> None:
    found = lines(OWN, OTHER)
    assert figures(found["all"]) == (4, 4, 1, 3, 3)
    assert figures(found["SUPPORT"]) == (2, 2, 1, 1, 1)
    assert figures(found["ASSAULT"]) == (2, 1, 0, 2, 1)


def test_the_tolerance_is_in_days() -> None:
    assert lines(OWN, OTHER, tolerance=0)["all"].matched == 0
    assert lines(OWN, OTHER, tolerance=1)["all"].matched == 1


def test_quad_classes_match_where_types_do_not() -> None:
    assert figures(lines(OWN, OTHER, match="quad")["verbal cooperation"]) == (2, 3, 2, 0, 1)


def test_the_direction_can_be_left_out() -> None:
    assert figures(lines(OWN, OTHER, undirected=True)["ASSAULT"]) == (2, 1, 1, 1, 0)


def test_one_event_a_day_is_taken_where_asked() -> None:
    twice = made("twice", *[("2023-03-01", "AZE", "ISR", "SUPPORT")] * 3)
    once = made("once", ("2023-03-01", "AZE", "ISR", "SUPPORT"))
    assert figures(lines(twice, once)["all"]) == (3, 1, 1, 2, 0)
    assert figures(lines(twice, once, one_a_day=True)["all"]) == (1, 1, 1, 0, 0)


def test_only_the_days_that_both_cover_are_compared() -> None:
    longer = made("longer", ("2022-01-01", "AZE", "ISR", "SUPPORT"), ("2023-03-05", "AZE", "ISR", "SUPPORT"))
    with compared(OWN, longer, Comparison()) as sides:
        assert (sides.since, sides.until) == (date(2023, 3, 1), date(2023, 3, 5))
        assert figures(sides.lines("type")[0]) == (1, 1, 0, 1, 1)
    with compared(OWN, longer, Comparison(since="2023", until="2023-03")) as sides:
        assert (sides.since, sides.until) == (date(2023, 1, 1), date(2023, 3, 31))


def test_groups_by_dyad_and_month() -> None:
    assert figures(lines(OWN, OTHER, "dyad")["AZE > ISR"]) == (3, 3, 1, 2, 2)
    found = lines(OWN, OTHER, "month")
    assert figures(found["2023-03"]) == (3, 3, 1, 2, 2)
    assert figures(found["2023-04"]) == (1, 1, 0, 1, 1)


def test_sets_that_share_no_day_are_refused() -> None:
    early = made("early", ("2001-01-01", "AZE", "ISR", "SUPPORT"))
    with pytest.raises(UsageError, match="the two sets share no day"), compared(OWN, early, Comparison()):
        pass


def test_events_come_with_the_sentences_of_either_set() -> None:
    with compared(OWN, OTHER, Comparison()) as sides:
        found = list(sides.events())
        assert [(row["status"], row["sentence"], row["other_sentence"]) for row in found] == [
            ("only other", None, "other 0"),
            ("only own", "own 0", None),
            ("matched", "own 1", "other 1"),
            ("only other", None, "other 2"),
            ("only own", "own 2", None),
            ("only own", "own 3", None),
            ("only other", None, "other 3"),
        ]
        assert [row["own_id"] for row in sides.events("matched")] == ["own1"]
        assert len(list(sides.events(limit=2))) == 2


def test_kappa_is_cohens() -> None:
    # the figures of a table of 50 applications that two readers judged: 20 both yes, 5 and 10 apart, 15 both no
    assert kappa(20, 5, 10, 15) == pytest.approx(0.4)
    assert kappa(0, 0, 0, 10) is None
    assert kappa(5, 0, 0, 5) == 1


def test_alpha_is_krippendorffs() -> None:
    assert alpha({(1, 1): 3, (2, 2): 2}) == 1
    assert alpha({(0, 0): 10}) is None
    units = {(0, 0): 2, (1, 1): 1, (0, 1): 1}
    # by the definition, value by value: what is apart against what would be apart by chance
    values = [value for pair, times in units.items() for value in pair for _ in range(times)]

    def apart(one: int, other: int) -> float:
        return 0.0 if one == other else ((one - other) / (one + other)) ** 2

    count = len(values)
    by_chance = sum(apart(values[i], values[j]) for i, j in product(range(count), repeat=2) if i != j)
    observed = sum(times * apart(*pair) for pair, times in units.items()) / sum(units.values())
    assert alpha(units) == pytest.approx(1 - observed / (by_chance / (count * (count - 1))))


def test_the_coefficients_of_a_set_with_itself_are_one() -> None:
    for line in lines(OWN, OWN).values():
        assert (line.kappa, line.alpha, line.own_share, line.other_share) == (1, 1, 1, 1), line


def test_kappa_counts_the_days_on_which_neither_has_an_event() -> None:
    # one dyad, 33 days: both on one day at most, the others apart
    line = lines(OWN, OTHER, between=("AZE", "ISR"), match="quad")["all"]
    assert line.kappa == pytest.approx(kappa(1, 2, 2, 33 - 5), abs=1e-4)


@given(
    st.lists(st.integers(0, 12), max_size=7),
    st.lists(st.integers(0, 12), max_size=7),
    st.integers(0, 3),
)
def test_no_more_events_can_be_matched_than_are(own: list[int], other: list[int], tolerance: int) -> None:
    rows = sorted([("k", 0, day, n) for n, day in enumerate(own)] + [("k", 1, day, n) for n, day in enumerate(other)])
    rows.sort(key=lambda row: (row[2], row[1], row[3]))
    found = list(matches(rows, tolerance))
    assert len({one for one, _ in found}) == len({two for _, two in found}) == len(found)
    assert all(abs(own[one] - other[two]) <= tolerance for one, two in found)
    assert len(found) == _most(sorted(own), sorted(other), tolerance)


def _most(own: list[int], other: list[int], tolerance: int) -> int:
    """The size of the largest matching, by trying every way (augmenting paths)."""
    partner: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for two in range(len(other)):
            if abs(own[one] - other[two]) <= tolerance and two not in tried:
                tried.add(two)
                if two not in partner or place(partner[two], tried):
                    partner[two] = one
                    return True
        return False

    return sum(place(one, set()) for one in range(len(own)))


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "plover", "csv", "parquet"])
def test_a_library_agrees_with_every_export_of_itself(library: Library, form: str, tmp_path: Path) -> None:
    agrees(str(library.engine.url.database), library, form, tmp_path)


def test_so_it_does_on_either_database(library_address: str, tmp_path: Path) -> None:
    made = Library(library_address, create=True)
    fill(made)
    agrees(library_address, made, "csv", tmp_path)


def agrees(address: str, library: Library, form: str, folder: Path) -> None:
    path = folder / f"set.{form}"
    path.write_bytes(exported(library, form))
    own, other = event_set(address, None, None), event_set(str(path), None, None)
    assert figures(lines(own, other)["all"]) == (7, 7, 7, 0, 0)
    with compared(own, other, Comparison()) as sides:
        found = {row["sentence"] for row in sides.events("matched")}
    assert "Azerbaijan opened an embassy in Tel Aviv on Wednesday." in found


def test_an_imported_set_is_named_by_its_format(tmp_path: Path) -> None:
    address = tmp_path / "library.db"
    library = Library(address, create=True)
    fill(library)
    path = tmp_path / "events.CSV"
    path.write_bytes(exported(library, "gdelt"))
    import_file("gdelt", path, tmp_path / "imported")
    found = lines(event_set(str(address), None, None), event_set("gdelt", str(address), None))
    assert found["all"].matched == 7
    assert lines(event_set("gdelt", None, tmp_path / "imported"), OTHER, since="2023", until="2023")["all"].own == 7


def test_sides_without_a_country_are_compared_by_name() -> None:
    own = made("own", ("2023-03-01", "Border Watch", "IRN", "SUPPORT"))
    other = made("other", ("2023-03-01", "BORDER  WATCH.", "IRN", "SUPPORT"))
    assert lines(own, other)["all"].matched == 1


def test_what_cannot_be_compared_is_counted(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.db", create=True)
    fill(library)
    path = tmp_path / "events.CSV"
    path.write_bytes(exported(library, "gdelt"))
    with compared(event_set(str(path), None, None), OTHER, Comparison(since="2023", until="2023")) as sides:
        assert sides.left_out == (1, 0)


def test_what_is_no_event_set_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("one\ttwo\n")
    with pytest.raises(SourceError, match="no event set that is known"):
        event_set(str(path), None, None)
    with pytest.raises(UsageError, match="no gdelt set in"):
        event_set("gdelt", str(tmp_path / "library.db"), None)
    with pytest.raises(SourceError, match="cannot be read"):
        event_set(str(tmp_path / "nowhere"), None, None)


def test_a_rejected_event_is_no_part_of_a_comparison(tmp_path: Path) -> None:
    address = tmp_path / "library.db"
    library = Library(address, create=True)
    text = "France praised Ghana. France thanked Ghana."
    sides = (actor(text, "France", "country/FRA", "FRA", None), actor(text, "Ghana", "country/GHA", "GHA", None))
    events = (
        event(text, "praised", "praise", "051", "FRA", "GHA", time=on("2023-03-01")),
        event(text, "thanked", "praise", "051", "FRA", "GHA", time=on("2023-03-02"), modality="negated"),
    )
    fill(library, record(text, "2023-03-01", sides, events))
    own = event_set(str(address), None, None)
    assert lines(own, own)["all"].own == 1
