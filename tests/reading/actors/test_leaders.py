"""Offices and surnames by the day of publication."""

from __future__ import annotations

from typing import Any

import pytest


def test_an_office_of_a_state_is_its_holder_of_the_day(read_actors: Any) -> None:
    text = "The president of France met the Israeli prime minister in Lima."
    cast = read_actors(text, "2014-06-01")
    assert (cast.at("president"), cast.at("minister")) == (["Francois Hollande"], ["Benjamin Netanyahu"]), str(cast)


def test_the_same_words_are_another_on_another_day(read_actors: Any) -> None:
    cast = read_actors("The president of France arrived in Lima.", "2009-06-01")
    assert cast.at("president") == ["Nicolas Sarkozy"], str(cast)


def test_without_a_day_an_office_has_no_name(read_actors: Any) -> None:
    cast = read_actors("The president of France arrived in Lima.")
    assert cast.at("president") == ["French president"], str(cast)


@pytest.mark.parametrize(
    "words", ["A French president", "The then-president of France", "The next president of France"]
)
def test_an_office_of_another_time_has_no_name(read_actors: Any, words: str) -> None:
    cast = read_actors(f"{words} spoke in Lima.", "2014-06-01")
    assert "Francois Hollande" not in cast.names(), str(cast)


def test_a_former_president_is_not_the_president(read_actors: Any) -> None:
    cast = read_actors("The former French president spoke in Lima.", "2014-06-01")
    actor = cast.named("former French president")
    assert (actor.role, actor.sectors) == ("former president", ("ELI",)), str(cast)


def test_the_office_of_another_state_is_not_that_of_a_former_president(read_actors: Any) -> None:
    cast = read_actors("Former President Holm criticised the president of Iran.", "2014-06-01")
    assert cast.at("president") != ["Holm"], str(cast)


def test_a_president_by_surname_is_who_led_then(read_actors: Any) -> None:
    cast = read_actors("President Bush criticised the report.", "2005-03-01")
    assert cast.at("Bush") == ["George W. Bush"], str(cast)


def test_a_surname_is_who_led_a_state_that_the_article_speaks_of(read_actors: Any) -> None:
    cast = read_actors("Britain voted on Friday. Blair said the result was fair.", "2004-03-01")
    assert cast.named("Tony Blair").country == "GBR", str(cast)


def test_one_with_another_trade_is_not_who_led(read_actors: Any) -> None:
    cast = read_actors("Britain voted on Friday. Blair, a teacher, said the result was fair.", "2004-03-01")
    assert "Tony Blair" not in cast.names(), str(cast)


def test_a_person_has_the_office_of_the_day(read_actors: Any) -> None:
    assert read_actors("John Kerry spoke in Lima.", "2014-06-01").named("John Kerry").role == "secretary of state"
    assert read_actors("John Kerry spoke in Lima.", "2003-06-01").named("John Kerry").role == "senator"


def test_the_article_words_the_office_better_than_the_table(read_actors: Any) -> None:
    cast = read_actors("Presidential hopeful John Kerry, a veteran, spoke. The senator left.", "2003-06-01")
    assert cast.at("senator") == ["John Kerry"], str(cast)
