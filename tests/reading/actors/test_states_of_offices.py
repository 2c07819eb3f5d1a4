"""Of which state somebody is whose office does not say it, and who is in an office without a name."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.record import Part
from made_article import made_article


def _country(cast: Any, name: str) -> str | None:
    country: str | None = cast.named(name).country
    return country


def test_the_dateline_says_whose_minister_it_is(read_actors: Any) -> None:
    line, body = (
        "BRATISLAVA —",
        "Hungary will lend Slovakia two cranes, both sides said. Prime Minister Jozef Malik left.",
    )
    text = f"{line} {body}"
    parts = (Part(kind="dateline", start=0, end=len(line)), Part(kind="body", start=len(line) + 1, end=len(text)))
    parsed = read_actors.parser.parse(made_article(text, parts=parts))
    index = read_actors.actors.read(parsed, read_actors.actors.scan(text))
    assert {actor.name: actor.country for actor in index.actors()}["Jozef Malik"] == "SVK", index.actors()


def test_a_state_behind_the_name_is_that_of_the_office(read_actors: Any) -> None:
    cast = read_actors("The president of Peru met Chancellor Greta Moser of Austria in Lima.")
    assert _country(cast, "Greta Moser") == "AUT", str(cast)


def test_what_is_owned_behind_the_name_is_not(read_actors: Any) -> None:
    cast = read_actors("Peru protested. Foreign Minister Ana Quispe told reporters of Chile's plans.")
    assert _country(cast, "Ana Quispe") == "PER", str(cast)


def test_who_is_expected_in_a_capital_is_of_another_state(read_actors: Any) -> None:
    cast = read_actors("Ghana buys rice from Vietnam. President Kofi Boateng is expected in Hanoi in May.")
    assert _country(cast, "Kofi Boateng") != "VNM", str(cast)


def test_a_state_whose_office_another_holds_is_not_taken(read_actors: Any) -> None:
    text = "The United States sent an aircraft to Namibia. Namibia was glad. The union's president, Paul Ricks, left."
    cast = read_actors(text, "2012-05-01")
    assert _country(cast, "Paul Ricks") != "USA", str(cast)


def test_a_table_leaves_open_who_held_an_office_in_a_year_gone_by(read_actors: Any) -> None:
    text = "The United States had a holiday. In 1939 President Homer Caldwell moved it."
    cast = read_actors(text, "2016-11-01")
    assert _country(cast, "Homer Caldwell") == "USA", str(cast)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Free Syrian army lost the town.", "Free Syrian Army"),
        ("The Republican People’s party voted against the law in Ankara.", "Republican People's Party"),
        ("A Nato official said so.", "NATO"),
        ("Nato Secretary General Jens Stoltenberg spoke.", "NATO"),
    ],
)
def test_a_body_is_known_by_the_papers_own_spelling(read_actors: Any, text: str, name: str) -> None:
    cast = read_actors(text, "2018-03-01")
    assert name in cast.names(), str(cast)


def test_a_first_name_spelt_otherwise_belongs_to_the_surname(read_actors: Any) -> None:
    cast = read_actors("Egypt’s president, Abdel Fatah al-Sisi, left Cairo.", "2018-03-01")
    assert "Abdel Fatah al-Sisi" in cast.surfaces("Abdel Fattah el-Sissi"), str(cast)
    assert "Abdel Fatah" not in cast.names(), str(cast)


def test_another_first_name_is_another_person(read_actors: Any) -> None:
    cast = read_actors("Maria Elena Putin opened a bakery in Graz.", "2018-03-01")
    assert "Vladimir Putin" not in cast.names(), str(cast)


def test_a_secretary_general_is_one(read_actors: Any) -> None:
    cast = read_actors("Nato secretary-general Jens Stoltenberg warned Moscow.", "2018-03-01")
    assert cast.named("Jens Stoltenberg").role == "nato secretary-general", str(cast)
    assert not any("secretary" in name for name in cast.names()), str(cast)


def test_ministers_named_together_are_those_named_later(read_actors: Any) -> None:
    text = "The foreign ministers of Peru and Chile met. Foreign Minister Ana Quispe of Peru spoke first."
    cast = read_actors(text)
    assert "The foreign ministers" in cast.surfaces("Ana Quispe"), str(cast)
    assert "Peruvian foreign minister" not in cast.names(), str(cast)


def test_an_office_of_another_is_not_merged(read_actors: Any) -> None:
    cast = read_actors(
        "A Peruvian deputy foreign minister spoke in Lima. Foreign Minister Ana Quispe of Peru listened."
    )
    assert len(cast.surfaces("Ana Quispe")) == 1, str(cast)
