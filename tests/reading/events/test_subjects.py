"""Whom words are about: a third party named in what they say."""

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
    assert thirds(reader, "Norway accused Chile on Monday of arming Bolivia.", "ACCUSE") == [["Bolivia"]]


@pytest.mark.parametrize(
    "text",
    [
        "Norway accused Chile on Monday of arming Bolivia and Peru.",
        "Norway accused Chile on Monday of holding troops in Bolivia.",
        "In Bolivia, Norway accused Chile on Monday of arming smugglers.",
        "Norway accused Chile, which borders Bolivia, on Monday of arming smugglers.",
    ],
)
def test_none_of_several_no_place_and_no_state_outside_the_content_is_one(reader: Reader, text: str) -> None:
    assert thirds(reader, text, "ACCUSE") == [[]]
