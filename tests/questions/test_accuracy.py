"""``dragoman evaluate``: precision, recall and F1 by type, intervals, confusions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman import SourceError, UsageError
from dragoman.questions.accuracy import accuracy
from dragoman.questions.coded import Coding, load_coding

TEXT = "Kenya condemned Ghana on Monday. Later that week the two signed a treaty on fish."


def hand(types: list[str], actors: list[str], recipients: list[str], sentence: int = 0, **more: Any) -> dict[str, Any]:
    spans = [(0, 32), (33, len(TEXT))]
    return {"types": types, "actors": actors, "recipients": recipients, "evidence": [spans[sentence]], **more}


def coding(path: Path, *rows: dict[str, Any]) -> Coding:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return load_coding(path)


def article(*events: dict[str, Any], name: str = "one") -> dict[str, Any]:
    return {"id": name, "text": TEXT, "events": list(events)}


def test_an_event_is_right_by_type_pair_and_passage(tmp_path: Path) -> None:
    gold = coding(tmp_path / "g", article(hand(["ACCUSE"], ["KEN"], ["GHA"]), hand(["SUPPORT"], ["KEN"], ["GHA"], 1)))
    read = coding(tmp_path / "p", article(hand(["ACCUSE"], ["KEN"], ["GHA"]), hand(["SUPPORT"], ["KEN"], ["GHA"], 0)))
    found = accuracy(gold, read)
    assert (found.all.gold, found.all.read, found.all.right) == (2, 2, 1), found
    assert [(score.type, score.f1) for score in found.types] == [("ACCUSE", 1.0), ("SUPPORT", 0.0)]
    assert found.macro_f1 == 0.5


def test_another_type_for_the_same_pair_is_a_confusion(tmp_path: Path) -> None:
    gold = coding(tmp_path / "g", article(hand(["SUPPORT"], ["KEN"], ["GHA"], 1)))
    read = coding(tmp_path / "p", article(hand(["AGREE"], ["KEN"], ["GHA"], 1)))
    assert accuracy(gold, read).confusions == {("SUPPORT", "AGREE"): 1}


def test_a_mutual_event_is_right_either_way_round_and_a_one_sided_one_is_not(tmp_path: Path) -> None:
    read = coding(tmp_path / "p", article(hand(["SUPPORT"], ["GHA"], ["KEN"], 1)))
    mutual = coding(tmp_path / "g", article(hand(["SUPPORT"], ["KEN"], ["GHA"], 1, mutual=True)))
    assert accuracy(mutual, read).all.right == 1
    one_sided = coding(tmp_path / "h", article(hand(["SUPPORT"], ["KEN"], ["GHA"], 1)))
    assert accuracy(one_sided, read).all.right == 0


def test_an_optional_event_costs_nothing_when_missed(tmp_path: Path) -> None:
    gold = coding(
        tmp_path / "g",
        article(hand(["ACCUSE"], ["KEN"], ["GHA"]), hand(["SUPPORT"], ["KEN"], ["GHA"], 1, optional=True)),
    )
    read = coding(tmp_path / "p", article(hand(["ACCUSE"], ["KEN"], ["GHA"])))
    assert accuracy(gold, read).all.f1 == 1.0


def test_the_interval_holds_the_figure_and_is_the_same_each_time(tmp_path: Path) -> None:
    rows = [article(hand(["ACCUSE"], ["KEN"], ["GHA"]), name=str(number)) for number in range(20)]
    some = [row if number % 3 else article(name=str(number)) for number, row in enumerate(rows)]
    gold, read = coding(tmp_path / "g", *rows), coding(tmp_path / "p", *some)
    first = accuracy(gold, read)
    assert first == accuracy(gold, read)
    assert first.all.low < first.all.f1 < first.all.high <= 1.0


def test_pairs_are_scored_by_their_type(tmp_path: Path) -> None:
    gold = coding(tmp_path / "g", *({"id": str(n), "type": "AID" if n % 2 else "AGREE"} for n in range(10)))
    read = coding(tmp_path / "p", *({"id": str(n), "type": "AID"} for n in range(10)))
    found = accuracy(gold, read)
    assert found.confusions == {("AGREE", "AID"): 5, ("AID", "AID"): 5}
    assert found.all.precision == 0.5


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "nothing coded"), ("{", "no valid JSON"), ("[1]", "no JSON object"), ('{"id": 1}', "neither a record")],
)
def test_a_file_that_codes_nothing_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "x").write_text(text)
    with pytest.raises(SourceError, match=reason):
        load_coding(tmp_path / "x")


def test_two_files_without_a_shared_article_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no article of gold"):
        accuracy(coding(tmp_path / "g", article(name="a")), coding(tmp_path / "p", article(name="b")))


def test_the_command_prints_figures_and_confusions(tmp_path: Path) -> None:
    coding(tmp_path / "g", article(hand(["ACCUSE"], ["KEN"], ["GHA"])))
    coding(tmp_path / "p", article(hand(["ACCUSE"], ["KEN"], ["GHA"])))
    program = str(Path(sys.executable).with_name("dragoman"))
    done = subprocess.run([program, "evaluate", "g", "p"], cwd=tmp_path, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[2].split() == ["ACCUSE", "1", "1", "1", "1.000", "1.000", "1.000", "1.000-1.000"], done.stdout
    assert "gold (rows) read as" in lines
    wrong = subprocess.run(
        [program, "evaluate", "g", "none"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1), wrong.stderr
