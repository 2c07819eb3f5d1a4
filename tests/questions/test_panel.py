"""Panels count what the library holds, with zeros over the members of the state system."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman import UsageError
from dragoman.library import Library
from dragoman.questions.panel import PanelQuery, panel
from dragoman.questions.panel_files import write_panel
from dragoman.questions.periods import periods
from dragoman.questions.state_system import members, spells
from dragoman.questions.vocabulary import event_types


def rows(library: Library, **wanted: object) -> list[dict[str, object]]:
    return pa.Table.from_batches(list(panel(library, PanelQuery(**wanted)))).to_pylist()  # type: ignore[arg-type]


def told(library: Library, **wanted: object) -> dict[tuple[object, ...], dict[str, object]]:
    return {tuple(list(row.values())[:7:3]): row for row in rows(library, zeros=False, **wanted)}


def test_a_directed_dyad_month_has_each_way_in_its_month(library: Library) -> None:
    found = told(library)
    assert sorted(found) == [
        ("AZE", "ISR", "2023-02"),
        ("AZE", "ISR", "2023-03"),
        ("ISR", "AZE", "2023-01"),
        ("ISR", "AZE", "2023-02"),
    ]
    talks = found["ISR", "AZE", "2023-02"]
    assert (talks["events"], talks["CONSULT"], talks["SUPPORT"], talks["verbal_cooperation"]) == (2, 2, 0, 2)
    assert (talks["plover_mean"], talks["goldstein_mean"]) == (2.1, 1.45)
    assert (talks["reports"], talks["articles"], talks["sources"]) == (2, 2, 1)
    assert (talks["actor_cow"], talks["actor_gw"], talks["recipient_cow"]) == (666, 666, 373)


def test_an_undirected_dyad_counts_those_who_act_together_once(library: Library) -> None:
    found = told(library, directed=False)
    assert found["AZE", "ISR", "2023-02"]["events"] == 2, "one visit and one talk, which is a dyad both ways"
    assert {key[:2] for key in found} == {("AZE", "ISR")}


def test_by_publication_an_event_stands_in_the_month_of_its_article(library: Library) -> None:
    found = told(library, by="publication")
    assert found["ISR", "AZE", "2023-03"]["events"] == 1, "the visit of February was told of in March"
    assert ("ISR", "AZE", "2023-01") in found


def test_planned_and_rejected_events_are_not_counted(own: Library) -> None:
    from sqlalchemy import update

    from dragoman.library.schema import dyads

    assert sum(int(str(row["events"])) for row in rows(own, zeros=False, also=("PSE",))) == 5
    with own.writing() as connection:
        connection.execute(update(dyads).values(counted=0))
    assert rows(own, zeros=False) == []


def test_several_reports_of_one_happening_count_once(own: Library) -> None:
    from sqlalchemy import update

    from dragoman.library.schema import events

    with own.writing() as connection:
        connection.execute(update(events).values(happening=7))
    found = told(own)["ISR", "AZE", "2023-02"]
    assert (found["events"], found["reports"]) == (1, 2)
    assert told(own, count="reports")["ISR", "AZE", "2023-02"]["events"] == 2


def test_zeros_stand_for_every_pair_of_members(library: Library) -> None:
    found = rows(library, since="2023-02", until="2023-03")
    states = len(members("2023-02-01", "2023-02-28"))
    assert states == 195 and len(found) == 2 * states * (states - 1)
    assert sum(int(str(row["events"])) for row in found) == 4
    empty = next(row for row in found if (row["actor"], row["recipient"]) == ("FRA", "DEU"))
    assert (empty["events"], empty["ASSAULT"], empty["plover_mean"], empty["sources"]) == (0, 0, None, 0)
    half = rows(library, since="2023-02", until="2023-02", directed=False)
    assert len(half) == states * (states - 1) // 2 and all(str(row["state_1"]) < str(row["state_2"]) for row in half)


def test_weeks_years_and_countries(library: Library) -> None:
    assert ("ISR", "AZE", "2023-W05") in told(library, unit="dyad-week")
    assert told(library, unit="dyad-year")["ISR", "AZE", "2023"]["events"] == 3
    found = {row["month"]: row for row in rows(library, unit="country-month", zeros=False) if row["country"] == "ISR"}
    assert (found["2023-02"]["actor_CONSULT"], found["2023-02"]["recipient_CONSULT"]) == (2, 0)
    world = rows(library, unit="country-year", since="2024", until="2024")
    (row,) = [row for row in world if row["recipient_events"]]
    assert (row["country"], row["recipient_ACCUSE"], len(world)) == ("AZE", 1, 195), "also of who is no state"


def test_one_who_is_no_member_can_be_taken_in(library: Library) -> None:
    found = rows(library, since="2023", until="2023", unit="country-year", also=("PSE",))
    (row,) = [row for row in found if row["country"] == "PSE"]
    assert (row["country_cow"], row["country_gw"], len(found)) == (None, None, 196)
    with pytest.raises(UsageError, match="no country has the code 'XXX'"):
        rows(library, also=("XXX",))


def test_an_empty_library_gives_an_empty_panel(library_address: str, tmp_path: Path) -> None:
    with Library(library_address, create=True) as shelf:
        assert rows(shelf) == []
        assert len(rows(shelf, unit="country-year", since="2020", until="2021")) == 390
        assert write_panel(shelf, PanelQuery(), tmp_path / "panel.csv").rows == 0


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"unit": "dyad-day"}, "no unit 'dyad-day'; there are dyad-year, dyad-month, dyad-week, country-year"),
        ({"by": "day"}, "by event or by publication"),
        ({"count": "all"}, "there are happenings, reports"),
        ({"since": "x"}, "since 'x' is no date"),
    ],
)
def test_a_wrong_panel_is_refused(wanted: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        PanelQuery(**wanted)  # type: ignore[arg-type]


def test_an_end_before_the_beginning_is_refused(library: Library) -> None:
    with pytest.raises(UsageError, match="would end"):
        rows(library, since="2023", until="2022")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_have_a_codebook_of_every_column_and_a_manifest(library: Library, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"panel.{form}"
    written = write_panel(library, PanelQuery(since="2023-02", until="2023-02"), path)
    if form == "csv":
        with path.open(newline="") as stream:
            found = list(csv.DictReader(stream))
        columns = list(found[0])
        assert next(row for row in found if row["actor"] == "NAM")["actor_cow"] == "565"
    else:
        table = pq.read_table(path)
        found, columns = table.to_pylist(), table.column_names
    assert len(found) == written.rows == 195 * 194
    book = written.codebook.read_text()
    assert [line.split("`")[1] for line in book.splitlines() if line.startswith("| `")] == columns
    assert all(type_ in columns for type_ in event_types())
    manifest = json.loads(written.manifest.read_text())
    assert manifest["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest["rows"] == written.rows and manifest["query"]["unit"] == "dyad-month"
    assert manifest["runs"][0]["reader"] == "dragoman 0" and manifest["columns"] == columns
    again = write_panel(library, PanelQuery(since="2023-02", until="2023-02"), tmp_path / f"again.{form}")
    assert again.data.read_bytes() == path.read_bytes()


def test_every_unit_has_a_codebook(library: Library, tmp_path: Path) -> None:
    for unit in ("country-week", "dyad-year"):
        query = PanelQuery(unit=unit, directed=False, since="2023", until="2023", zeros=False)
        written = write_panel(library, query, tmp_path / f"{unit}.csv")
        assert "As the recipient: Events" in written.codebook.read_text() or unit == "dyad-year"


def test_a_file_of_another_kind_is_refused(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"neither \.csv nor \.parquet"):
        write_panel(library, PanelQuery(), tmp_path / "panel.xlsx")
    with pytest.raises(UsageError, match="cannot be written"):
        write_panel(library, PanelQuery(), tmp_path / "none" / "panel.csv")


def test_r_reads_it(library: Library, tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not here; on Debian: apt install r-base-core")
    path = tmp_path / "panel.csv"
    write_panel(library, PanelQuery(since="2023-02", until="2023-02"), path)
    asked = f"d <- read.csv('{path}'); cat(nrow(d), sum(d$events), class(d$actor_cow), sum(is.na(d$plover_mean)))"
    done = subprocess.run(["Rscript", "-e", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "37830 3 integer 37828"


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_pandas_reads_it(library: Library, tmp_path: Path, form: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed: pip install pandas")
    path = tmp_path / f"panel.{form}"
    write_panel(library, PanelQuery(since="2023-02", until="2023-02"), path)
    table = pandas.read_csv(path) if form == "csv" else pandas.read_parquet(path)
    assert (len(table), int(table["events"].sum())) == (37830, 3)
    assert table["actor_cow"].dtype.kind in "iI" and int(table["plover_mean"].isna().sum()) == 37828


def test_a_dyad_of_states_that_never_were_members_together_has_no_row() -> None:
    june = {one.code for one in members("2006-06-01", "2006-06-30")}
    assert {"SCG", "SRB", "MNE"} <= june
    later = {one.code for one in members("2006-07-01", "2006-07-31")}
    assert {"SRB", "MNE"} <= later and "SCG" not in later


def test_each_number_has_one_bearer_on_a_day() -> None:
    for one in spells():
        assert one.first <= one.last and date.fromisoformat(one.first)
        for other in spells():
            if one is not other and one.cow == other.cow:
                assert one.last < other.first or other.last < one.first, (one, other)


def test_periods_are_whole_and_follow_each_other() -> None:
    weeks = periods("week", "2020-12-30", "2021-01-12")
    assert [week.name for week in weeks] == ["2020-W53", "2021-W01", "2021-W02"]
    assert (weeks[0].first, weeks[-1].last) == ("2020-12-28", "2021-01-17")
    months = periods("month", "2024-01-31", "2024-03-01")
    assert [(one.name, one.last) for one in months][1] == ("2024-02", "2024-02-29")
