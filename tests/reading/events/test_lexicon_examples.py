"""Every entry with an example is tested by it: the action, its doer and its recipient must be found.

``DRAGOMAN_KNOWLEDGE`` names a folder of your own whose entries are tested too.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from marked_actors import MarkedIndex, one_sentence

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.events.lexicon import parse_example

OWN = os.environ.get("DRAGOMAN_KNOWLEDGE")
READER = EventReader(Knowledge(Path(OWN) if OWN else None))
ROWS = list({entry.place: entry for entry in READER.lexicon.entries if entry.example}.values())


@pytest.mark.parametrize("entry", ROWS, ids=lambda entry: entry.place)
def test_example(entry):
    text, actors, recipients = parse_example(entry.example)
    sentence = one_sentence(text)
    index = MarkedIndex(sentence, [*actors, *recipients])
    ids = [f"a{number + 1}" for number in range(len(actors) + len(recipients))]
    doers, done_to = set(ids[: len(actors)]), set(ids[len(actors) :])
    found = READER.candidates(sentence, sentence.doc, index)
    fits = [
        c
        for c in found
        if c.action == entry.action
        and (
            (doers <= set(c.actors) and done_to <= set(c.recipients))
            or ("mutual" in entry.flags and doers | done_to <= {*c.actors, *c.recipients})
        )
    ]
    assert fits, f"{entry.action} in {text!r}: found {[(c.action, c.actors, c.recipients, c.why) for c in found]}"
