"""Untidy files of others: each row that is no event is listed with its reason, and the rest is taken."""

from __future__ import annotations

import csv
import gzip
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import SourceError, UsageError
from dragoman.formats import gdelt, icews, polecat
from dragoman.formats.export import row as written
from dragoman.formats.importing import Kept, Rejected, Row, folder_of, import_file, read_file
from dragoman.formats.lines import cells

ICEWS_ROW = {
    "Event ID": "31000001",
    "Event Date": "2019-05-06",
    "Source Name": "Foreign Affairs (Norway)",
    "Source Sectors": "Government,Foreign Ministry",
    "Source Country": "Norway",
    "Event Text": "Make a visit",
    "CAMEO Code": "042",
    "Intensity": "1.9",
    "Target Name": "Vietnam",
    "Target Sectors": "",
    "Target Country": "Vietnam",
    "Story ID": "48000001",
    "Sentence Number": "2",
    "Publisher": "A Test Wire",
    "City": "Hanoi",
    "District": "",
    "Province": "Ha Noi",
    "Country": "Vietnam",
    "Latitude": "21.0245",
    "Longitude": "105.841",
}

POLECAT_ROW = dict.fromkeys(polecat.COLUMNS, "None") | {
    "Event ID": "20230102-1-A",
    "Event Date": "2023-01-02",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Intensity": "2.1",
    "Quad Code": "VERBAL COOPERATION",
    "Contexts": "diplomatic; economic",
    "Actor Name": "Ministry of Examples",
    "Actor Country": "NOR",
    "Primary Actor Sector": "GOV",
    "Recipient Name": "Kosovo",
    "Recipient Country": "KOS",
    "Country": "KOS",
}


def gdelt_row(**cells: str) -> str:
    row = dict.fromkeys(gdelt.COLUMNS, "") | {
        "GlobalEventID": "1100000001",
        "Day": "20230329",
        "Actor1Name": "NORWAY",
        "Actor1CountryCode": "NOR",
        "Actor1Type1Code": "GOV",
        "Actor2Name": "ROMANIA",
        "Actor2CountryCode": "ROM",
        "EventCode": "0841",
        "GoldsteinScale": "7.0",
        "ActionGeo_Fullname": "Oslo, Oslo, Norway",
        "ActionGeo_CountryCode": "NO",
        "ActionGeo_Lat": "59.91",
        "ActionGeo_Long": "10.75",
        "SOURCEURL": "https://news.example/1",
    }
    return "\t".join((row | cells).values())


def icews_row(**cells: str) -> str:
    return "\t".join((ICEWS_ROW | cells).values())


def icews_file(path: Path, *rows: str | bytes) -> Path:
    lines = ["\t".join(icews.COLUMNS), *rows]
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def read(form: str, path: Path) -> tuple[list[Row], list[Rejected]]:
    found = list(read_file(form, path))
    return [one for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, Rejected)]


