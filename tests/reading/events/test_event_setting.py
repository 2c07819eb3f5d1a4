"""Where and when acts are, which acts are habits, and what merged mentions keep."""

from __future__ import annotations

import pytest

from dragoman.reading.reader import Reader
from dragoman.sources.document import Document

READER = Reader()


def events(text):
    """Return the events of a text, each with the name of its place."""
    record = READER.read(Document(content=text, published="2023-03-29"))
    places = {place.id: place.name for place in record.places}
    return [(event, places.get(event.place)) for event in record.events]


def of_type(found, kind):
    return [(event, place) for event, place in found if event.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Poland condemned Hungary on Monday over its imports of gas from Romania.", "ACCUSE", None),
        ("Poland accused Hungary of an attack in Bucharest.", "ACCUSE", None),
        ("The Polish president met the Hungarian foreign minister in Bucharest on Monday.", "CONSULT", "Bucharest"),
        (
            "The Polish president said in Bucharest that Hungary had met the Slovak minister in Vienna.",
            "CONSULT",
            "Vienna",
        ),
        ("The Hungarian envoy to Austria met the Polish foreign minister on Monday.", "CONSULT", None),
        ("The Hungarian invasion of Romania began on Monday.", "ASSAULT", "Romania"),
        ("Poland withdrew its troops from Mali on Monday.", "RETREAT", "Mali"),
        ("Hungary pulled its troops out of Austria on Monday.", "RETREAT", "Austria"),
        ("Lublin was attacked by Hungarian troops on Monday.", "ASSAULT", "Lublin"),
        ("Polish troops ousted Hungarian forces from Debrecen on Monday.", "ASSAULT", "Debrecen"),
        ("Polish soldiers attacked Hungarian forces in much of Austria on Monday.", "ASSAULT", "Austria"),
        ("The Polish president met the Hungarian prime minister when he flew to Vienna.", "CONSULT", "Vienna"),
    ],
)
def test_a_place_is_where_the_words_put_the_act(text, kind, place):
    found = events(text)
    fits = of_type(found, kind)
    assert fits and all(name == place for _, name in fits), f"{text!r}: {found}"


def test_merged_mentions_keep_the_town_and_the_day():
    text = (
        "Iran shelled Iraqi forces in Iraq, officials said.\n\n"
        "Iranian forces shelled Iraqi forces in Erbil on Monday, the governor said."
    )
    found = events(text)
    shelled = of_type(found, "ASSAULT")
    assert len(shelled) == 1, f"{found}"
    event, place = shelled[0]
    assert (place, event.time.earliest) == ("Erbil", "2023-03-27"), f"{found}"


def test_a_phone_call_is_not_where_a_visit_is():
    text = "Andrzej Duda visited Budapest on Monday. Duda phoned Viktor Orban, the Hungarian leader, on Friday."
    calls = [place for event, place in events(text) if event.action == "phone"]
    assert calls == [None], f"{events(text)}"


def test_the_plain_present_of_the_body_is_a_habit():
    found = events("Azerbaijan, which supplies oil to Israel, condemned Iran on Monday.")
    assert not of_type(found, "COOPERATE") and of_type(found, "ACCUSE"), f"{found}"


def test_refusing_to_comment_is_no_rejection():
    found = events("Polish officials refused to confirm the death of a Hungarian soldier to Hungary.")
    assert not of_type(found, "REJECT"), f"{found}"


def test_numbers_released_are_no_prisoners():
    found = events("The Polish government released new German figures on Monday.")
    assert not of_type(found, "RETREAT"), f"{found}"


def test_what_should_have_been_done_is_no_demand():
    found = events("Poland said that Hungary should have recognised the Slovak government.")
    assert not of_type(found, "REQUEST"), f"{found}"


def test_a_private_traveller_consults_nobody():
    found = events("Anna Kowalska, who travelled to Syria in 2013, opened a bakery.")
    assert not of_type(found, "CONSULT"), f"{found}"


def test_two_different_demands_are_two_events():
    text = (
        "Poland urged Hungary to close its consulate in Krakow.\n\n"
        "The ministry was pleased with the harvest.\n\n"
        "Poland also urged Hungary to mend the bridge."
    )
    found = of_type(events(text), "REQUEST")
    assert len(found) == 2, f"{found}"


def test_an_attack_among_politicians_is_in_words():
    found = events("President Joe Biden attacked Donald Trump for his support of Russia on Monday.")
    assert not of_type(found, "ASSAULT") and of_type(found, "ACCUSE"), f"{found}"


def test_a_state_that_a_candidate_captures_is_not_abducted():
    found = events("Donald Trump captured the United States on Monday.")
    assert not of_type(found, "ASSAULT"), f"{found}"


def test_thanking_nobody_in_politics_is_no_support():
    found = events("President Joe Biden thanked the audience on Monday.")
    assert not of_type(found, "SUPPORT"), f"{found}"


def test_a_question_tells_of_no_event():
    found = events(
        "Nobody in the ministry knew the answer on Monday, and the question stayed on the table.\n\n"
        "Did Poland accuse Hungary of spying? The minister left the room in the evening."
    )
    assert not found, f"{found}"


def test_no_before_a_carried_noun_negates_once():
    text = "Poland made no attack on Hungary."
    assert READER.modality(text, text.index("attack"), text.index("attack") + 6) == "negated"


def test_beating_a_rival_is_no_assault():
    found = events("President Joe Biden won the vote, beating former President Donald Trump on Monday.")
    assert not of_type(found, "ASSAULT"), f"{found}"
