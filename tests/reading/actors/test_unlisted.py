"""Bodies that no table has: what they are called, and their short names."""

from __future__ import annotations

from typing import Any


def test_a_coined_name_becomes_a_body_when_it_is_called_one(read_actors: Any) -> None:
    cast = read_actors("NordWave opened a plant in Bergen on Monday. The company said it would hire 300 people.")
    assert cast.surfaces("NordWave") == ["NordWave", "The company", "it"], str(cast)


def test_a_coined_name_stays_a_body_afterwards(read_actors: Any) -> None:
    cast = read_actors("NordWave opened a plant on Monday. The company thanked Norway. Norway later sued NordWave.")
    assert cast.at("NordWave", 1) == ["NordWave"], str(cast)


def test_a_coined_name_alone_is_no_actor(read_actors: Any) -> None:
    cast = read_actors("Norway tested NordWave last week. The river rose.")
    assert "NordWave" not in cast.names(), str(cast)


def test_a_name_that_is_not_coined_becomes_no_body(read_actors: Any) -> None:
    cast = read_actors("Norway sent Skarvik to the fair on Monday. The company said it would hire 300 people.")
    assert "Skarvik" not in cast.names(), str(cast)


def test_a_coined_name_of_a_place_becomes_no_body(read_actors: Any) -> None:
    cast = read_actors("Norway built a pier in MidTown. The company said it would hire 300 people.")
    assert "MidTown" not in cast.names(), str(cast)


def test_the_company_is_the_one_known_before_one_only_named(read_actors: Any) -> None:
    cast = read_actors("Hagen Motors Inc. fined workers. Hagen Motors later used NordWave. The company gave no reason.")
    assert cast.at("company") == ["Hagen Motors Inc."], str(cast)


def test_an_ampersand_makes_a_firm_of_names(read_actors: Any) -> None:
    cast = read_actors("Norway paid Hagen & Lund for the work. The company declined to comment.")
    assert cast.surfaces("Hagen & Lund") == ["Hagen & Lund", "The company"], str(cast)


def test_a_firm_is_called_without_its_legal_form(read_actors: Any) -> None:
    cast = read_actors("Norway sued Hagen Inc. on Monday. Hagen denied the charge.")
    assert cast.at("Hagen", 1) == ["Hagen Inc."], str(cast)


def test_a_body_is_called_by_the_end_of_its_name(read_actors: Any) -> None:
    cast = read_actors("The Bergen Harbour Gazette sued Norway. A judge sided with the Harbour Gazette on Friday.")
    assert cast.at("Gazette", 1) == ["Bergen Harbour Gazette"], str(cast)


def test_the_common_name_of_many_bodies_is_no_short_name(read_actors: Any) -> None:
    cast = read_actors("The Bergen Supreme Court met. The Supreme Court of Peru met too.")
    assert cast.at("Court", 1) != cast.at("Court", 0), str(cast)


def test_opposition_to_something_is_no_body(read_actors: Any) -> None:
    cast = read_actors("Norway voiced its opposition to the treaty.")
    assert cast.names() == ["Norway"], str(cast)
