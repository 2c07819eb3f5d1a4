"""Files, folders, tables and standard input to documents."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from dragoman.errors import UsageError
from dragoman.sources import Document, Failure, SourceOptions, documents
from dragoman.sources import tables as tables_module

LEAD = "Ghana opened an embassy in Riga on Monday."


def read(path: Path, **options: object) -> list[Document | Failure]:
    return list(documents([path], SourceOptions(**options)))  # type: ignore[arg-type]


def only(found: list[Document | Failure]) -> Document:
    assert len(found) == 1, found
    assert isinstance(found[0], Document), found[0]
    return found[0]


def test_a_text_file_gives_its_name_as_key(tmp_path: Path) -> None:
    path = tmp_path / "riga.v2.txt"
    path.write_text(LEAD)
    document = only(read(path))
    assert (document.content, document.format, document.key) == (LEAD, "text", "riga.v2")


def test_a_gzipped_page_loses_both_extensions(tmp_path: Path) -> None:
    path = tmp_path / "riga.html.gz"
    path.write_bytes(gzip.compress(f"<!DOCTYPE html><html><p>{LEAD}</p></html>".encode()))
    document = only(read(path))
    assert (document.format, document.key) == ("html", "riga")


def test_content_decides_against_the_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"<!-- saved --><html><body><p>{LEAD}</p></body></html>")
    assert only(read(path)).format == "html"


def test_a_folder_is_read_in_order_and_pictures_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", "x.png", ".hidden"):
        (tmp_path / name).write_text(LEAD)
    assert [d.key for d in read(tmp_path) if isinstance(d, Document)] == ["a", "d", "c"]


def test_json_lines_rows_keep_their_fields(tmp_path: Path) -> None:
    row = {"id": 7, "text": LEAD, "dct": "2024-05-06T10:00:00Z", "outlet": "Baltic Post", "author": ["A. Ozols"]}
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row))
    document = only(read(path))
    assert (document.key, document.published, document.publisher) == ("7", "2024-05-06", "Baltic Post")
    assert document.authors == ("A. Ozols",)
    assert document.place == f"{path}:1"


def test_a_bad_row_names_its_line_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "1", "text": "x"}\n{broken\n{"id": "3", "text": "y", "date": "soon"}\n{"text": "z"}\n')
    found = read(path)
    assert [type(item).__name__ for item in found] == ["Document", "Failure", "Failure", "Document"]
    assert str(found[1]).startswith(f"{path}:2: no valid JSON")
    assert str(found[2]) == f"{path}:3: 'soon' is no clear date; write it as 2023-03-29"


def test_a_json_list_is_read_object_by_object(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([{"id": str(i), "text": LEAD * 500} for i in range(60)], indent=1))
    found = read(path)
    assert [d.key for d in found if isinstance(d, Document)] == [str(i) for i in range(60)]


def test_csv_cells_may_hold_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('id,text,title\n1,"Ghana,\nLatvia",T\n2,short\n')
    good, bad = read(path)
    assert isinstance(good, Document) and good.content == "Ghana,\nLatvia"
    assert str(bad).startswith(f"{path}:4: 2 cells under 3 columns")


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text(f"nr\tbody\n1\t{LEAD}\n")
    assert only(read(path, columns={"id": "nr", "text": "body"})).content == LEAD


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("nr\tbody\n1\tx\n")
    (failure,) = read(path, columns={"text": "story"})
    assert str(failure) == f"{path}: no column 'story' for text; the columns are nr, body"


@pytest.mark.parametrize("packed", [False, True])
def test_parquet_rows_are_read(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "rows.parquet"
    table = pyarrow.table({"id": ["1", "2"], "text": [LEAD, None], "published": [date(2024, 5, 6)] * 2})
    pyarrow.parquet.write_table(table, path)
    if packed:
        path.write_bytes(gzip.compress(path.read_bytes()))
    good, bad = read(path)
    assert isinstance(good, Document) and good.published == "2024-05-06"
    assert str(bad).startswith(f"{path}:2: no text")


def test_standard_input_is_sniffed() -> None:
    stream = io.BytesIO(json.dumps({"id": "a", "text": LEAD}).encode())
    assert only(list(documents(["-"], standard_input=stream))).place == "standard input:1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"  \n", "empty"), (b"%PDF-1.4", "a PDF"), (gzip.compress(b"x" * 99)[:-9], "broken gzip")],
)
def test_what_cannot_be_read_says_why_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "bad"
    path.write_bytes(data)
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert reason in failure.reason and "\n" not in str(failure)


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "nowhere.txt")
    assert "no such file" in str(failure)


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"peace " * (12 << 20)))
    (failure,) = read(path)
    assert "over 64 MB" in str(failure)


def test_a_row_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "LARGEST_DOCUMENT", 200_000)
    path = tmp_path / "rows.jsonl"
    rows = [{"id": "1", "text": LEAD}, {"id": "2", "text": "x" * 500_000}, {"id": "3", "text": LEAD}]
    path.write_text("\n".join(map(json.dumps, rows)))
    found = read(path)
    assert [d.key if isinstance(d, Document) else d.place for d in found] == ["1", f"{path}:2", "3"]


def test_options_are_checked() -> None:
    for wrong in ({"columns": {"story": "x"}}, {"published": "soon"}, {"form": "pdf"}, {"encoding": "klingon"}):
        with pytest.raises(UsageError):
            SourceOptions(**wrong)  # type: ignore[arg-type]
