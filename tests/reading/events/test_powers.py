"""What a power says without another side, names called, offices lost and private journeys."""

from __future__ import annotations

import pytest

from dragoman.reading.reader import Reader
from dragoman.sources.document import Document

READER = Reader()


def acts(text):
    """Return type, modality, doers and recipients of the events that are no content of others."""
    record = READER.read(Document(content=text, published="2023-03-29"), any_language=True)
    names = {actor.id: actor.name for actor in record.actors}
    return [
        (e.type, e.modality, [names[a] for a in e.actors], [names[a] for a in e.recipients])
        for e in record.events
        if e.within is None
    ]


@pytest.mark.parametrize(
    ("text", "kind", "doer"),
    [
        ("Chile rejected the accusations on Monday.", "REJECT", "Chile"),
        ("Kenya demanded an end to the sanctions on Monday.", "REQUEST", "Kenya"),
    ],
)
def test_a_power_needs_no_other_side_for_plain_words(text, kind, doer):
    assert (kind, "actual", [doer], []) in acts(text), f"{acts(text)}"


@pytest.mark.parametrize(
    "text",
    ["Chile rejected the idea on Monday.", "The singer rejected the accusations on Monday."],
)
def test_a_thought_and_a_private_person_reject_nobody(text):
    assert acts(text) == [], f"{acts(text)}"


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president called the Ugandan minister a liar on Monday.",
        "The Kenyan president called the Ugandan minister a bully on Monday.",
    ],
)
def test_names_called_are_criticism(text):
    assert [act[0] for act in acts(text)] == ["ACCUSE"], f"{acts(text)}"


def test_who_is_not_looking_to_do_it_refuses():
    found = acts("Canada is not looking to grant waivers to Chile, the minister said on Monday.")
    assert ("REJECT", "actual", ["Canada"], ["Chile"]) in found, f"{found}"


def test_firing_a_minister_is_no_force():
    found = acts("President William Ruto is considering firing Defence Minister Aden Duale.")
    assert not {"ASSAULT", "THREATEN"} & {act[0] for act in found}, f"{found}"


def test_hackers_target_by_computer():
    found = acts("Russian hackers targeted the German parliament on Monday.")
    assert [act[0] for act in found] == ["COERCE"], f"{found}"
