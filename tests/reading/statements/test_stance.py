"""How a statement speaks of the actors in it, and by which words."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.statements.stance import StanceReader


def stances(said, words):
    return {said.actors[item.actor].name: item.stance for item in said.of(words).about}


@pytest.mark.parametrize(
    ("text", "words", "name", "stance"),
    [
        ("The envoy said Iran is a menace.", "a menace", "Iran", "hostile"),
        ("The envoy said Norway had been a reliable friend.", "a reliable friend", "Norway", "favourable"),
        ("The envoy said he condemned Iran.", "Iran", "Iran", "hostile"),
        ("The envoy said Norway condemned the raid.", "the raid", "Norway", "neutral"),
        ("The envoy said the plot was to kill Norwegians in Iran.", "the plot", "Iran", "neutral"),
        ("The envoy said Norway was attacked at dawn.", "attacked at dawn", "Norway", "neutral"),
        ("The envoy said Iran attacked the port.", "the port", "Iran", "hostile"),
        ("The envoy said the attacks by Iran must end.", "the attacks", "Iran", "hostile"),
        ("The envoy said the militia was a threat to Norway.", "a threat", "Norway", "neutral"),
        ("The envoy said Iran is not a menace.", "a menace", "Iran", "favourable"),
        ("The envoy said Iran is large. The rest was a menace.", "large", "Iran", "neutral"),
        ("The envoy said Norway thanked Iran.", "Iran", "Iran", "favourable"),
    ],
)
def test_words_tell_on_who_does_it_or_is_called_so(hear, text, words, name, stance):
    said = hear(text)
    assert stances(said, words)[name] == stance, said.of(words).about


@pytest.mark.parametrize("verb", ["thanked", "congratulated", "commended", "applauded", "credited"])
def test_thanks_and_praise_are_favourable_to_whom_they_go(hear, verb):
    said = hear(f"The envoy {verb} Norway for its help.")
    assert stances(said, "Norway for its help")["Norway"] == "favourable", said.statements


def test_accusing_somebody_is_hostile_to_him_by_its_cue(hear):
    said = hear("The envoy accused Iran of shipping arms to Norway.")
    about = {said.actors[item.actor].name: item for item in said.of("shipping arms").about}
    assert about["Iran"].stance == "hostile", said
    assert [said.surface(span) for span in about["Iran"].words] == ["accused"], said


def test_the_words_that_show_a_stance_are_kept(hear):
    said = hear("The envoy said Iran is a corrupt and brutal regime.")
    about = {said.actors[item.actor].name: item for item in said.of("corrupt").about}
    assert {said.surface(span) for span in about["Iran"].words} >= {"corrupt", "brutal"}, said


def test_a_bad_side_is_named_with_its_line(tmp_path):
    folder = tmp_path / "statements"
    folder.mkdir()
    (folder / "stance.tsv").write_text("# source: a test\n# licence: CC0\nword\tstance\tside\nugly\thostile\tmiddle\n")
    with pytest.raises(KnowledgeError, match=r"stance\.tsv:4: no side 'middle'"):
        StanceReader(Knowledge(tmp_path))
