"""Peoples without a state: "Kurdish officials", "Syrian Kurdish forces", "the Kurdish administration"."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Kurdish officials", "Kurdish officials", None),
        ("Syrian Kurdish officials", "Syrian Kurdish officials", "SYR"),
        ("Kurdish Syrian officials", "Syrian Kurdish officials", "SYR"),
        ("Uighur activists", "Uyghur activists", "CHN"),
        ("Bosnian Serb officials", "Bosnian Serb officials", "BIH"),
        ("Turkish Cypriot officials", "Turkish Cypriot officials", "CYP"),
        ("Druze leaders", "Druze leaders", None),
    ],
)
def test_the_people_of_a_people_are_no_other_states(read_actors: Any, words: str, name: str, country: str) -> None:
    cast = read_actors(f"Turkey and Norway held talks in Vienna. {words} rejected the plan.")
    assert cast.at(words.split()[-1]) == [name], str(cast)
    assert cast.named(name).country == country, str(cast)


def test_a_body_of_a_people_is_of_the_state_it_is_in(read_actors: Any) -> None:
    cast = read_actors("Turkey closed the border. The Kurdish administration in northern Syria condemned the step.")
    assert cast.at("administration") == ["Kurdish administration"], str(cast)
    assert cast.named("Kurdish administration").country == "SYR", str(cast)


def test_an_official_of_a_people_is_not_of_the_last_state(read_actors: Any) -> None:
    cast = read_actors("Turkey closed the border. A Kurdish official said that the camps were full.")
    assert cast.at("official") == ["Kurdish official"], str(cast)
    assert cast.named("Kurdish official").country is None, str(cast)


def test_two_peoples_in_one_phrase_are_two_sides(read_actors: Any) -> None:
    cast = read_actors("Kurdish and Arab fighters took the village on Monday.")
    assert cast.at("fighters") == ["Kurdish fighters", "Arab fighters"], str(cast)
    assert "Arab states" not in cast.names(), str(cast)


def test_arab_leaders_are_those_of_the_arab_states(read_actors: Any) -> None:
    cast = read_actors("Arab leaders condemned the attack on Monday.")
    assert "Arab states" in cast.names(), str(cast)


def test_forces_led_by_a_people_are_its_own(read_actors: Any) -> None:
    cast = read_actors("Kurdish-led forces shelled the town on Monday.")
    assert cast.at("forces") == ["Kurdish forces"], str(cast)


def test_the_fighters_of_a_people_are_rebels(read_actors: Any) -> None:
    cast = read_actors("Kachin fighters shelled the town on Monday.")
    assert cast.named("Kachin fighters").sectors == ("REB",), str(cast)


def test_it_is_no_people(read_actors: Any) -> None:
    cast = read_actors("The Kurds rejected the plan. Norway said it would help.")
    assert "it" not in cast.surfaces("Kurds"), str(cast)
