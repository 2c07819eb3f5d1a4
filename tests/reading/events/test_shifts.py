"""What an act becomes when it is planned, refused, ended or demanded."""

from __future__ import annotations

import pytest
from marked_actors import MarkedIndex, one_sentence

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.events.lexicon import parse_example

READER = EventReader(Knowledge())


def read(example):
    text, actors, recipients = parse_example(example)
    sentence = one_sentence(text)
    return READER.candidates(sentence, sentence.doc, MarkedIndex(sentence, [*actors, *recipients]))


@pytest.mark.parametrize(
    ("example", "action", "inner", "modality"),
    [
        ("<a>Lima</a> agreed to send food to <r>Quito</r>.", "promise-aid", "aid-humanitarian", "planned"),
        ("<a>Lima</a> refused to send food to <r>Quito</r>.", "refuse-aid", "aid-humanitarian", "negated"),
        ("<a>Lima</a> will send food to <r>Quito</r>.", "promise-aid", "aid-humanitarian", "planned"),
        ("<a>Lima</a> threatened to attack <r>Quito</r>.", "threaten-force", "shoot", "planned"),
        ("<a>Lima</a> urged <r>Quito</r> to free the journalists.", "demand-yield", "release-persons", "possible"),
        ("<a>Lima</a> halted its attacks on <r>Quito</r>.", "cease-fire", "shoot", "negated"),
        ("<a>Lima</a> refused to meet <r>Quito</r>.", "refuse-to-meet", "talk", "negated"),
        ("<a>Lima</a> called on <r>Quito</r> to withdraw its troops.", "demand-yield", "withdraw-forces", "possible"),
    ],
)
def test_shift(example, action, inner, modality):
    found = [c for c in read(example) if c.action == action and c.inner is not None]
    assert found, f"no {action} in {example!r}: {[(c.action, c.why) for c in read(example)]}"
    assert (found[0].inner.action, found[0].inner.modality, found[0].modality) == (inner, modality, "actual")


def test_the_one_asked_is_the_recipient_of_a_demand():
    found = next(
        c for c in read("<a>Lima</a> urged <r>Quito</r> to free the journalists.") if c.action == "demand-yield"
    )
    assert (found.actors, found.recipients) == (("a1",), ("a2",)), found.why


def test_a_refused_attack_is_no_event():
    found = read("<a>Lima</a> refused to attack <r>Quito</r>.")
    assert not [c for c in found if c.action == "shoot"], [(c.action, c.why) for c in found]
