"""Groups, offices without a name, pronouns and pairs."""

from __future__ import annotations

from typing import Any


def test_a_group_has_the_country_of_its_adjective(read_actors: Any) -> None:
    actor = read_actors("Norwegian protesters crossed the river.").named("Norwegian protesters")
    assert (actor.kind, actor.country) == ("group", "NOR") and actor.sectors


def test_a_definite_group_points_back(read_actors: Any) -> None:
    cast = read_actors("Norwegian protesters crossed the river. The protesters then withdrew.")
    assert cast.surfaces("Norwegian protesters") == ["Norwegian protesters", "The protesters"], str(cast)


def test_the_government_is_that_of_the_country_in_focus(read_actors: Any) -> None:
    cast = read_actors("Norway closed the border. The government gave no reason.")
    assert "The government" in cast.surfaces("Norwegian government"), str(cast)


def test_a_title_alone_is_the_one_who_holds_it(read_actors: Any) -> None:
    cast = read_actors("Norwegian Foreign Minister Anna Berg arrived. The minister refused to comment.")
    assert "The minister" in cast.surfaces("Anna Berg"), str(cast)


def test_she_is_the_woman_named_last_as_subject(read_actors: Any) -> None:
    cast = read_actors("Prime Minister Anna Berg met President Peter Salas. She promised help.")
    assert cast.at("She") == ["Anna Berg"], str(cast)


def test_an_object_pronoun_is_not_the_subject_of_its_clause(read_actors: Any) -> None:
    cast = read_actors("President Peter Salas arrived. Prime Minister Thomas Holm greeted him.")
    assert cast.at("him") == ["Peter Salas"], str(cast)


def test_its_is_the_state_that_is_subject(read_actors: Any) -> None:
    cast = read_actors("Norway closed its embassy.")
    assert cast.at("its") == ["Norway"], str(cast)


def test_empty_it_stands_for_nobody(read_actors: Any) -> None:
    cast = read_actors("Norway closed the border. It is clear that talks have failed.")
    assert cast.at("It") == [], str(cast)


def test_the_two_countries_are_the_two_named(read_actors: Any) -> None:
    cast = read_actors("Norway opened an embassy in Peru, and ties between the two countries improved.")
    assert sorted(cast.at("countries")) == ["Norway", "Peru"], str(cast)


def test_the_two_countries_are_two_mentions_with_one_span(read_actors: Any) -> None:
    cast = read_actors("Norway opened an embassy in Peru, and ties between the two countries improved.")
    start = cast.parsed.text.index("the two")
    spans = {(m.start, m.end) for m in cast.index.mentions(start, start + len("the two countries"))}
    assert len(spans) == 1 and len(cast.index.mentions(start, start + len("the two countries"))) == 2


def test_his_country_is_the_country_of_the_person(read_actors: Any) -> None:
    cast = read_actors("Norwegian Foreign Minister Peter Holm said his country would not pay.")
    assert cast.at("country") == ["Norway"], str(cast)


def test_we_in_a_quotation_is_the_side_of_the_speaker(read_actors: Any) -> None:
    cast = read_actors("“We will not pay,” Norwegian Foreign Minister Peter Holm said.")
    assert cast.at("We") == ["Norway"], str(cast)


def test_lands_are_no_groups(read_actors: Any) -> None:
    cast = read_actors("Norway was one of the first countries to sign.")
    assert cast.names() == ["Norway"], str(cast)


def test_nobody_says_he_of_himself(read_actors: Any) -> None:
    cast = read_actors('Peter Salas criticised Thomas Holm. "I told him so," Salas said.')
    assert cast.at("him") == ["Thomas Holm"], str(cast)


def test_it_is_easy_stands_for_nobody(read_actors: Any) -> None:
    cast = read_actors("Norway changed the law. The rule makes it easy to vote.")
    assert cast.at("it") == [], str(cast)


def test_it_is_known_how_stands_for_nobody(read_actors: Any) -> None:
    cast = read_actors("Norway closed the border. It is not known how long the ban will last.")
    assert cast.at("It") == [], str(cast)


def test_it_is_the_thing_that_the_sentence_before_speaks_of(read_actors: Any) -> None:
    cast = read_actors("The report by Norway was published on Friday. It blames the weather.")
    assert cast.at("It") == [], str(cast)


def test_no_body_that_speaks_says_it_of_itself(read_actors: Any) -> None:
    cast = read_actors('"Iran must stop, and it must stop now," the United Nations said.')
    assert "United Nations" not in cast.at("it"), str(cast)


def test_he_may_be_somebody_new_without_a_name(read_actors: Any) -> None:
    cast = read_actors("Peter Salas is governor. Norwegian police then arrested a man in Oslo. He had a knife.")
    assert cast.at("He") == [], str(cast)


def test_one_pronoun_keeps_its_meaning_within_a_sentence(read_actors: Any) -> None:
    cast = read_actors("Peter Salas died in Oslo. His lawyer on Sunday announced his death.")
    assert cast.at("his") == ["Peter Salas"], str(cast)


def test_who_speaks_is_not_named_in_the_quotation(read_actors: Any) -> None:
    cast = read_actors(
        'Anna Berg opened the debate in Oslo. "The emails of Maria Salas and her staff are public," she said.'
    )
    assert cast.at("she") == ["Anna Berg"], str(cast)


def test_they_are_the_group_and_not_two_persons_named(read_actors: Any) -> None:
    cast = read_actors("Peter Salas met Thomas Holm while Norwegian voters said they wanted peace.")
    assert cast.at("they") == ["Norwegian voters"], str(cast)
