"""Whom words are about: a third party named in the clause of their content."""

from __future__ import annotations

import pytest

from dragoman import Document, Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def thirds(reader: Reader, text: str, kind: str) -> list[list[str]]:
    record = reader.read(Document(content=text, published="2023-03-29"))
    names = {actor.id: actor.name for actor in record.actors}
    return [[names[one] for one in event.third_parties] for event in record.events if event.type == kind]


def test_the_one_state_in_the_content_is_the_third_party(reader: Reader) -> None:
    text = "Mali criticised Peru on Monday, saying that its troops were not there to watch Chile."
    assert thirds(reader, text, "ACCUSE") == [["Chile"]]


def test_of_several_states_none_is_chosen(reader: Reader) -> None:
    text = "Mali criticised Peru on Monday, saying that its troops were not there to watch Chile and Bolivia."
    assert thirds(reader, text, "ACCUSE") == [[]]


def test_a_state_outside_the_content_is_none(reader: Reader) -> None:
    text = "In Chile, Mali criticised Peru on Monday, saying that its troops were idle."
    assert thirds(reader, text, "ACCUSE") == [[]]
