"""``dragoman classify``: given sentences and actors in, answers out, in every form."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROWS = [
    {"id": "a", "marked_sentence": "<s>Kenya</s> condemned <t>Somalia</t> for the attack on Monday."},
    {"id": "b", "sentence": "Portugal sent medical aid to Angola.", "source": "Portugal", "target": "Angola"},
]


def classify(folder: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).with_name("dragoman"))
    return subprocess.run(
        [program, "classify", *arguments], cwd=folder, input=text, capture_output=True, text=True, check=False
    )


@pytest.fixture(params=["jsonl", "csv", "parquet"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"rows.{request.param}"
    if request.param == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    elif request.param == "csv":
        with path.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, ["id", "marked_sentence", "sentence", "source", "target"])
            writer.writeheader()
            writer.writerows(ROWS)
    else:
        pq.write_table(pa.Table.from_pylist(ROWS, schema=_schema()), path)
    return path


def _schema() -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in ("id", "marked_sentence", "sentence", "source", "target")])


def test_every_form_of_table_gives_the_same_answers(table: Path) -> None:
    done = classify(table.parent, table.name)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["type"]) for one in answers] == [("a", "ACCUSE"), ("b", "AID")], done.stdout
    assert answers[0]["why"][0].startswith("lexicon: criticise"), answers[0]
    assert any(reason.startswith("classifier: ") for reason in answers[0]["why"]), answers[0]


def test_answers_are_written_as_csv_and_parquet(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    done = classify(tmp_path, "rows.jsonl", "--format", "csv")
    assert [row["type"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["ACCUSE", "AID"], done.stdout
    assert classify(tmp_path, "rows.jsonl", "--format", "parquet", "-o", "answers.parquet").returncode == 0
    assert pq.read_table(tmp_path / "answers.parquet").column("type").to_pylist() == ["ACCUSE", "AID"]


def test_the_least_confidence_is_a_setting(tmp_path: Path) -> None:
    text = json.dumps(ROWS[0]) + "\n"
    assert len(classify(tmp_path, "-", text=text).stdout.splitlines()) == 1
    assert classify(tmp_path, "-", "--confidence", "1", text=text).stdout == ""


def test_a_bad_row_is_named_and_the_others_are_answered(tmp_path: Path) -> None:
    done = classify(tmp_path, "-", text="{\n" + json.dumps(ROWS[0]) + "\n")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert done.stderr == "dragoman: standard input:1: no valid JSON; write one object a line\n"


def test_a_table_without_sentences_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("name,age\nx,1\n")
    done = classify(tmp_path, "rows.csv")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr


def test_the_form_of_a_table_shows_in_its_content(tmp_path: Path) -> None:
    rows = "id,sentence,source,target\na,Portugal sent medical aid to Angola.,Portugal,Angola\n"
    (tmp_path / "rows.dat").write_text(rows)
    for done in (classify(tmp_path, "-", text=rows), classify(tmp_path, "rows.dat")):
        assert [json.loads(line)["type"] for line in done.stdout.splitlines()] == ["AID"], (done.stdout, done.stderr)


def test_a_text_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Portugal sends aid\n\nPortugal sent medical aid to Angola on Monday.\n")
    done = classify(tmp_path, "article.txt")
    assert done.returncode == 2, done.stderr
    expected = "no column 'sentence' or 'marked_sentence'; the columns are Portugal sends aid"
    assert done.stderr == f"dragoman: article.txt: {expected}\n"
