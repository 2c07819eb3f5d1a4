"""The examples in Python of the page on the library run, in the order in which they stand."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from program import ARTICLE

import dragoman
from dragoman.library import Library

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"


def examples(text: str) -> list[str]:
    """Return the indented blocks of a page that are Python."""
    blocks = re.findall(r"(?:^(?: {4}.*)?\n)+", text, re.MULTILINE)
    found = [textwrap.dedent(block).strip() for block in blocks if block.strip()]
    return [block for block in found if "import dragoman" in block or "dragoman.Library(" in block]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("page")
    (found / "news").mkdir()
    (found / "news" / "embassy.txt").write_text(ARTICLE)
    (found / "news" / "broken.pdf").write_bytes(b"%PDF-1.4 no article")
    return found


def test_every_example_of_the_page_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    asking, _, python = PAGE.read_text(encoding="utf-8").partition("## From Python")
    adding, *others = examples(python)
    assert len(others) == 4 and examples(asking)
    said: dict[str, object] = {}
    for number, example in enumerate((adding, *examples(asking), *others)):
        exec(compile(example, f"example {number} of {PAGE.name}", "exec"), said)
    told = capsys.readouterr().out
    assert "1 read, 0 known" in told and "broken.pdf" in told
    assert "ann edit" in told and "ann withdraw" in told and "ann confirm" in told
    assert pq.read_table("panel.parquet").num_rows > 0
    assert Path("events.codebook.csv").exists() and Path("CITATION.cff").exists()
    with Library("war.db") as library:
        assert [run.status for run in library.runs()] == ["done", "done"]
        assert [run.sources for run in library.runs()] == [["news/"], ["articles given by a program"]]


def test_what_a_caller_does_wrong_is_said_in_one_line(folder: Path, tmp_path: Path) -> None:
    with Library(tmp_path / "own.db", create=True) as library:
        for call, said in (
            (lambda: dragoman.export(library, "xls", tmp_path / "x"), "no format 'xls'; there are plover"),
            (lambda: dragoman.export(library, "docbin", tmp_path / "x", words=False), "nothing without them"),
            (lambda: dragoman.export(library, "csv", tmp_path / "none" / "x.csv"), "cannot be written"),
            (lambda: dragoman.compare(library, "gdelt"), "no gdelt set in"),
            (lambda: dragoman.import_events("cameo", tmp_path / "x", library=library), "no set 'cameo'"),
            (lambda: dragoman.import_events("gdelt", tmp_path / "x", library=library), "no such file"),
            (lambda: dragoman.judge(library, "confirm", "3f", who="ann"), "nothing with the id '3f'"),
            (lambda: dragoman.load(library, tmp_path / "none"), "no such folder of shards"),
            (lambda: dragoman.load(library, folder / "news"), "no shard in it"),
            (lambda: dragoman.add(library, tmp_path / "x", extractor="none"), "no extractor 'none'"),
        ):
            with pytest.raises(dragoman.DragomanError) as caught:
                call()
            assert said in str(caught.value) and "\n" not in str(caught.value), said


def test_articles_given_one_by_one_are_read_by_one_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.interfaces import adding

    made = []

    class Counted(adding.Desk):
        def __init__(self, settings: object) -> None:
            made.append(settings)
            super().__init__(settings)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "Desk", Counted)
    monkeypatch.setattr(adding, "_kept", adding.threading.local())
    with Library(tmp_path / "own.db", create=True) as library:
        given = [dragoman.Document(content=f"{ARTICLE} Report {number}.") for number in range(3)]
        assert [dragoman.add(library, one).read for one in given] == [1, 1, 1]
        again = dragoman.add(library, iter(given))
        assert (again.read, again.known, again.failed) == (0, 3, ())
    assert len(made) == 1


def test_one_value_may_stand_for_several() -> None:
    assert dragoman.Query(type="ACCUSE") == dragoman.Query(type=("ACCUSE",))  # type: ignore[arg-type]
    assert dragoman.Query(modality=["actual"]).modality == ("actual",)  # type: ignore[arg-type]
    assert dragoman.PanelQuery(also="PSE").also == ("PSE",)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"between": ("AZE",)}, "between takes two"),
        ({"between": "AZE"}, "between takes two"),
        ({"since": 2023}, "since 2023 is no text; write '2023'"),
        ({"type": "A", "limit": 0}, "a limit of 0"),
    ],
)
def test_a_wrong_query_is_said_in_one_line(given: dict[str, object], said: str) -> None:
    with pytest.raises(dragoman.UsageError, match=said):
        dragoman.Query(**given)  # type: ignore[arg-type]


def test_a_judgement_needs_somebody_and_takes_any_words(tmp_path: Path) -> None:
    with Library(tmp_path / "own.db", create=True) as library:
        dragoman.add(library, dragoman.Document(content=ARTICLE, published="2023-03-29"))
        (event, *_) = dragoman.unreviewed(library)
        with pytest.raises(dragoman.UsageError, match="nobody is named"):
            dragoman.judge(library, "confirm", event["id"], who=" ")
        dragoman.judge(library, "confirm", event["id"], who="a\0nn", note="\ud800")
        assert [(one.who, one.note) for one in dragoman.judgements(library)] == [("a\ufffdnn", "\ufffd")]
