"""One surname of two persons, and further offices of one."""

from __future__ import annotations

from typing import Any


def test_a_surname_alone_is_not_that_of_the_kin(read_actors: Any) -> None:
    cast = read_actors(
        "Peter Hagen was arrested on Monday. His brother, Jon Hagen, told reporters he was shocked. Hagen denied it."
    )
    assert cast.at("Hagen", 2) == ["Peter Hagen"], str(cast)


def test_who_is_called_by_first_name_is_not_the_surname_beside_it(read_actors: Any) -> None:
    cast = read_actors("Anna Hagen and Clara Hagen fell ill. Anna was sent home, but Hagen stayed.")
    assert cast.at("Hagen", 2) == ["Clara Hagen"], str(cast)


def test_a_title_tells_the_kin_apart(read_actors: Any) -> None:
    cast = read_actors("Anna Hagen went to Peru. Her father, Jon Hagen, said she was well. Mr. Hagen then left.")
    assert cast.at("Hagen", 2) == ["Jon Hagen"], str(cast)


def test_a_further_office_is_that_of_the_name(read_actors: Any) -> None:
    cast = read_actors("Anna Hagen, an engineer and former mayor of Bergen, met Norway's president.")
    assert "former mayor" in cast.surfaces("Anna Hagen"), str(cast)
