"""The commands that ask a library, in every form."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest
from made_articles import kept, made, writer

import dragoman
from dragoman import Library
from dragoman.interfaces.cli.app import app, main

ROOT = Path(__file__).resolve().parent.parent.parent
ASKING = ("events", "statements", "relations", "articles", "timeline", "panel")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shelf") / "library.db"
    with Library(path, create=True) as library:
        writer(library).keep([kept(one) for one in made()])
    return path


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line within this process, which saves its start."""

    def ask(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capfd.readouterr()
        return Done(int(str(ended.value.code)), said.out, said.err)

    return ask


def test_events_are_a_table_for_a_person(shelf: Path, run: Run) -> None:
    done = run("events", "--between", "AZE", "ISR", "--type", "SUPPORT", "--library", shelf)
    head, row = done.stdout.splitlines()
    assert head.split()[:4] == ["day", "type", "actors", "recipients"]
    assert re.match(r"2023-01-20\s+SUPPORT\s+Israel\s+Azerbaijan\s+actual\s+Azerbaijan\s+Jerusalem praised", row)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["events", "statements", "relations", "articles"])
def test_every_form_has_the_same_rows(shelf: Path, tmp_path: Path, command: str, run: Run) -> None:
    lines = [json.loads(line) for line in run(command, "--library", shelf, "--format", "jsonl").stdout.splitlines()]
    assert lines and json.loads(run(command, "--library", shelf, "-f", "json").stdout) == lines
    run(command, "--library", shelf, "-f", "csv", "-o", tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(newline="") as stream:
        found = list(csv.DictReader(stream))
    assert [row["id"] for row in found] == [row["id"] for row in lines] and list(found[0]) == list(lines[0])
    run(command, "--library", shelf, "-f", "parquet", "-o", tmp_path / "rows.parquet")
    assert pq.read_table(tmp_path / "rows.parquet").column("id").to_pylist() == [row["id"] for row in lines]
    table = run(command, "--library", shelf).stdout.splitlines()
    assert len(table) == len(lines) + 1


def test_a_timeline_shows_each_direction(shelf: Path, run: Run) -> None:
    done = run("timeline", "AZE", "ISR", "--library", shelf, "--since", "2023-02", "--format", "jsonl")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["period"], row["actor"], row["type"], row["events"]) for row in found] == [
        ("2023-02", "AZE", "CONSULT", 1),
        ("2023-02", "ISR", "CONSULT", 2),
        ("2023-03", "AZE", "ACCUSE", 1),
    ]


def test_a_panel_goes_to_a_file_or_a_pipe(shelf: Path, tmp_path: Path, run: Run) -> None:
    done = run("panel", "--library", shelf, "--since", "2023-02", "--until", "2023-02", "--undirected", "--only-events")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert (row["state_1"], row["state_2"], row["month"], row["events"]) == ("AZE", "ISR", "2023-02", "2")
    path = tmp_path / "panel.parquet"
    done = run("panel", "--unit", "country-year", "--by", "publication", "--library", shelf, "-o", path)
    assert re.match(r"390 rows in .*panel\.parquet; see .*panel\.codebook\.md and .*panel\.manifest\.json", done.stderr)
    assert pq.read_table(path).num_rows == 390


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["events", "--type", "SCOLD"], "dragoman: no type 'SCOLD'; there are AGREE, CONSULT"),
        (["events", "--sector", "KING"], "dragoman: no sector 'KING'; there are GOV, MIL"),
        (["statements", "--stance", "cross"], "dragoman: no stance 'cross'; there are favourable, hostile, neutral"),
        (["relations", "--type", "love"], "dragoman: no type of relation 'love'; there are alignment, alliance"),
        (["articles", "--since", "May"], "dragoman: since 'May' is no date"),
        (["timeline", "AZE", "Nobody"], "dragoman: nobody is called 'Nobody' in the library"),
        (["timeline", "AZE", "Éli Cohen"], "dragoman: 'Éli Cohen' acts for ISR; ask for its timeline"),
        (["timeline", "AZE", "ISR", "--by", "hour"], "dragoman: no timeline by 'hour'; there are day, month, year"),
        (["panel", "--unit", "dyad"], "dragoman: no unit 'dyad'; there are dyad-year"),
    ],
)
def test_a_wrong_value_ends_with_code_two_and_one_line(shelf: Path, arguments: list[str], said: str, run: Run) -> None:
    done = run(*arguments, "--library", shelf)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and done.stderr.startswith(said), done.stderr


def test_nothing_found_is_said_and_no_error(shelf: Path, run: Run) -> None:
    done = run("events", "--actor", "PRK", "--library", shelf)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "dragoman: nothing found\n")


def test_python_asks_the_same(shelf: Path) -> None:
    with dragoman.Library(shelf) as library:
        (found,) = dragoman.find_events(library, dragoman.Query(type=("SUPPORT",)))
        assert found["day"] == "2023-01-20"
        assert len(list(dragoman.find_statements(library, dragoman.Query()))) == 5
        assert dragoman.timeline(library, "AZE", "ISR", by="year")[0]["period"] == "2023"


def test_importing_the_package_opens_no_database() -> None:
    asked = "import sys, dragoman; print([name for name in ('sqlalchemy', 'spacy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_option_of_the_asking_commands_is_documented() -> None:
    import typer.main

    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    for name in ASKING:
        assert f"\n## dragoman {name}" in page or f", {name}" in page, f"docs/command-line.md has no section on {name}"
        for option in group.commands[name].params:  # type: ignore[attr-defined]
            for word in option.opts:
                if word.startswith("--") and word != "--help":
                    assert f"`{word}" in page or f"{word} " in page, f"{name} {word} stands in no table of the page"


def test_a_surname_that_finds_nothing_is_told_with_the_whole_names(shelf: Path, run: Run) -> None:
    done = run("events", "--actor", "Cohen", "--library", shelf)
    assert done.returncode == 0
    assert "nobody in the library is called 'Cohen'; perhaps Éli Cohen is meant" in done.stderr
    assert "perhaps ISR is meant" in run("events", "--actor", "isr", "--library", shelf).stderr


def test_a_code_of_no_country_that_finds_nothing_is_told(shelf: Path, run: Run) -> None:
    done = run("events", "--actor", "KZH", "--library", shelf)
    assert "no country has the code 'KZH'" in done.stderr
    assert run("events", "--actor", "IGO", "--recipient", "TUV", "--library", shelf).stderr.count("\n") == 1


def test_a_known_name_that_finds_nothing_is_not_called_unknown(shelf: Path, run: Run) -> None:
    done = run("events", "--actor", "Éli Cohen", "--since", "2050", "--library", shelf)
    assert done.stderr.splitlines() == ["dragoman: nothing found"]


def test_an_empty_code_keeps_its_place_in_a_list_of_csv(shelf: Path, run: Run) -> None:
    rows = csv.DictReader(run("events", "--format", "csv", "--library", shelf).stdout.splitlines())
    assert not [cell for row in rows for cell in row.values() if "null" in cell]
