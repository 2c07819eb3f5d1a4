"""What the rooms above ask."""

from __future__ import annotations

from typing import Any

import pytest


def test_resolve_takes_the_owner_of_a_thing(read_actors: Any) -> None:
    assert read_actors("Norway's oil fields were closed.").resolve("fields") == ["Norway"]


def test_resolve_takes_the_adjective(read_actors: Any) -> None:
    assert read_actors("The court froze Norwegian assets.").resolve("assets") == ["Norway"]


def test_resolve_takes_the_complement(read_actors: Any) -> None:
    assert read_actors("The attack by Norway failed.").resolve("attack") == ["Norway"]


def test_resolve_follows_a_relative_pronoun(read_actors: Any) -> None:
    assert read_actors("Norway, which borders Russia, signed.").resolve("which") == ["Norway"]


def test_resolve_prefers_the_group_to_its_country(read_actors: Any) -> None:
    assert read_actors("Norwegian protesters fired.").resolve("protesters") == ["Norwegian protesters"]


def test_resolve_of_a_thing_without_owner_is_empty(read_actors: Any) -> None:
    assert read_actors("Norway said the weather was bad.").resolve("weather") == []


def test_introduce_makes_an_actor_of_an_unknown_speaker(read_actors: Any) -> None:
    cast = read_actors("One shopkeeper in tears said Norway had left.")
    name = cast.index.introduce(*cast.token("shopkeeper"))
    assert name is not None
    actor = cast.index.get(name)
    assert actor.name == "shopkeeper" and cast.index.at(*cast.token("shopkeeper")) == (name,)


def test_introduce_refuses_it(read_actors: Any) -> None:
    cast = read_actors("It said nothing.")
    assert cast.index.introduce(*cast.token("It")) is None


def test_get_of_an_unknown_id_is_a_key_error(read_actors: Any) -> None:
    with pytest.raises(KeyError):
        read_actors("Norway left.").index.get("a99")


def test_actors_stand_in_the_order_of_first_mention(read_actors: Any) -> None:
    cast = read_actors("Peru and Norway met. Norway left.")
    assert [a.id for a in cast.index.actors()] == ["a1", "a2"] and cast.names()[0] == "Peru"


def test_given_spans_are_actors_with_their_pronouns(read_actors: Any) -> None:
    text = "Norway said it would sue Peru."
    parsed = read_actors.parse(text)
    spans = [(0, 6), (text.index("Peru"), text.index("Peru") + 4)]
    index, ids = read_actors.actors.given(parsed, spans)
    sentence = parsed.sentences[0]
    pronoun = next(token for token in sentence.doc if token.text == "it")
    assert index.at(sentence, pronoun) == (ids[0],) and index.get(ids[1]).country == "PER"


def test_given_refuses_a_span_outside_the_text(read_actors: Any) -> None:
    parsed = read_actors.parse("Norway left.")
    with pytest.raises(IndexError):
        read_actors.actors.given(parsed, [(0, 99)])


@pytest.mark.parametrize(
    "text", ["\x00", "😀 Norway 🇳🇴 said it.", "שלום Norway עולם", "Norway and " * 3000, "’s of of (", "al -"]
)
def test_any_text_is_read_with_exact_offsets(read_actors: Any, text: str) -> None:
    cast = read_actors(text)
    for actor in cast.index.actors():
        for mention in actor.mentions:
            assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize("word", ["buffer", "Leaks", "majority", "forum"])
def test_introduce_makes_nobody_of_a_thing(read_actors: Any, word: str) -> None:
    cast = read_actors("A buffer tells that a forum and the vast majority agree. Leaks say so.")
    assert cast.index.introduce(*cast.token(word)) is None, str(cast)


def test_those_whom_a_state_backs_are_not_of_that_state(read_actors: Any) -> None:
    cast = read_actors("On Monday US-allied Kurdish militias attacked a village.")
    assert "USA" not in [actor.country for actor in cast.index.actors() if "militias" in actor.name], str(cast)
    assert any("militias" in name for name in cast.names()), str(cast)
