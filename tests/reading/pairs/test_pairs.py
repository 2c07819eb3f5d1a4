"""Given pairs of actors are read by lexicon and classifier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.reading.events.classifier import mark
from dragoman.reading.pairs import PairReader
from dragoman.sources.document import Failure
from dragoman.sources.pairs import Pair, pairs


@pytest.fixture(scope="module")
def reader() -> PairReader:
    return PairReader(voters="lexicon")


def rows(folder: Path, *given: dict[str, object]) -> list[Pair | Failure]:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in given), encoding="utf-8")
    return list(pairs(str(path)))


@pytest.mark.parametrize(
    ("sentence", "source", "target", "kind"),
    [
        ("Canada imposed sanctions on Belarus on Monday.", "Canada", "Belarus", "SANCTION"),
        ("Kenya condemned Sudan over the raid.", "Kenya", "Sudan", "ACCUSE"),
        ("The president of Chile met the prime minister of Peru in Lima.", "Chile", "Peru", "CONSULT"),
    ],
)
def test_the_lexicon_reads_the_type(
    reader: PairReader, tmp_path: Path, sentence: str, source: str, target: str, kind: str
) -> None:
    (row,) = rows(tmp_path, {"id": "1", "sentence": sentence, "source": source, "target": target})
    assert isinstance(row, Pair)
    (reading,) = reader.read([row])
    assert reading.type == kind, reading


def test_cooperation_that_did_not_come_about_is_a_rejection(reader: PairReader, tmp_path: Path) -> None:
    sentence = "Peru and Chile failed to sign an agreement on the fishing grounds."
    (row,) = rows(tmp_path, {"id": "1", "sentence": sentence, "source": "Peru", "target": "Chile"})
    assert isinstance(row, Pair)
    (read,) = reader.read([row])
    assert (read.type, read.modality) == ("REJECT", "actual"), read
    assert any("did not come about" in reason for reason in read.why), read.why


def test_marked_sentences_give_the_spans(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, {"id": "1", "marked_sentence": "<s>Kenya</s> condemned <t>Sudan</t>."})
    assert isinstance(row, Pair)
    assert row.sentence == "Kenya condemned Sudan."
    assert row.source is not None
    assert row.sentence[slice(*row.source)] == "Kenya"
    assert row.target is not None
    assert row.sentence[slice(*row.target)] == "Sudan"


def test_a_target_that_stands_nowhere_is_null(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, {"sentence": "Kenya mobilised troops.", "source": "Kenya", "target": "a recipient"})
    assert isinstance(row, Pair)
    assert row.target is None


def test_a_row_without_a_sentence_fails_with_its_place(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, {"id": "1", "source": "Kenya"})
    assert isinstance(row, Failure)
    assert str(row).startswith(str(tmp_path))
    assert "no sentence" in str(row)


def test_marks_of_a_hostile_text_are_taken_out() -> None:
    assert mark("<a>Kenya <r>met Sudan.", (3, 8), None).count("<a>") == 1


def test_a_lone_surrogate_in_a_row_is_replaced(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text('{"id": "a\\ud800", "sentence": "Peru \\ud800 left Chad.", "source": "Peru", "target": "Chad"}')
    (row,) = pairs(str(table))
    assert isinstance(row, Pair) and row.sentence == "Peru \ufffd left Chad." and row.id == "a\ufffd"


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text("\n")
    with pytest.raises(SourceError, match="no row"):
        list(pairs(str(table)))