def test_a_gdelt_row_is_read_with_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "20230329.export.CSV"
    path.write_text(gdelt_row() + "\n")
    (row,), rejected = read("gdelt", path)
    event = row.event
    assert not rejected
    assert (event.actor, event.recipient, event.day) == ("NOR", "ROU", "2023-03-29")
    assert (event.type, event.mode, event.quad_class) == ("RETREAT", "release", "material cooperation")
    assert (event.score, event.place_country, event.latitude) == (7.0, "NOR", 59.91)


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_packed_files_are_read_as_they_are(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"20230329.export.CSV.{kind}"
    rows = (gdelt_row() + "\n" + gdelt_row(GlobalEventID="2") + "\n").encode()
    if kind == "gz":
        path.write_bytes(gzip.compress(rows))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("20230329.export.CSV", rows)
    found, rejected = read("gdelt", path)
    assert [row.event.id for row in found] == ["1100000001", "2"]
    assert not rejected


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (gdelt_row(Day="20231329"), "'20231329' is no date"),
        (gdelt_row(EventCode="---"), "'---' is no CAMEO code"),
        (gdelt_row(GoldsteinScale="much"), "'much' is no number (GoldsteinScale)"),
        (gdelt_row(GlobalEventID=""), "no GlobalEventID"),
        ("one\ttwo", "2 cells under 61 columns"),
        ("\t".join(["1"] * 58), "58 cells under 61 columns; a file of GDELT 1.0 has so many, give one of GDELT 2.0"),
    ],
)
def test_a_bad_row_is_listed_and_stops_nothing(tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "events"
    path.write_text("\n".join([gdelt_row(), row, gdelt_row(GlobalEventID="3")]) + "\n")
    found, rejected = read("gdelt", path)
    assert [one.event.id for one in found] == ["1100000001", "3"]
    assert [(one.line, one.reason) for one in rejected] == [(2, reason)]


def test_a_place_that_is_none_costs_the_place_and_not_the_event(tmp_path: Path) -> None:
    path = tmp_path / "events"
    path.write_text(gdelt_row(ActionGeo_Lat="59#.9", ActionGeo_Long="1000") + "\n")
    (row,), _ = read("gdelt", path)
    assert (row.event.latitude, row.event.longitude) == (None, None)


def test_statements_that_plover_drops_have_a_quad_class_and_no_type(tmp_path: Path) -> None:
    path = tmp_path / "events"
    path.write_text(gdelt_row(EventCode="010") + "\n")
    (row,), _ = read("gdelt", path)
    assert (row.event.type, row.event.quad_class) == (None, "verbal cooperation")


def test_stray_quotes_belong_to_the_cell(tmp_path: Path) -> None:
    path = icews_file(
        tmp_path / "events.tab",
        icews_row(**{"Source Name": 'The "Iron Gate" Front'}),
        icews_row(**{"Source Name": '"Unclosed Front'}),
        icews_row(**{"Source Name": '"Quoted ""Front"""'}),
    )
    found, rejected = read("icews", path)
    assert not rejected
    names = [row.event.actor_name for row in found]
    assert names == ['The "Iron Gate" Front', '"Unclosed Front', 'Quoted "Front"']


def test_a_tab_inside_quotes_is_part_of_the_cell(tmp_path: Path) -> None:
    path = icews_file(tmp_path / "events.tab", icews_row(Publisher='"A Test\tWire"'))
    (row,), rejected = read("icews", path)
    assert not rejected
    assert row.event.publisher == "A Test Wire"
    assert row.event.latitude == 21.0245


def test_a_bare_tab_inside_a_cell_is_a_rejected_row(tmp_path: Path) -> None:
    path = icews_file(tmp_path / "events.tab", icews_row(Publisher="A Test\tWire"), icews_row())
    found, rejected = read("icews", path)
    assert len(found) == 1
    assert [(one.line, one.reason) for one in rejected] == [(2, "21 cells under 20 columns")]


def test_latin_1_bytes_are_read(tmp_path: Path) -> None:
    broken = icews_row(City="São Paulo").encode("latin-1")
    path = icews_file(tmp_path / "events.tab", broken, icews_row(City="Łódź"))
    found, rejected = read("icews", path)
    assert not rejected
    assert [row.event.place for row in found] == ["São Paulo", "Łódź"]


def test_icews_names_become_codes(tmp_path: Path) -> None:
    path = icews_file(
        tmp_path / "events.tab",
        icews_row(**{"Source Country": "Russian Federation", "Target Country": "Occupied Palestinian Territory"}),
        icews_row(**{"CAMEO Code": "42"}),
    )
    found, _ = read("icews", path)
    assert (found[0].event.actor, found[0].event.recipient) == ("RUS", "PSE")
    assert found[1].event.code == "042"


def test_columns_of_icews_may_stand_in_another_order(tmp_path: Path) -> None:
    names = list(reversed(icews.COLUMNS))
    path = tmp_path / "events.tab"
    path.write_text("\t".join(names) + "\n" + "\t".join(ICEWS_ROW[name] for name in names) + "\n")
    (row,), _ = read("icews", path)
    assert (row.event.actor, row.event.recipient, row.event.type) == ("NOR", "VNM", "CONSULT")


def test_polecat_lists_are_taken_apart_and_none_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "events.txt"
    rows = [POLECAT_ROW, POLECAT_ROW | {"Actor Country": "NOR; SWE", "Event Type": "DEMAND", "Event Mode": "None"}]
    path.write_text("\n".join(["\t".join(polecat.COLUMNS), *("\t".join(row.values()) for row in rows)]) + "\n")
    found, rejected = read("polecat", path)
    assert not rejected
    assert [(row.event.actor, row.event.recipient) for row in found] == [("NOR", "XKX"), ("NOR", "XKX"), ("SWE", "XKX")]
    assert found[0].event.contexts == "diplomatic;economic"
    assert (found[1].event.type, found[1].event.mode, found[1].event.place) == ("REQUEST", None, None)


def test_a_file_of_another_kind_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.tab"
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(SourceError, match="no icews table, its header lacks Event ID"):
        list(read_file("icews", path))


def test_a_broken_archive_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "events.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(SourceError, match=r"events\.zip: cannot be read to its end"):
        list(read_file("gdelt", path))


def test_what_is_kept_is_parquet_that_duckdb_questions(tmp_path: Path) -> None:
    path = tmp_path / "20230329.export.CSV"
    path.write_text("\n".join([gdelt_row(), "broken", gdelt_row(GlobalEventID="3", Day="20230401")]) + "\n")
    kept = import_file("gdelt", path, tmp_path / "imported")
    assert (kept.rows, kept.rejected) == (2, 1)
    asked = f"SELECT id, day, actor, line, original.\"Actor1Name\" FROM '{kept.kept}' ORDER BY line"
    rows = duckdb.sql(asked).fetchall()
    assert [(row[0], str(row[1]), *row[2:]) for row in rows] == [
        ("1100000001", "2023-03-29", "NOR", 1, "NORWAY"),
        ("3", "2023-04-01", "NOR", 3, "NORWAY"),
    ]
    with Path(str(kept.rejections)).open(newline="") as opened:
        assert list(csv.DictReader(opened)) == [{"file": str(path), "line": "2", "reason": "1 cells under 61 columns"}]


def test_importing_a_file_again_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "events.CSV"
    path.write_text(gdelt_row() + "\nbroken\n")
    first = import_file("gdelt", path, tmp_path)
    path.write_text(gdelt_row() + "\n")
    second = import_file("gdelt", path, tmp_path)
    assert second == Kept(file=str(path), rows=1, rejected=0, kept=first.kept, rejections=None)
    assert not Path(str(first.rejections)).exists()
    assert sorted(one.name for one in (tmp_path / "gdelt").iterdir()) == ["events.CSV.parquet"]


def test_a_file_that_breaks_off_keeps_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "events.CSV.gz"
    path.write_bytes(gzip.compress((gdelt_row() + "\n").encode() * 5000)[:-20])
    with pytest.raises(SourceError, match="cannot be read to its end"):
        import_file("gdelt", path, tmp_path)
    assert list((tmp_path / "gdelt").iterdir()) == []


def test_sets_lie_beside_the_library_or_where_told(tmp_path: Path) -> None:
    assert folder_of(str(tmp_path / "library.db"), None) == tmp_path / "imported"
    assert folder_of("postgresql://host/name", tmp_path) == tmp_path
    with pytest.raises(UsageError, match="--into DIR"):
        folder_of("postgresql://host/name", None)


def test_two_files_of_one_name_do_not_replace_each_other(tmp_path: Path) -> None:
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "events.CSV").write_text(gdelt_row() + "\n")
    import_file("gdelt", tmp_path / "2019" / "events.CSV", tmp_path)
    with pytest.raises(SourceError, match=r"a file of this name was taken in from .*2019"):
        import_file("gdelt", tmp_path / "2020" / "events.CSV", tmp_path)


