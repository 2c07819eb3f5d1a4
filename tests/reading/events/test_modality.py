"""Whether a predicate happened, by syntax and cue words."""

from __future__ import annotations

import pytest
from marked_actors import PARSER

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader

READER = EventReader(Knowledge())


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The president met the ambassador on Monday.", "met", "actual"),
        ("The president will meet the ambassador on Monday.", "meet", "planned"),
        ("The president may meet the ambassador.", "meet", "possible"),
        ("The president did not meet the ambassador.", "meet", "negated"),
        ("The president cannot meet the ambassador.", "meet", "negated"),
        ("The president plans to meet the ambassador.", "meet", "planned"),
        ("The president refused to meet the ambassador.", "meet", "negated"),
        ("The president failed to meet the ambassador.", "meet", "negated"),
        ("The president managed to meet the ambassador.", "meet", "actual"),
        ("The president never failed to meet the ambassador.", "meet", "actual"),
        ("The president denied that he met the ambassador.", "met", "negated"),
        ("If the rebels attack the capital, thousands would flee.", "attack", "possible"),
        ("Officials urged the army to attack the rebels.", "attack", "possible"),
        ("No one was hurt in the blast.", "hurt", "negated"),
        ("The planned attack on the capital drew warnings.", "attack", "planned"),
        ("The minister said he would attend the funeral.", "attend", "planned"),
        ("The army halted the attack on the capital.", "attack", "negated"),
        ("The general is going to resign.", "resign", "planned"),
    ],
)
def test_modality(text, word, modality):
    start = text.index(word)
    found = READER.modality(PARSER.parse_sentence(text), start, start + len(word))
    assert found == modality, f"{word} in {text!r} is read as {found}"


def test_a_span_without_words_is_actual():
    assert READER.modality(PARSER.parse_sentence("The army left."), 3, 3) == "actual"
