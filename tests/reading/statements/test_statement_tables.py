"""The tables of cues, the gate and the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.statements import StatementIndex, StatementReader
from dragoman.record import Statement

HEAD = "# source: a test\n# licence: CC0-1.0\n"


def extra(tmp_path: Path, name: str, rows: str) -> Knowledge:
    folder = tmp_path / "statements"
    folder.mkdir()
    (folder / name).write_text(HEAD + rows, encoding="utf-8")
    return Knowledge(tmp_path)


@pytest.mark.parametrize(
    "text", ["He said it.", "“Yes.”", "It warns of war.", "We must go.", "according to the ministry", "a planned visit"]
)
def test_gate_opens(statement_reader, text):
    assert statement_reader.may_quote(text)


def test_gate_stays_shut(statement_reader):
    assert not statement_reader.may_quote("The train left the station at noon.")


def test_unknown_frame_names_file_and_line(tmp_path):
    knowledge = extra(tmp_path, "verbs.tsv", "verb\tforms\tframes\tact\nsing out\t\tloudly\tsay\n")
    with pytest.raises(KnowledgeError, match=r"verbs\.tsv:4: no frame 'loudly'"):
        StatementReader(knowledge)


def test_unknown_stance_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="no stance 'bad'"):
        StatementReader(extra(tmp_path, "stance.tsv", "word\tstance\nnasty\tbad\n"))


def test_phrase_needs_its_source(tmp_path):
    with pytest.raises(KnowledgeError, match="write X"):
        StatementReader(extra(tmp_path, "phrases.tsv", "phrase\nin short\n"))


def statement(name: str, *spans: tuple[int, int]) -> Statement:
    return Statement(id=name, speaker=None, speaker_span=None, cue_span=None, content_spans=spans, kind="indirect")


def test_innermost_statement_wins():
    index = StatementIndex((statement("outer", (0, 100)), statement("inner", (40, 60)), statement("other", (70, 90))))
    assert [s.id for s in index.chain(45, 50)] == ["outer", "inner"]
    found = index.around(65, 66)
    assert found is not None and found.id == "outer"
    assert index.around(95, 101) is None


def test_pieces_of_one_content_are_one_stretch():
    index = StatementIndex((statement("mixed", (0, 10), (11, 20)),))
    assert index.around(5, 15) is not None


def test_gap_of_the_cue_is_not_content():
    index = StatementIndex((statement("split", (0, 10), (30, 40)),))
    assert index.around(15, 20) is None
