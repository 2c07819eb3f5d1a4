"""GDELT, ICEWS, POLECAT and PLOVER: their columns and codes, and that what is written is read again as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_events import exported

from dragoman.formats import gdelt, icews, polecat
from dragoman.formats.importing import Row, read_file
from dragoman.library import Library

COUNTED = {
    ("AZE", "ISR", "2023-03-29", "SUPPORT", "054"),
    ("AZE", "ISR", "2023-03-29", "SUPPORT", "051"),
    ("XKX", "SRB", "2023-03-30", "CONSULT", "046"),
    ("SRB", "XKX", "2023-03-30", "CONSULT", "046"),
    ("UNO", "SRB", "2023-03-31", "ACCUSE", "111"),
    ("LBN", "ISR", "2023-03-31", "ASSAULT", "194"),
    ("border watch", "IRN", "2023-04-01", "ACCUSE", "1123"),
    ("IRN", None, "2023-04-01", "REJECT", "127"),
}
"""What the made library has that counts: dyad, day, type, CAMEO code."""


def table(library: Library, form: str) -> list[list[str]]:
    return [line.split("\t") for line in exported(library, form).decode().splitlines()]


def imported(library: Library, form: str, folder: Path) -> list[Row]:
    path = folder / f"set.{form}"
    path.write_bytes(exported(library, form))
    rows = list(read_file(form, path))
    assert all(isinstance(row, Row) for row in rows), rows
    return [row for row in rows if isinstance(row, Row)]


def plain(side: str | None) -> str | None:
    return side if side is None or len(side) == 3 else side.lower()


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "plover"])
def test_what_is_exported_is_imported_with_the_same_dyad_day_type_and_code(
    either: Library, form: str, tmp_path: Path
) -> None:
    events = [row.event for row in imported(either, form, tmp_path)]
    found = {(plain(one.actor), plain(one.recipient), one.day, one.type, one.code) for one in events}
    wanted = {(*row[:4], None) for row in COUNTED} if form == "polecat" else COUNTED
    assert found == wanted


@pytest.mark.parametrize(
    ("form", "scale", "scores"),
    [
        ("gdelt", "goldstein", {"SUPPORT": {6.0, 3.4}, "ASSAULT": {-10.0}}),
        ("icews", "goldstein", {"SUPPORT": {6.0, 3.4}, "ASSAULT": {-10.0}}),
        ("polecat", "plover", {"SUPPORT": {4.6}, "ASSAULT": {-9.3}}),
        ("plover", "plover", {"SUPPORT": {4.6}, "ASSAULT": {-9.3}}),
    ],
)
def test_scores_come_back_on_their_scale(
    library: Library, form: str, scale: str, scores: dict[str, set[float]], tmp_path: Path
) -> None:
    events = [row.event for row in imported(library, form, tmp_path)]
    assert {one.scale for one in events} == {scale}
    for type_, wanted in scores.items():
        assert {one.score for one in events if one.type == type_} == wanted


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "plover"])
def test_the_place_comes_back(library: Library, form: str, tmp_path: Path) -> None:
    found = next(row.event for row in imported(library, form, tmp_path) if row.event.latitude is not None)
    assert found.place is not None
    assert found.place.startswith("Tel Aviv")
    assert (found.place_country, found.latitude, found.longitude) == ("ISR", 32.0809, 34.7806)


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "plover"])
def test_sectors_come_back(library: Library, form: str, tmp_path: Path) -> None:
    events = [row.event for row in imported(library, form, tmp_path)]
    assert {one.actor_sector for one in events if one.actor == "LBN"} == {"REB"}
    assert {one.actor_sector for one in events if plain(one.actor) == "border watch"} == {"CVL"}


def test_gdelt_has_61_columns_without_a_header(library: Library) -> None:
    rows = table(library, "gdelt")
    assert {len(row) for row in rows} == {61}
    assert len(gdelt.COLUMNS) == 61
    assert rows[0][0].isdigit(), rows[0]


def test_gdelt_writes_its_own_codes(library: Library) -> None:
    rows = [dict(zip(gdelt.COLUMNS, row, strict=True)) for row in table(library, "gdelt")]
    opened = next(row for row in rows if row["EventCode"] == "054")
    assert opened["Day"] == "20230329"
    assert (opened["EventBaseCode"], opened["EventRootCode"], opened["QuadClass"]) == ("054", "05", "1")
    assert (opened["Actor1Code"], opened["Actor1Name"], opened["Actor1Type1Code"]) == ("AZEGOV", "AZERBAIJAN", "GOV")
    assert opened["ActionGeo_CountryCode"] == "IS"
    shelled = next(row for row in rows if row["EventCode"] == "194")
    assert shelled["QuadClass"] == "4"
    condemned = next(row for row in rows if row["EventCode"] == "111")
    assert (condemned["Actor1CountryCode"], condemned["Actor1KnownGroupCode"]) == ("", "UNO")


def test_icews_writes_names_and_labels(library: Library) -> None:
    header, *rows = table(library, "icews")
    assert tuple(header) == icews.COLUMNS
    opened = next(dict(zip(header, row, strict=True)) for row in rows if row[6] == "054")
    assert opened["Event Text"] == "Grant diplomatic recognition"
    assert (opened["Source Country"], opened["Source Sectors"], opened["City"]) == (
        "Azerbaijan",
        "Government",
        "Tel Aviv",
    )


def test_polecat_says_none_where_nothing_is(library: Library) -> None:
    header, *rows = table(library, "polecat")
    assert tuple(header) == polecat.COLUMNS
    assert all(cell for row in rows for cell in row)
    thanked = next(dict(zip(header, row, strict=True)) for row in rows if "Ilham Aliyev" in row)
    assert (thanked["Actor Country"], thanked["Actor COW"], thanked["Actor Title"]) == ("AZE", "373", "president")
    assert thanked["Wikipedia Actor ID"] == "None"


def test_kosovo_is_kos_in_plover_and_polecat(library: Library) -> None:
    records = [json.loads(line) for line in exported(library, "plover").decode().splitlines()]
    talks = next(record for record in records if record["event"] == ["CONSULT"])
    assert [actor["code"] for actor in talks["source"]] == ["SRB", "KOS"]
    assert "recipient" not in talks
    kosovo = talks["source"][1]
    assert (kosovo["iso3"], kosovo["cow"]) == ("XKX", 347)
    assert any("KOS" in row for row in table(library, "polecat"))


def test_a_plover_record_has_the_fields_of_the_manual(library: Library) -> None:
    records = [json.loads(line) for line in exported(library, "plover").decode().splitlines()]
    opened = next(record for record in records if record["event_text"] == ["opened"])
    assert opened["quad_code"] == 1
    assert opened["event_scale"] == 4.6
    assert opened["context"] == ["diplomatic"]
    assert opened["text"].startswith("Azerbaijan opened an embassy")
    assert opened["event_loc"] == {
        "geonameid": 293397,
        "name": "Tel Aviv",
        "latitude": 32.0809,
        "longitude": 34.7806,
        "country code": "IL",
        "cc3": "ISR",
        "admin1": "Tel Aviv",
    }
    assert opened["cite_info"]["publication"] == "The Daily Test"


def test_a_table_that_knows_no_denial_gets_none_unless_asked(library: Library) -> None:
    assert not any("195" in row for row in table(library, "gdelt"))
    denied = exported(library, "gdelt", modality=("negated",)).decode().splitlines()
    assert len(denied) == 1
    assert "\t195\t" in denied[0]


def test_an_event_without_a_day_stays_out_of_tables_by_day(library: Library) -> None:
    for form in ("gdelt", "icews", "polecat", "plover"):
        assert b"Ghana" not in exported(library, form)


def test_sentences_stay_at_home_when_asked(library: Library) -> None:
    record = json.loads(exported(library, "plover", words=False).splitlines()[0])
    assert "text" not in record
    assert "event_text" not in record


@pytest.mark.parametrize("form", ["plover", "gdelt", "icews", "polecat", "graphml", "gexf", "geojson"])
def test_the_same_library_gives_the_same_bytes(library: Library, form: str) -> None:
    assert exported(library, form) == exported(library, form)


def test_only_what_is_asked_for_is_written(either: Library) -> None:
    rows = table(either, "gdelt")
    fewer = exported(either, "gdelt", between=("AZE", "ISR")).decode().splitlines()
    assert (len(rows), len(fewer)) == (8, 2)
