"""States, persons and bodies by name."""

from __future__ import annotations

from typing import Any

import pytest


def test_state_name_demonym_and_epithet_are_one_country(read_actors: Any) -> None:
    cast = read_actors("Israel recalled its envoy. Israeli diplomats left, and the Jewish state closed its mission.")
    actor = cast.named("Israel")
    assert actor.ref == "country/ISR"
    assert {"name", "demonym", "epithet"} <= {m.form for m in actor.mentions}, str(cast)


def test_a_capital_that_acts_is_its_government(read_actors: Any) -> None:
    cast = read_actors("Moscow rejected the offer.")
    assert [m.form for m in cast.named("Russia").mentions] == ["metonym"], str(cast)


def test_a_capital_where_something_happens_is_no_actor(read_actors: Any) -> None:
    cast = read_actors("Thousands marched in Moscow on Sunday.")
    assert "Russia" not in cast.names(), str(cast)


def test_a_capital_after_a_verb_of_motion_is_no_actor(read_actors: Any) -> None:
    cast = read_actors("The Norwegian envoy flew to Moscow.")
    assert "Russia" not in cast.names(), str(cast)


def test_a_surname_after_a_given_name_is_no_state(read_actors: Any) -> None:
    cast = read_actors("Senator Michael Jordan criticised Norway.")
    assert "Jordan" not in cast.names() and "Michael Jordan" in cast.names(), str(cast)


def test_country_from_the_adjective_before_the_office(read_actors: Any) -> None:
    actor = read_actors("Norwegian Foreign Minister Anna Berg met reporters.").named("Anna Berg")
    assert (actor.country, actor.role, actor.kind) == ("NOR", "foreign minister", "person")


def test_an_ambassador_is_of_the_country_that_sends_him(read_actors: Any) -> None:
    cast = read_actors("Norway's ambassador to Peru Peter Holm apologised.")
    assert cast.named("Peter Holm").country == "NOR", str(cast)


def test_office_in_an_apposition_after_the_name(read_actors: Any) -> None:
    actor = read_actors("Anna Berg, the Norwegian defence minister, resigned.").named("Anna Berg")
    assert (actor.country, actor.role) == ("NOR", "defence minister")


def test_office_before_a_comma(read_actors: Any) -> None:
    cast = read_actors("Norway's prime minister, Anna Berg, said the talks had failed.")
    assert cast.named("Anna Berg").country == "NOR", str(cast)


def test_a_counterpart_has_the_same_office_in_his_own_country(read_actors: Any) -> None:
    cast = read_actors("Norwegian Foreign Minister Anna Berg phoned her Peruvian counterpart Peter Salas.")
    actor = cast.named("Peter Salas")
    assert (actor.country, actor.role) == ("PER", "foreign minister"), str(cast)


def test_a_surname_and_an_honorific_join_the_full_name(read_actors: Any) -> None:
    cast = read_actors(
        "Norwegian Foreign Minister Anna Berg left. Ms Berg said the talks had failed. Berg then flew home."
    )
    assert cast.surfaces("Anna Berg").count("Berg") == 2, str(cast)


def test_a_surname_before_the_full_name_joins_it(read_actors: Any) -> None:
    cast = read_actors("Berg said no. Norwegian Foreign Minister Anna Berg then left.")
    assert "Berg" in cast.surfaces("Anna Berg"), str(cast)


def test_a_particle_keeps_a_short_name_together(read_actors: Any) -> None:
    cast = read_actors("President Hassan al-Rashidi spoke. Rashidi then left.")
    assert "Rashidi" in cast.surfaces("Hassan al-Rashidi"), str(cast)


def test_letters_in_brackets_name_the_same_body(read_actors: Any) -> None:
    cast = read_actors("The Northern Liberation Front (NLF) attacked. The NLF later denied it.")
    assert cast.surfaces("Northern Liberation Front").count("NLF") == 2, str(cast)


def test_a_body_has_the_country_of_its_adjective(read_actors: Any) -> None:
    actor = read_actors("The Norwegian Supreme Court overturned the ban.").named("Norwegian Supreme Court")
    assert (actor.kind, actor.country, actor.sectors) == ("organisation", "NOR", ("JUD",))


def test_a_region_is_no_person(read_actors: Any) -> None:
    cast = read_actors("Fighting went on in Eastern Moravia. Shelling hit Moravia again, and people in Moravia fled.")
    assert not [a for a in cast.index.actors() if a.kind == "person"], str(cast)


def test_a_name_is_governed_by_its_noun_where_its_tail_hangs_on_a_word_behind(read_actors: Any) -> None:
    cast = read_actors("Nine fled, according to the Oslo-based Norwegian Refugee Council relief group.")
    assert cast.at("Council") == ["Norwegian Refugee Council"], str(cast)


def test_letters_before_a_body_in_brackets_are_its_letters(read_actors: Any) -> None:
    cast = read_actors("The head of KNB (Norwegian Episcopal Conference), Tormod Lund, spoke. KNB gave no reason.")
    assert cast.surfaces("Norwegian Episcopal Conference").count("KNB") == 2, str(cast)


def test_an_office_of_a_body_with_brackets_makes_the_name_a_person(read_actors: Any) -> None:
    cast = read_actors("The secretary general of KNB (Norwegian Episcopal Conference), Nunzio Lund, objected.")
    assert cast.named("Nunzio Lund").role == "secretary general", str(cast)


def test_one_who_is_named_so_is_a_person(read_actors: Any) -> None:
    cast = read_actors("Police in Oslo found a boy named Qvist. He was unharmed.")
    assert cast.at("He") == ["Qvist"], str(cast)


