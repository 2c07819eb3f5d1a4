"""What a library has learnt, on the command line: add, read --library, read --run, --no-learn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import run, said

ROWS = [
    {
        "text": "Lithuanian Deputy Interior Minister Jonas Petrauskas met officials in Lisbon on Thursday. Petrauskas "
        "said that Lithuania would send aid to Ukraine after the winter.",
        "publisher": "The Daily Test",
        "published": "2031-03-06",
    },
    {
        "text": "Lithuania's deputy interior minister, Jonas Petrauskas, accused Belarus of sending migrants over the "
        "border. The ministry in Minsk denied it and spoke of a provocation.",
        "publisher": "The Evening Sample",
        "published": "2031-05-11",
    },
]
NEXT = (
    "Lithuania will build a longer fence along the border with Belarus. Petrauskas said on Tuesday that work would "
    "begin in July. Belarus condemned the plan."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("learning")
    (found / "first.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert run("add", "first.jsonl", "--library", "war.db", cwd=found).returncode == 0
    return found


def person(folder: Path, *options: str) -> tuple[str, str | None, str | None]:
    done = run("read", "--format", "json", "--published", "2031-06-20", *options, stdin=NEXT, cwd=folder)
    assert done.returncode == 0, said(done)
    return next((a["ref"], a["country"], a["role"]) for a in json.loads(done.stdout)["actors"] if a["kind"] == "person")


def test_an_article_is_read_with_what_a_library_knows_only_where_it_is_named(folder: Path) -> None:
    known = ("person/jonas-petrauskas", "LTU", "deputy interior minister")
    assert person(folder, "--library", "war.db") == known
    assert person(folder) == person(folder, "--library", "war.db", "--run", "1") == ("person/petrauskas", None, None)


def test_the_run_says_what_it_read_with(folder: Path) -> None:
    done = run("runs", "1", "--library", "war.db", cwd=folder)
    assert b'"learn":true' in done.stdout and b'"registry":"' in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--run", "1"], "say with --library whose run it is"),
        (["--library", "war.db", "--run", "9"], "no run 9 in this library"),
        (["--library", "none.db"], "no library at none.db"),
    ],
)
def test_what_cannot_be_read_with_is_said(folder: Path, options: list[str], message: str) -> None:
    done = run("read", *options, stdin=NEXT, cwd=folder)
    assert done.returncode == 2 and message in said(done)[-1], said(done)


def test_a_run_that_did_not_learn_has_no_registry(folder: Path) -> None:
    (folder / "next.txt").write_text(NEXT)
    assert run("add", "next.txt", "--no-learn", "--library", "war.db", cwd=folder).returncode == 0
    done = run("read", "--library", "war.db", "--run", "2", stdin=NEXT, cwd=folder)
    assert "run 2 was read without a registry" in said(done)[-1], said(done)
