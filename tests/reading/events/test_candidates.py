"""Doers and recipients through the syntax of news."""

from __future__ import annotations

import pytest
from marked_actors import MarkedIndex, one_sentence

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.events.lexicon import parse_example

READER = EventReader(Knowledge())


@pytest.mark.parametrize(
    ("example", "action"),
    [
        ("<r>Peru</r> was condemned by <a>Chile</a>.", "criticise"),
        ("<a>The Chilean government</a>, which took office in May, condemned <r>Peru</r> on Friday.", "criticise"),
        ("<a>Chile</a> made a visit and condemned <r>Peru</r>.", "criticise"),
        ("<a>Chile</a> launched an attack on <r>Peru</r>.", "shoot"),
        ("The attack on <r>Peru</r> by <a>Chile</a> lasted a week.", "shoot"),
        ("<r>Peru</r> came under fire from <a>Chile</a>.", "criticise"),
        ("<a>Chile</a> began imposing sanctions on <r>Peru</r>.", "impose-sanctions"),
        ("<a>Chile</a> condemned the strike on a school in <r>Peru</r>.", "criticise"),
    ],
)
def test_sides(example, action):
    text, actors, recipients = parse_example(example)
    sentence = one_sentence(text)
    found = READER.candidates(sentence, sentence.doc, MarkedIndex(sentence, [*actors, *recipients]))
    fits = [c for c in found if c.action == action and c.actors == ("a1",) and c.recipients == ("a2",)]
    assert fits, f"{text!r}: {[(c.action, c.actors, c.recipients, c.why) for c in found]}"


def test_whom_an_act_is_aimed_at_is_a_third_party():
    text = "Chile seeks tighter anti-Peru ties with Brazil."
    sentence = one_sentence(text)
    index = MarkedIndex(sentence, [(0, 5), (text.index("Peru"), text.index("Peru") + 4), (text.index("Brazil"), 46)])
    found = READER.candidates(sentence, sentence.doc, index)
    assert [(c.actors, c.recipients, c.third_parties) for c in found] == [(("a1",), ("a3",), ("a2",))], found


def test_games_are_no_attacks():
    text = "Chile beat Peru in the final match after a late goal by the striker."
    sentence = one_sentence(text)
    found = READER.candidates(sentence, sentence.doc, MarkedIndex(sentence, [(0, 5), (11, 15)]))
    assert not [c for c in found if c.action in {"beat", "shoot"}], found


def test_between_reads_the_act_from_source_to_target():
    text = "Chile condemned Peru."
    sentence = one_sentence(text)
    reading = READER.between(sentence, sentence.doc, MarkedIndex(sentence, [(0, 5), (16, 20)]), "a1", "a2")
    assert reading is not None
    assert (reading.action, reading.modality) == ("criticise", "actual"), reading


def test_between_finds_nothing_where_no_entry_is_met():
    text = "Chile borders Peru."
    sentence = one_sentence(text)
    assert READER.between(sentence, sentence.doc, MarkedIndex(sentence, [(0, 5), (14, 18)]), "a1", "a2") is None
