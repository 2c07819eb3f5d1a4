"""Third parties that stand in the reason of an act in words, or in what is said along with it."""

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


@pytest.mark.parametrize(
    ("text", "kind", "third"),
    [
        ("Norway criticised Chile on Monday for selling arms to Bolivia.", "ACCUSE", "Bolivia"),
        ("Norway rebuked Chile on Monday, warning that its ships had attacked Bolivia.", "ACCUSE", "Bolivia"),
        ("Norway rejected the claim by Chile that Bolivia had sunk a ship.", "REJECT", "Bolivia"),
    ],
)
def test_a_state_in_the_reason_or_the_words_is_concerned(reader: Reader, text: str, kind: str, third: str) -> None:
    assert thirds(reader, text, kind) == [[third]]


@pytest.mark.parametrize(
    "text",
    [
        "Norway criticised Chile on Monday for selling arms to Bolivia and Peru.",
        "Norway criticised Chile on Monday for a ban on Bolivian tin.",
        "Norway criticised Chile on Monday for its law on fishing, which Bolivia wrote.",
        "Norway criticised Chile on Monday for a trial in Bolivia.",
    ],
)
def test_several_states_things_of_a_state_asides_and_places_are_not(reader: Reader, text: str) -> None:
    assert thirds(reader, text, "ACCUSE") == [[]]
