"""Tidy tables load again, with the codebook and the citation beside them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import yaml
from made_events import exported

from dragoman.formats.export import Export
from dragoman.formats.tidy import CITATION, columns, write_beside
from dragoman.library import Library
from dragoman.questions.query import Query


def rows(library: Library, **asked: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(library, "csv", **asked).decode())))


def test_the_table_has_a_row_for_each_pair_of_each_event(library: Library) -> None:
    found = rows(library)
    assert len(found) == 10
    talks = [row for row in found if row["type"] == "CONSULT"]
    assert [(row["actor"], row["recipient"], row["pair"], row["pairs"]) for row in talks] == [
        ("SRB", "XKX", "1", "2"),
        ("XKX", "SRB", "2", "2"),
    ]


def test_what_was_denied_is_there_and_says_so(library: Library) -> None:
    (denied,) = [row for row in rows(library) if row["modality"] == "negated"]
    assert (denied["counted"], denied["actor"], denied["recipient"]) == ("0", "IRN", "ISR")
    assert denied["sentence"] == "Iran did not attack Israel."


def test_csv_and_parquet_hold_the_same(either: Library, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(exported(either, "parquet"))
    table = pq.read_table(path)
    assert table.column_names == [name for name, _, _ in columns()]
    told = [{name: "" if value is None else str(value) for name, value in row.items()} for row in table.to_pylist()]
    assert told == rows(either)


def test_duckdb_reads_both(library: Library, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes(exported(library, "csv"))
    (tmp_path / "events.parquet").write_bytes(exported(library, "parquet"))
    for name in ("events.csv", "events.parquet"):
        asked = f"SELECT count(*), sum(counted) FROM '{tmp_path / name}' WHERE day IS NOT NULL"
        assert duckdb.sql(asked).fetchall() == [(9, 8)], name


def test_every_column_is_in_the_codebook_and_nothing_else(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(exported(library, "csv"))
    codebook, _ = write_beside(Export(library=library, query=Query()), path, 10)
    with codebook.open(newline="") as opened:
        entries = list(csv.DictReader(opened))
    assert [entry["column"] for entry in entries] == path.read_text().splitlines()[0].split(",")
    assert all(entry["meaning"] for entry in entries)


def test_the_citation_is_a_citation_file(library: Library, tmp_path: Path) -> None:
    query = Query(actor="AZE", type=("SUPPORT",))
    author = 'Ann "the coder" Example'
    _, citation = write_beside(Export(library=library, query=query, author=author), tmp_path / "a.csv", 2)
    told = yaml.safe_load(citation.read_text())
    assert citation.name == CITATION
    assert told["cff-version"] == "1.2.0"
    assert told["type"] == "dataset"
    assert told["authors"] == [{"name": author}]
    assert told["abstract"] == "2 rows; asked for: actor AZE, type ('SUPPORT',)"


def test_another_hands_citation_is_left_alone(library: Library, tmp_path: Path) -> None:
    (tmp_path / CITATION).write_text("cff-version: 1.2.0\n")
    _, citation = write_beside(Export(library=library, query=Query()), tmp_path / "a.csv", 2)
    assert citation.name == "a.CITATION.cff"
    assert (tmp_path / CITATION).read_text() == "cff-version: 1.2.0\n"


def test_no_sentence_goes_out_without_words(library: Library) -> None:
    assert {row["sentence"] for row in rows(library, words=False)} == {""}


def test_any_author_can_be_cited(library: Library, tmp_path: Path) -> None:
    name = 'Ann "=A1\\" \x0b\x1b\x85\u2028\ufeff\t\n& \U0001f389: #1'
    _, citation = write_beside(Export(library=library, query=Query(), author=name), tmp_path / "events.csv", 10)
    assert yaml.safe_load(citation.read_text(encoding="utf-8"))["authors"] == [{"name": name}]
