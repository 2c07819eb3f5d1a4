"""Whom syntax lets a pronoun stand for."""

from __future__ import annotations

from typing import Any


def test_he_is_nobody_named_in_what_he_does(read_actors: Any) -> None:
    cast = read_actors("Peter Salas praised Thomas Holm on Monday. Holm smiled. He accused Holm of theft on Friday.")
    assert cast.at("He") == ["Peter Salas"], str(cast)


def test_it_is_no_state_named_in_what_it_says(read_actors: Any) -> None:
    cast = read_actors("Norway met Peru in Oslo. Peru was late. It said Peru had lied.")
    assert cast.at("It") == ["Norway"], str(cast)


def test_he_may_be_named_again_in_a_later_clause(read_actors: Any) -> None:
    cast = read_actors("Peter Salas spoke on Monday. He drew a crowd that had come to see the lawyer whom Salas fired.")
    assert cast.at("He") == ["Peter Salas"], str(cast)


def test_who_urges_somebody_is_not_the_one_urged(read_actors: Any) -> None:
    cast = read_actors("Peter Salas spoke in Oslo. While urging Thomas Holm to resign, he praised the court.")
    assert cast.at("he") == ["Peter Salas"], str(cast)


def test_his_in_an_opening_phrase_is_the_subject_after_it(read_actors: Any) -> None:
    cast = read_actors("Peter Salas spoke for an hour. In his answer, Thomas Holm praised the court.")
    assert cast.at("his") == ["Thomas Holm"], str(cast)


def test_an_opening_phrase_before_two_subjects_points_back(read_actors: Any) -> None:
    cast = read_actors("Peter Salas may not run. If he drops out, either Thomas Holm or Jon Lund will run.")
    assert cast.at("he") == ["Peter Salas"], str(cast)


def test_who_says_what_it_will_do_speaks_of_itself(read_actors: Any) -> None:
    cast = read_actors("Norway warned Norway's allies. Norway acted after Peru announced it would close the border.")
    assert cast.at("it") == ["Peru"], str(cast)


def test_a_second_verb_of_saying_shares_the_subject(read_actors: Any) -> None:
    cast = read_actors("Norway denied the charge over Peru, and in May said it was planning a vote.")
    assert cast.at("it") == ["Norway"], str(cast)


def test_who_speaks_goes_before_those_of_the_quotation(read_actors: Any) -> None:
    cast = read_actors('Anna Berg spoke last. "Maria Salas will see that Clara Holm loses," Berg said. She then left.')
    assert cast.at("She") == ["Anna Berg"], str(cast)


def test_as_for_names_the_topic(read_actors: Any) -> None:
    cast = read_actors("Peter Salas won in Oslo. As for Thomas Holm, he did not run.")
    assert cast.at("he") == ["Thomas Holm"], str(cast)


def test_when_it_comes_to_stands_for_nobody(read_actors: Any) -> None:
    cast = read_actors("Norway closed the border. Peter Salas is strict when it comes to tax.")
    assert cast.at("it") == [], str(cast)


def test_a_curled_apostrophe_leaves_it_empty(read_actors: Any) -> None:
    cast = read_actors("Norway closed the border. “It’s a shame that nobody came,” Peter Salas said.")
    assert cast.at("It") == [], str(cast)


def test_people_said_to_be_there_are_meant_by_them(read_actors: Any) -> None:
    cast = read_actors("The United Nations met in Oslo. There are things here so bad that we must burn them.")
    assert cast.at("them") == [], str(cast)


def test_whose_they_are_stands_before_and(read_actors: Any) -> None:
    cast = read_actors("Peter Salas spoke in Oslo. Peter Salas accused Thomas Holm and his deputies.")
    assert cast.at("his") == ["Thomas Holm"], str(cast)


def test_its_may_be_an_armed_group(read_actors: Any) -> None:
    cast = read_actors("Norway met Peru. Islamic State had lost its strongholds.")
    assert cast.at("its") == ["Islamic State"], str(cast)


def test_it_is_no_people(read_actors: Any) -> None:
    cast = read_actors("African Americans liked it.")
    assert cast.at("it") == [], str(cast)


def test_the_country_is_the_one_the_article_is_about(read_actors: Any) -> None:
    cast = read_actors(
        "Norway raised taxes. Norway will vote in May. Norway is calm. Peter Salas once worked in Peru. "
        "He was young. Voters were pleased. He promised to serve the nation."
    )
    assert cast.at("nation") == ["Norway"], str(cast)
