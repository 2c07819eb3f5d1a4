"""``dragoman export``, ``import`` and ``compare`` as their users call them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_events import fill

from dragoman.formats.registry import FORMATS
from dragoman.interfaces.cli.app import main
from dragoman.library import Library

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"

Run = Callable[..., tuple[int, bytes, list[str]]]


@pytest.fixture
def run(folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the program in this process; gives its exit code, standard output, and the lines on standard error."""
    monkeypatch.chdir(folder)

    def call(*arguments: str | Path) -> tuple[int, bytes, list[str]]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        out, said = capfdbinary.readouterr()
        return int(ended.value.code or 0), out, said.decode().splitlines()

    return call


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("formats")
    library = Library(made / "library.db", create=True)
    fill(library)
    library.close()
    return made


def test_a_table_goes_to_standard_output(run: Run) -> None:
    code, out, said = run("export", "gdelt", "--library", "library.db")
    assert (code, said) == (0, [])
    assert len(out.decode().splitlines()) == 8


def test_a_csv_has_its_codebook_and_citation_beside_it(run: Run) -> None:
    code, _, said = run("export", "csv", "--library", "library.db", "--actor", "AZE", "-o", "aze.csv")
    assert code == 0
    assert said == [
        "dragoman: wrote aze.csv (csv, 2 entries)",
        "dragoman: wrote aze.codebook.csv",
        "dragoman: wrote CITATION.cff",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["excel"], "no format 'excel'; there are plover, gdelt"),
        (["parquet"], "parquet cannot go to standard output"),
        (["docbin", "--without-text", "-o", "a.spacy"], "docbin points at words of the text"),
        (["gdelt", "--since", "yesterday"], "'yesterday' is no date"),
        (["docbin", "-o", "no/such/folder/a.spacy"], "cannot be written"),
    ],
)
def test_a_wrong_call_is_one_line_and_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, said = run("export", *arguments, "--library", "library.db")
    assert (code, out) == (2, b"")
    assert len(said) == 1
    assert message in said[0]


def test_import_lists_bad_rows_and_ends_with_1(folder: Path, run: Run) -> None:
    _, out, _ = run("export", "gdelt", "--library", "library.db")
    (folder / "mixed.CSV").write_bytes(b"bad row\n" + out)
    code, table, said = run("import", "gdelt", "mixed.CSV", "--library", "library.db", "-f", "json")
    assert code == 1
    assert said == ["dragoman: mixed.CSV:1: 1 cells under 61 columns"]
    (kept,) = json.loads(table)
    assert (kept["rows"], kept["rejected"], kept["kept"]) == (8, 1, "imported/gdelt/mixed.CSV.parquet")
    code, table, _ = run("compare", "library.db", "gdelt", "-f", "csv")
    assert code == 0
    assert table.decode().splitlines()[1] == "all,7,7,7,0,0,1.0,1.0,1.0,1.0"


def test_one_missing_file_stops_no_other(folder: Path, run: Run) -> None:
    _, out, _ = run("export", "plover", "--library", "library.db")
    (folder / "own.jsonl").write_bytes(out)
    code, table, said = run("import", "plover", "gone.jsonl", "own.jsonl", "--into", "kept")
    assert code == 1
    assert said == ["dragoman: gone.jsonl: no such file; check the name"]
    assert b"kept/plover/own.jsonl.parquet" in table
    code, _, said = run("import", "plover", "gone.jsonl", "--into", "kept")
    assert (code, said) == (2, ["dragoman: gone.jsonl: no such file; check the name"])


def test_compare_shows_events_with_their_sentences(folder: Path, run: Run) -> None:
    _, out, _ = run("export", "icews", "--library", "library.db", "--type", "SUPPORT")
    (folder / "support.tab").write_bytes(out)
    call = ["compare", "library.db", "support.tab", "--since", "2023", "--until", "2023"]
    code, table, said = run(*call, "--by", "event", "--only", "own")
    assert code == 0
    assert "Hezbollah fired rockets at Israel on Friday." in table.decode()
    assert "opened an embassy" not in table.decode()
    assert said[0].startswith("dragoman: library.db and support.tab, 2023-01-01 to 2023-12-31")
    code, page, _ = run(*call, "-f", "json")
    told = json.loads(page)
    assert (told["since"], told["rows"][0]["group"], told["rows"][0]["matched"]) == ("2023-01-01", "all", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["library.db", "polecat"], "no polecat set in imported; take one in"),
        (["library.db", "library.db", "--by", "week"], "no comparison by 'week'; there are type, dyad, month, event"),
        (["library.db", "library.db", "--match", "action"], "events are matched by type or quad"),
        (["library.db", "library.db", "--limit", "0"], "a limit of 0 shows nothing"),
        (["library.db", "library.db", "--by", "event", "--only", "mine"], "there are matched, own, other events"),
    ],
)
def test_a_wrong_comparison_is_one_line_and_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, said = run("compare", *arguments)
    assert (code, out) == (2, b"")
    assert message in said[-1], said


def test_every_format_and_command_is_documented(run: Run) -> None:
    text = DOCS.read_text()
    for name in FORMATS:
        assert f"`{name}`" in text, name
    for command in ("export", "import", "compare"):
        assert f"## dragoman {command}" in text
        code, out, _ = run(command, "--help")
        assert code == 0
        for option in set(re.findall(r"--[a-z][a-z-]+", out.decode())) - {"--help"}:
            assert option in text, f"{command} {option}"
