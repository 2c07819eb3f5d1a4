"""The tables of the room are validated on load, with messages that say what to write."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.events.actions import Actions

HEAD = "# source: a test\n# licence: Apache-2.0\nterm\tpos\tneeds\taction\tactor\trecipient\tflags\texample\tnote\n"


def knowledge(tmp_path, row):
    folder = tmp_path / "events" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "accuse.tsv").write_text(HEAD + row + "\n", encoding="utf-8")
    return Knowledge(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("glare\tverb\t\tcriticize-badly", "unknown action"),
        ("glare\tparticle\t\tcriticise", "pos 'particle'"),
        ("glare\tverb\tobject\tcriticise", "has no words"),
        ("glare\tverb\tsideways: look\tcriticise", "unknown slot"),
        ("glare\tverb\tobject: @unheard\tcriticise", "unknown word class"),
        ("glare\tverb\t\tcriticise\t\tnowhere", "unknown slot"),
        ("glare\tverb\t\tcriticise\t\t\tloud", "unknown flag"),
        ("glare\tverb\t\tcriticise\t\t\t\t<a>Chile glares.", "do not match"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(tmp_path, row, message):
    with pytest.raises(KnowledgeError, match=message) as caught:
        EventReader(knowledge(tmp_path, row))
    assert "accuse.tsv:4" in str(caught.value)


def test_a_users_entry_is_read(tmp_path):
    reader = EventReader(knowledge(tmp_path, "glare\tverb\tat: *\tcriticise\tsubject\tat"))
    assert "glare" in reader.lexicon


def test_every_action_has_its_schemes():
    actions = Actions(Knowledge())
    sanctions = actions["impose-sanctions"]
    assert (sanctions.type, sanctions.quad_class, sanctions.cameo_code) == ("SANCTION", "verbal conflict", "163")
    assert (sanctions.plover_score, sanctions.goldstein, sanctions.benchmark_root) == (-5.2, -8.0, "COERCE")
