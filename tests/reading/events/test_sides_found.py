"""Sides of an act that stand in no slot of its word: control, occasions, things answered, places, speakers."""

from __future__ import annotations

import pytest
from marked_actors import MarkedIndex, one_sentence

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.events.lexicon import parse_example
from dragoman.reading.reader import Reader
from dragoman.sources.document import Document

EVENTS = EventReader(Knowledge())
READER = Reader()


@pytest.mark.parametrize(
    ("example", "action"),
    [
        # who controls an infinitive or a gerund
        ("<a>Chile</a>'s decision to send weapons to <r>Peru</r> was a mistake.", "promise-aid"),
        ("<a>Chile</a> made a habit of praising <r>Peru</r>.", "praise"),
        ("Bolivia accused <a>Chile</a> of attacking <r>Peru</r>.", "shoot"),
        ("Bolivia said <a>Chile</a> was behind the attack on <r>Peru</r>.", "shoot"),
        # an owner whom the parse hangs elsewhere
        ("Teachers stayed at home, citing <a>Chile</a>'s new offensive against <r>Peru</r>.", "shoot"),
        # the maker of what is answered
        ("<a>Chile</a> lashed out at remarks made by <r>Peru</r>.", "criticise"),
        ("It was a plan put forward by <r>Peru</r>, a step that was rejected by <a>Chile</a>.", "reject-settlement"),
        ("<r>Peru</r> will cut its tariffs, a step hailed by <a>Chile</a>.", "praise"),
        # the subject of a clause that is judged
        ("<a>Chile</a> is angry that <r>Peru</r> closed the crossing.", "criticise"),
        ("<a>Chile</a> renewed its accusation that <r>Peru</r> hides smugglers.", "accuse-crime"),
        # whom the end of an act hits
        ("<a>Chile</a> has threatened an armed operation to crush <r>Peruvian</r> rebels.", "threaten-force"),
        # the one who receives
        ("<r>Peru</r> has won firm backing from <a>Chile</a>.", "praise"),
    ],
)
def test_sides_beyond_the_slots(example, action):
    text, actors, recipients = parse_example(example)
    sentence = one_sentence(text)
    found = EVENTS.candidates(sentence, sentence.doc, MarkedIndex(sentence, [*actors, *recipients]))
    doers = tuple(f"a{n + 1}" for n in range(len(actors)))
    done_to = tuple(f"a{n + 1 + len(actors)}" for n in range(len(recipients)))
    fits = [c for c in found if c.action == action and c.actors == doers and c.recipients == done_to]
    assert fits, f"{text!r}: {[(c.action, c.actors, c.recipients, c.why) for c in found]}"


def outer(text, published="2023-03-29"):
    """Return the events of a text that are no content of others, with the codes of their sides' countries."""
    record = READER.read(Document(content=text, published=published))
    lands = {actor.id: actor.country for actor in record.actors}
    return [
        (event, {lands[a] for a in event.actors}, {lands[a] for a in event.recipients})
        for event in record.events
        if event.within is None
    ]


def show(found):
    return [(event.action, event.modality, doers, done_to, event.why) for event, doers, done_to in found]


def test_what_two_do_to_each_other_is_an_act_of_each():
    found = [
        (doers, done_to)
        for event, doers, done_to in outer("Poland and Hungary accused each other of spying on Monday.")
        if event.type == "ACCUSE"
    ]
    assert found == [({"POL"}, {"HUN"}), ({"HUN"}, {"POL"})], f"{found}"


def test_talks_that_date_a_clause_are_its_subjects():
    found = outer("After talks with the Hungarian president on Monday, the Polish president left Budapest.")
    met = [doers for event, doers, _ in found if event.type == "CONSULT"]
    assert {"POL", "HUN"} in met, f"{show(found)}"


def test_a_call_is_with_whom_the_clause_addresses():
    found = outer("In a phone call on Monday, the Polish president told the Hungarian president that he would come.")
    called = [doers for event, doers, _ in found if event.action == "phone"]
    assert called == [{"POL", "HUN"}], f"{show(found)}"


def test_the_move_is_that_of_whoever_moved():
    found = outer("Poland expelled a Slovak diplomat on Monday. Hungary condemned the move.")
    judged = [(doers, done_to) for event, doers, done_to in found if event.type == "ACCUSE"]
    assert judged == [({"HUN"}, {"POL"})], f"{show(found)}"


def test_a_demand_in_quotation_is_the_speakers():
    text = 'The Polish president met his Hungarian counterpart. "Russia must withdraw its troops," he said on Monday.'
    found = outer(text)
    asked = [(doers, done_to) for event, doers, done_to in found if event.type == "REQUEST"]
    assert asked == [({"POL"}, {"RUS"})], f"{show(found)}"


def test_who_decides_not_to_refuses():
    found = outer("Hungary decided not to send weapons to Ukraine on Monday.")
    assert [event.action for event, _, _ in found] == ["refuse-aid"], f"{show(found)}"


def test_a_mediator_is_a_third_party():
    record = READER.read(Document(content="Israel and Hamas signed a truce brokered by Qatar on Monday."))
    names = {actor.id: actor.country for actor in record.actors}
    signed = [event for event in record.events if event.action == "sign-agreement"]
    assert signed and [names[a] for a in signed[0].third_parties] == ["QAT"], f"{record.events}"


def test_force_without_an_object_hits_the_land_it_is_used_in():
    text = "Russia condemned Ukraine on Monday. Russian forces advanced near Kharkiv, the Russian ministry said."
    found = outer(text)
    fought = [(doers, done_to) for event, doers, done_to in found if event.type == "ASSAULT"]
    assert fought == [({"RUS"}, {"UKR"})], f"{show(found)}"


def test_the_lead_dates_what_follows_in_the_past():
    text = (
        "The Polish president met the Hungarian president on Monday.\n\n"
        "Both men spoke to reporters.\n\n"
        "The Polish president condemned Belarus."
    )
    found = [event for event, _, _ in outer(text) if event.type == "ACCUSE"]
    assert [event.time.earliest for event in found] == ["2023-03-27"], f"{found}"


def test_a_speaker_in_a_town_does_there_what_he_does_in_words():
    text = "The Polish president told reporters in Vilnius on Monday that Belarus was lying."
    record = READER.read(Document(content=text, published="2023-03-29"))
    places = {place.id: place.name for place in record.places}
    accused = [places.get(event.place) for event in record.events if event.type == "ACCUSE"]
    assert accused == ["Vilnius"], f"{record.events}"


def test_two_headline_clauses_side_by_side_both_count():
    text = (
        "Poland opens embassy in Kyiv, Hungary seeks closer ties with Ukraine.\n\nThe ministers met in Kyiv on Monday."
    )
    found = outer(text)
    assert "actual" in {event.modality for event, _, _ in found if event.action == "recognise"}, f"{show(found)}"


def test_what_somebody_applies_for_is_a_request():
    text = (
        "Poland urged Hungary on Monday to open its market. On Tuesday Poland asked Hungary for a date.\n\n"
        "Poland applied for the sanctions to be eased in May."
    )
    found = [(doers, done_to) for event, doers, done_to in outer(text) if event.type == "REQUEST"]
    assert found == [({"POL"}, {"HUN"})] * 3, f"{show(outer(text))}"


def test_talks_that_are_scuttled_were_with_whom_they_were_held():
    text = "Poland held talks with Hungary on Monday. On Tuesday the Polish president scuttled the talks."
    ended = [(doers, done_to) for event, doers, done_to in outer(text) if event.type == "SANCTION"]
    assert ended == [({"POL"}, {"HUN"})], f"{show(outer(text))}"
