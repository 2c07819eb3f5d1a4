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
