"""Which mentions are one event: those whose sides can be the same people."""

from __future__ import annotations

from dragoman.reading.reader import Reader
from dragoman.sources.document import Document

READER = Reader()


def sides(text, kind):
    """Return the doers and the recipients of the events of a type, by name."""
    record = READER.read(Document(content=text, published="2023-03-29"), any_language=True)
    names = {actor.id: actor.name for actor in record.actors}
    return [
        ([names[a] for a in event.actors], [names[a] for a in event.recipients])
        for event in record.events
        if event.type == kind and event.within is None
    ]


def test_the_talks_of_one_minister_are_not_those_of_another():
    found = sides(
        "Indian Foreign Minister Subrahmanyam Jaishankar met Kenyan President William Ruto in Nairobi on Monday.\n\n"
        "Indian Defence Minister Rajnath Singh met Kenyan Defence Minister Aden Duale on Monday.",
        "CONSULT",
    )
    people = [{*doers, *recipients} for doers, recipients in found]
    assert not any({"Subrahmanyam Jaishankar", "Rajnath Singh"} <= each for each in people), f"{found}"


def test_a_state_and_its_government_do_one_deed():
    found = sides(
        "Peru condemned Bolivia on Monday.\n\nThe Peruvian government condemned Bolivia in a statement.", "ACCUSE"
    )
    assert len(found) == 1, f"{found}"


def test_nobody_stands_on_both_sides_of_one_event():
    found = sides(
        "Hezbollah attacked Israel on Monday.\n\nIsrael attacked Hezbollah on Tuesday in its turn.", "ASSAULT"
    )
    assert all(set(doers).isdisjoint(recipients) for doers, recipients in found), f"{found}"
    assert len(found) == 2, f"{found}"
