"""Nouns that point back at somebody named: companies, relatives, couples."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorReader

FAMILY = "Peter Reed and his wife Anna Reed lost their daughter, Lucy, in March. "


def test_a_relative_is_the_one_who_was_called_so(read_actors: Any) -> None:
    cast = read_actors(FAMILY + "Peter Reed said his daughter had been ill.")
    assert cast.at("daughter", 1) == ["Lucy"], str(cast)


def test_one_who_was_called_a_child_may_be_called_the_baby(read_actors: Any) -> None:
    cast = read_actors("Peter Reed buried his nine-month-old child, Lucy. The baby had been ill for weeks.")
    assert cast.at("baby") == ["Lucy"], str(cast)


def test_the_noun_before_a_name_tells_the_gender(read_actors: Any) -> None:
    cast = read_actors("Peter Reed came with his wife Zeo Ume. Reporters asked Ume, and she answered.")
    assert cast.at("she") == ["Zeo Ume"], str(cast)


def test_the_parents_are_the_two_named_together(read_actors: Any) -> None:
    cast = read_actors(FAMILY + "Police blamed the parents.")
    assert sorted(cast.at("parents")) == ["Anna Reed", "Peter Reed"], str(cast)


def test_they_are_the_two_named_together(read_actors: Any) -> None:
    cast = read_actors("Peter Reed and his wife Anna Reed stood trial. They denied the charge.")
    assert sorted(cast.at("They")) == ["Anna Reed", "Peter Reed"], str(cast)


def test_a_family_that_is_named_stands_for_its_members(read_actors: Any) -> None:
    cast = read_actors("Peter Reed and his wife Anna Reed stood trial. The Reeds denied the charge. They went home.")
    assert cast.at("They") == ["Reeds"], str(cast)


def test_the_company_is_the_one_that_was_called_a_firm(read_actors: Any) -> None:
    cast = read_actors(
        "Norway fined Brandt Holdings, a shipping firm. The Red Cross protested in Oslo. The company will appeal."
    )
    assert cast.at("company") == ["Brandt Holdings"], str(cast)


def test_a_state_before_the_noun_must_be_that_of_the_body(read_actors: Any) -> None:
    cast = read_actors(
        "Norwegian lender Brandt Holdings sued Peruvian lender Salas Holdings. The Norwegian lender said nothing."
    )
    assert cast.at("lender", 2) == ["Brandt Holdings"], str(cast)


@pytest.mark.parametrize("phrase", ["another company", "the company in Lima", "a company", "the rival company"])
def test_a_noun_that_is_told_apart_points_at_nobody_named(read_actors: Any, phrase: str) -> None:
    cast = read_actors(f"Norway fined Brandt Holdings, a shipping company. It also fined {phrase}.")
    assert cast.at("company", 1) == [], str(cast)


def test_a_bad_class_is_an_error_with_its_place(tmp_path: Any) -> None:
    table = tmp_path / "actors" / "classes.tsv"
    table.parent.mkdir()
    table.write_text("# source: test\n# licence: CC0\nterm\tof\ngazelle\tanimal\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"classes\.tsv:4: of 'animal'"):
        ActorReader(Knowledge(tmp_path))


def test_a_company_points_at_no_group_of_people(read_actors: Any) -> None:
    cast = read_actors("Norwegian protesters filled the square. The company said nothing.")
    assert "The company" not in cast.surfaces("Norwegian protesters"), str(cast)


def test_an_army_is_no_company(read_actors: Any) -> None:
    cast = read_actors("Anna Berg left the Norwegian Army. She then joined the company in May.")
    assert cast.at("company") == [], str(cast)


def test_two_men_who_are_new_are_not_two_named_before(read_actors: Any) -> None:
    cast = read_actors("Mayor Peter Holm met Governor Anna Berg. Police arrested two men on Friday.")
    assert cast.at("men") == ["men"], str(cast)


def test_a_name_that_a_noun_calls_a_company_is_a_body(read_actors: Any) -> None:
    actor = read_actors("Norway fined the software company Nordlys over exports.").named("Nordlys")
    assert (actor.kind, actor.sectors) == ("organisation", ("BUS",))


def test_a_name_in_apposition_to_a_noun_for_people_is_a_person(read_actors: Any) -> None:
    actor = read_actors("Norway honoured Torvald Lykke, a singer, in Oslo.").named("Torvald Lykke")
    assert actor.kind == "person"


def test_a_body_is_its_name_before_its_noun(read_actors: Any) -> None:
    cast = read_actors("The Tass news agency quoted Norway. The Hamas movement denied it.")
    assert (cast.at("agency"), cast.at("movement")) == (["TASS"], ["Hamas"]), str(cast)


def test_the_state_of_a_federation_is_not_the_federation(read_actors: Any) -> None:
    cast = read_actors("American officials met Governor Anna Berg. She said the state was ready.")
    assert "the state" not in cast.surfaces("United States"), str(cast)


def test_the_nation_that_has_a_clause_behind_it_points_at_nobody(read_actors: Any) -> None:
    cast = read_actors("Norway voted. It is the nation which Anna Berg admires most.")
    assert "the nation" not in cast.surfaces("Norway"), str(cast)


def test_a_firm_by_its_abbreviated_form_is_a_body(read_actors: Any) -> None:
    cast = read_actors("Norway fined Peanut Corp. of America over exports. The company did not answer.")
    assert cast.at("company") == ["Peanut Corp. of America"], str(cast)
