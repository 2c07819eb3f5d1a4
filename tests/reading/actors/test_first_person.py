""" "I" and "we" in quotations, heard when the statements are known."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.reading.reader import Reader
from dragoman.record import Record
from dragoman.sources import Document


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _who(record: Record, surface: str) -> list[str]:
    text = record.article.text
    return [actor.name for actor in record.actors for m in actor.mentions if text[m.start : m.end] == surface]


def test_i_is_the_speaker_who_is_named_after_the_quotation(reader: Any) -> None:
    text = (
        "Thomas Holm, a lawyer, told reporters in Oslo that the court was wrong.\n\n"
        '"I was not asked," said Anna Berg, the mayor of Bergen. "They never called my office."'
    )
    record = reader.read(Document(content=text), verbatim=True)
    assert (_who(record, "I"), _who(record, "my")) == (["Anna Berg"], ["Anna Berg"]), record.actors


def test_we_is_the_state_a_minister_speaks_for(reader: Any) -> None:
    text = '"We will close the border," Norwegian Foreign Minister Anna Berg said in Oslo.'
    record = reader.read(Document(content=text), verbatim=True)
    assert _who(record, "We") == ["Norway"], record.actors


def test_a_sentence_with_a_pronoun_alone_is_read(reader: Any) -> None:
    text = "Foreign Minister Anna Berg of Norway arrived in Lima. She stayed for two days."
    record = reader.read(Document(content=text), verbatim=True)
    assert _who(record, "She") == ["Anna Berg"], record.actors
