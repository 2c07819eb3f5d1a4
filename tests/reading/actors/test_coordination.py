"""Several states in one phrase: "Norwegian and Peruvian officials"."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    "phrase",
    ["Norwegian and Peruvian officials", "Officials from Norway and Peru"],
)
def test_officials_of_two_states_are_two_groups(read_actors: Any, phrase: str) -> None:
    cast = read_actors(f"{phrase} met in Vienna.")
    assert cast.at(phrase.split()[-1] if phrase.endswith("officials") else "Officials") == [
        "Norwegian officials",
        "Peruvian officials",
    ], str(cast)


def test_a_list_of_states_counts_each(read_actors: Any) -> None:
    cast = read_actors("Norwegian, Peruvian and Chilean diplomats left the hall.")
    assert cast.at("diplomats") == ["Norwegian diplomats", "Peruvian diplomats", "Chilean diplomats"], str(cast)


def test_ministers_of_two_states_are_two_persons(read_actors: Any) -> None:
    cast = read_actors("The Norwegian and Peruvian foreign ministers met in Vienna. The ministers agreed to talk.")
    assert cast.at("ministers", 1) == ["Norwegian foreign minister", "Peruvian foreign minister"], str(cast)


def test_a_minister_named_in_the_article_is_one_of_the_ministers(read_actors: Any) -> None:
    cast = read_actors(
        "Norwegian Foreign Minister Anna Berg flew to Vienna. The Norwegian and Peruvian foreign ministers met there."
    )
    assert "Anna Berg" in cast.at("ministers"), str(cast)


def test_governments_of_two_states_are_two_governments(read_actors: Any) -> None:
    cast = read_actors("The Norwegian and Peruvian governments signed the deal.")
    assert cast.at("governments") == ["Norwegian government", "Peruvian government"], str(cast)


def test_they_are_both_groups(read_actors: Any) -> None:
    cast = read_actors("Norwegian and Peruvian officials met in Vienna. They signed a deal.")
    assert cast.at("They") == ["Norwegian officials", "Peruvian officials"], str(cast)


def test_where_soldiers_are_is_not_whose_they_are(read_actors: Any) -> None:
    cast = read_actors("Norway thanked its soldiers in Peru and Chile.")
    assert "Chilean soldiers" not in cast.names(), str(cast)


def test_a_state_that_acts_is_not_of_the_officials_beside_it(read_actors: Any) -> None:
    cast = read_actors("Norway and Peruvian officials signed the deal.")
    assert cast.at("officials") == ["Peruvian officials"], str(cast)


def test_the_family_is_not_two_states(read_actors: Any) -> None:
    cast = read_actors("Norway and Peru met. They agreed. The family of a sailor wept. The family said so.")
    assert cast.at("family", 1) == [], str(cast)


def test_two_foreign_ministers_are_of_two_states(read_actors: Any) -> None:
    cast = read_actors(
        "Norway and Peru signed a deal. Norwegian Foreign Minister Anna Berg flew to Lima, the capital of Peru. "
        "Her host, Foreign Minister Jorge Salas, praised it."
    )
    assert cast.named("Jorge Salas").country == "PER", str(cast)