def test_a_spokesman_from_a_body_is_named_behind_it(read_actors: Any) -> None:
    cast = read_actors("A spokesman from the Ministry of Health, Mikal Sicilia, denied it.")
    assert cast.named("Mikal Sicilia").role == "spokesman", str(cast)


def test_a_surname_that_begins_a_sentence_is_the_person_named_in_full(read_actors: Any) -> None:
    cast = read_actors("The mayor of Bergen, Anna Love, spoke in Oslo. Love did not respond to questions.")
    assert cast.at("Love", 1) == ["Anna Love"], str(cast)


def test_a_surname_in_a_headline_is_the_person_named_in_full(read_actors: Any) -> None:
    cast = read_actors("Wheeler Rejects Oslo Plan On Border Guards\n\nMayor David Wheeler spoke in Oslo on Friday.")
    assert cast.at("Wheeler") == ["David Wheeler"], str(cast)


@pytest.mark.parametrize("name", ["Elizabeth Road", "Santa Clara", "Bo Kong Vegetarian Restaurant", "Clinton Library"])
def test_a_thing_or_place_with_a_given_name_is_no_person(read_actors: Any, name: str) -> None:
    cast = read_actors(f"Norwegian police closed {name} on Friday.")
    assert not [actor for actor in cast.index.actors() if actor.kind == "person"], str(cast)


def test_a_place_that_is_a_given_name_too_is_no_person_alone(read_actors: Any) -> None:
    cast = read_actors("Norway opened a consulate. Virginia followed in May.")
    assert "Virginia" not in cast.names(), str(cast)


def test_an_office_that_is_a_surname_is_one_behind_an_honorific(read_actors: Any) -> None:
    cast = read_actors("Norway honoured Dr. King in Oslo.")
    assert cast.named("King").kind == "person", str(cast)


@pytest.mark.parametrize("noun", ["The proportion", "Deep concern", "Half", "Later tests", "The carbon tax money"])
def test_no_speaker_is_made_of_a_thing(read_actors: Any, noun: str) -> None:
    cast = read_actors(f"{noun} said that Norway was right.")
    sentence, token = cast.token(noun.split()[-1])
    assert cast.index.introduce(sentence, token) is None, str(cast)


@pytest.mark.parametrize("noun", ["A homeowner", "Two sources", "The retired neurosurgeon", "One cosplayer"])
def test_a_speaker_is_made_of_a_noun_for_people(read_actors: Any, noun: str) -> None:
    cast = read_actors(f"{noun} said that Norway was right.")
    sentence, token = cast.token(noun.split()[-1])
    assert cast.index.introduce(sentence, token) is not None, str(cast)


def test_a_surname_of_two_is_who_was_named_just_before(read_actors: Any) -> None:
    cast = read_actors(
        "Anna Holm spoke in Oslo. Anna Holm then left for Bergen. Peter Holm stayed in Norway. Holm will speak today."
    )
    assert cast.at("Holm", 3) == ["Peter Holm"], str(cast)


def test_a_surname_of_two_is_later_who_the_article_is_about(read_actors: Any) -> None:
    cast = read_actors(
        "Anna Holm spoke in Oslo. Anna Holm then left for Bergen. Her brother Peter Holm stayed in Norway. "
        "It rained in Oslo. The trains stood still. Holm will speak in Bergen today."
    )
    assert cast.at("Holm", 3) == ["Anna Holm"], str(cast)


def test_another_first_name_is_another_person(read_actors: Any) -> None:
    cast = read_actors("Hunter Biden stayed away from the talks in Oslo.")
    assert "Hunter Biden" in cast.names() and "Joe Biden" not in cast.names(), str(cast)


def test_a_party_of_a_state_that_is_not_spoken_of_is_another(read_actors: Any) -> None:
    cast = read_actors("Norway voted, and Norway's press cheered. The Conservative Party said Oslo was right.")
    assert all(actor.country != "GBR" for actor in cast.index.actors()), str(cast)


def test_a_word_before_a_surname_is_no_first_name(read_actors: Any) -> None:
    cast = read_actors("Mayor Anna Hoak spoke in Oslo. Though Hoak agreed, Norway did not.")
    assert cast.at("Hoak", 1) == ["Anna Hoak"], str(cast)


def test_a_place_and_an_office_before_a_known_name_are_no_person(read_actors: Any) -> None:
    cast = read_actors("Texas Senator Ted Cruz spoke in Oslo.")
    assert [actor.name for actor in cast.index.actors() if actor.kind == "person"] == ["Ted Cruz"], str(cast)


def test_a_ministry_without_its_state_is_the_one_named_last(read_actors: Any) -> None:
    cast = read_actors("The Norwegian Interior Ministry closed the port. Later the Interior Ministry opened it.")
    names = [actor.name for actor in cast.index.actors() if actor.kind == "organisation"]
    assert names == ["Norwegian Interior Ministry"], str(cast)


def test_everybody_is_nobody(read_actors: Any) -> None:
    assert "Everybody" not in read_actors("In Norway … Everybody thought that Oslo was right.").names()


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "U.S. Assistant Secretary of State Maria Brandt met the farmers.",
            "Maria Brandt",
            "assistant secretary of state",
        ),
        ("The army chief of staff, Peter Lind, resigned on Monday.", "Peter Lind", "army chief of staff"),
    ],
)
def test_an_office_with_of_in_it_stands_before_a_name(read_actors: Any, text: str, name: str, role: str) -> None:
    cast = read_actors(text)
    assert cast.named(name).role == role, str(cast)