def test_europe_in_gdelt_is_europe_here(tmp_path: Path) -> None:
    path = tmp_path / "events"
    path.write_text(gdelt_row(Actor1CountryCode="EUR", Actor2CountryCode="AFR", Actor2Name="AFRICA") + "\n")
    (row,), _ = read("gdelt", path)
    assert (row.event.actor, row.event.recipient, row.event.recipient_country) == ("EUR", "AFRICA", None)


@given(st.lists(st.text(), min_size=20, max_size=20))
def test_whatever_stands_in_a_cell_the_row_keeps_its_columns(values: list[str]) -> None:
    line = written(values).decode()
    assert line.count("\n") == 1
    found = cells(line.rstrip("\n"), 20)
    assert found is not None
    plain = [value for value in values if '"' not in value]
    assert [one for one, value in zip(found, values, strict=True) if '"' not in value] == [
        " ".join(value.split()) for value in plain
    ]


def test_a_line_of_any_length_in_a_packed_file_is_not_held(tmp_path: Path) -> None:
    from dragoman.formats.lines import LONGEST
    from dragoman.sources.pairs import pairs

    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", 1) as stream:
        for _ in range(LONGEST // (1 << 20) + 1):
            stream.write(b"a" * (1 << 20))
    with pytest.raises(SourceError, match=r"bomb\.jsonl\.gz: line 1 is over 16 MB"):
        list(read_file("gdelt", path))
    with pytest.raises(SourceError, match="a row over 16 MB"):
        list(pairs(str(path)))


def test_a_cell_longer_than_a_reader_of_tables_takes_rejects_its_row() -> None:
    assert cells('"' + "a" * 200_000 + '\tb"\tc', 2) is None
