"""What a library has seen of persons and offices helps to read, near the day and where it leaves no choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from dragoman.reading.actors import ActorReader
from dragoman.record import OfficeSeen

LITHUANIAN = OfficeSeen(
    ref="person/jonas-petrauskas",
    name="Jonas Petrauskas",
    office="interior minister",
    body="Lithuania",
    country="LTU",
    sectors=("GOV",),
    first="2031-03",
    last="2031-05",
)
SUCCESSOR = msgspec.structs.replace(
    LITHUANIAN, ref="person/rasa-butkute", name="Rasa Butkute", first="2031-09", last="2031-11"
)
SPOKESMAN = OfficeSeen(
    ref="person/diego-huanca",
    name="Diego Huanca",
    office="spokesman",
    body="Peruvian Foreign Ministry",
    country="PER",
    sectors=("GOV",),
    first="2031-04",
    last="2031-04",
)

FENCE = (
    "Lithuania will build a longer fence along the border with Belarus. Petrauskas said on Tuesday that work would "
    "begin in July. Belarus condemned the plan."
)
OFFICE = "Lithuania's interior minister criticised Belarus on Thursday. The minister spoke in Kaunas."

Learn = Callable[..., Any]


@pytest.fixture
def learn(read_actors: Any) -> Learn:
    """Gives a reading that remembers; the shared one stays as it is."""

    def made(*seen: OfficeSeen) -> Any:
        reading = object.__new__(type(read_actors))
        reading.parser, reading.actors = read_actors.parser, object.__new__(ActorReader)
        reading.actors.__dict__.update(read_actors.actors.__dict__)
        reading.actors.remember(seen)
        return reading

    return made


def persons(cast: Any) -> list[tuple[str, str | None, str | None]]:
    return [(actor.ref, actor.country, actor.role) for actor in cast.index.actors() if actor.kind == "person"]


KNOWN = ("person/jonas-petrauskas", "LTU", "interior minister")


def test_a_surname_is_who_was_seen_in_an_office_of_a_state_of_the_article(learn: Learn) -> None:
    cast = learn(LITHUANIAN)(FENCE, "2031-06-20")
    assert persons(cast) == [KNOWN], str(cast)
    why = cast.named("Jonas Petrauskas").why
    assert "the library has seen Jonas Petrauskas as interior minister of Lithuania, 2031-03 to 2031-05" in why, why


def test_without_a_registry_a_surname_stays_a_surname(learn: Learn) -> None:
    assert persons(learn()(FENCE, "2031-06-20")) == [("person/petrauskas", None, None)]


@pytest.mark.parametrize("on", ["2030-11-20", "2031-12-20", None])
def test_far_from_the_days_seen_nothing_is_known(learn: Learn, on: str | None) -> None:
    cast = learn(LITHUANIAN)(FENCE, on)
    assert persons(cast) == [("person/petrauskas", None, None)], str(cast)


def test_a_surname_in_an_article_on_other_states_is_somebody_else(learn: Learn) -> None:
    text = "Peru will build a longer fence along the border with Chile. Petrauskas said that work would begin in July."
    cast = learn(LITHUANIAN)(text, "2031-06-20")
    assert persons(cast) == [("person/petrauskas", None, None)], str(cast)


def test_a_surname_need_not_speak(learn: Learn) -> None:
    text = "Lithuania wants peace with Belarus. In the evening Petrauskas met the miners who had gone on strike."
    cast = learn(LITHUANIAN)(text, "2031-06-20")
    assert cast.surfaces("Jonas Petrauskas") == ["Petrauskas"], str(cast)


def test_a_title_of_the_other_gender_is_somebody_else(learn: Learn) -> None:
    cast = learn(LITHUANIAN)(FENCE.replace("Petrauskas said", "Mrs. Petrauskas said"), "2031-06-20")
    assert "Jonas Petrauskas" not in cast.names(), str(cast)


def test_an_office_before_a_name_nobody_knows_is_that_persons(learn: Learn) -> None:
    text = "Lithuania closed its border. The Lithuanian interior minister, Audra Z, criticised Belarus on Thursday."
    cast = learn(LITHUANIAN)(text, "2031-06-22")
    assert "Jonas Petrauskas" not in cast.names(), str(cast)


def test_who_is_to_become_a_minister_is_not_the_minister(learn: Learn) -> None:
    president = msgspec.structs.replace(LITHUANIAN, office="president")
    cast = learn(president)("She wants to be elected president of Lithuania in the autumn.", "2031-06-22")
    assert "Jonas Petrauskas" not in cast.names(), str(cast)


def test_two_persons_of_one_surname_are_left_open(learn: Learn) -> None:
    other = msgspec.structs.replace(LITHUANIAN, ref="person/ona-petrauskas", name="Ona Petrauskas", office="mayor")
    cast = learn(LITHUANIAN, other)(FENCE, "2031-06-20")
    assert persons(cast) == [("person/petrauskas", None, None)], str(cast)


def test_a_longer_and_a_shorter_name_are_one_person(learn: Learn) -> None:
    longer = msgspec.structs.replace(LITHUANIAN, ref="person/jonas-b-petrauskas", name="Jonas B. Petrauskas")
    known = [one for one in persons(learn(LITHUANIAN, longer)(FENCE, "2031-06-20")) if one[1] == "LTU"]
    assert len(known) == 1, known
    cast = learn(LITHUANIAN, longer)(OFFICE, "2031-06-22")
    assert any(actor.name.endswith("Petrauskas") for actor in cast.index.actors()), str(cast)


def test_of_several_offices_the_one_that_only_a_state_has_comes_first(learn: Learn) -> None:
    other = msgspec.structs.replace(LITHUANIAN, office="leader")
    cast = learn(other, LITHUANIAN)("Jonas Petrauskas arrived in Warsaw on Wednesday.", "2031-04-21")
    assert cast.named("Jonas Petrauskas").role == "interior minister", str(cast)


def test_an_office_before_a_surname_says_which_of_two_is_meant(learn: Learn) -> None:
    other = msgspec.structs.replace(LITHUANIAN, ref="person/ona-petrauskas", name="Ona Petrauskas", office="mayor")
    text = FENCE.replace("Petrauskas said", "Interior Minister Petrauskas said")
    cast = learn(LITHUANIAN, other)(text, "2031-06-20")
    assert persons(cast) == [KNOWN], str(cast)


def test_a_whole_name_has_the_office_that_the_article_leaves_out(learn: Learn) -> None:
    cast = learn(LITHUANIAN)("Jonas Petrauskas arrived in Warsaw on Wednesday. He criticised Belarus.", "2031-06-21")
    assert persons(cast) == [KNOWN], str(cast)


def test_what_the_article_says_counts_more(learn: Learn) -> None:
    cast = learn(LITHUANIAN)("Jonas Petrauskas, a singer from Chile, arrived in Warsaw on Wednesday.", "2031-06-21")
    assert cast.named("Jonas Petrauskas").role == "singer", str(cast)
    assert not any("library" in one for one in cast.named("Jonas Petrauskas").why), str(cast)


def test_an_office_without_its_state_is_of_the_state_it_was_seen_with(learn: Learn) -> None:
    cast = learn(LITHUANIAN)("Interior Minister Jonas Petrauskas arrived in Warsaw on Wednesday.", "2031-06-21")
    assert persons(cast)[0] == KNOWN, str(cast)


def test_an_office_alone_is_who_was_seen_in_it(learn: Learn) -> None:
    cast = learn(LITHUANIAN)(OFFICE, "2031-06-22")
    assert cast.surfaces("Jonas Petrauskas") == ["Lithuania's interior minister", "The minister"], str(cast)


@pytest.mark.parametrize(("on", "name"), [("2031-07-02", "Jonas Petrauskas"), ("2031-12-24", "Rasa Butkute")])
def test_a_successor_ends_a_term(learn: Learn, on: str, name: str) -> None:
    cast = learn(LITHUANIAN, SUCCESSOR)(OFFICE, on)
    known = [actor.name for actor in cast.index.actors() if actor.ref.startswith(("person/jonas", "person/rasa"))]
    assert known == ([] if on == "2031-07-02" else [name]), str(cast)


def test_who_was_called_a_former_minister_holds_the_office_no_more(learn: Learn) -> None:
    left = msgspec.structs.replace(LITHUANIAN, until="2031-06")
    cast = learn(left)(OFFICE, "2031-07-22")
    assert "Jonas Petrauskas" not in cast.names(), str(cast)


def test_an_office_of_many_is_nobody_by_itself(learn: Learn) -> None:
    cast = learn(SPOKESMAN)("A Peruvian protest failed. Peru's spokesman criticised Chile on Thursday.", "2031-05-01")
    assert "Diego Huanca" not in cast.names(), str(cast)


def test_the_president_of_a_club_is_not_that_of_its_state(learn: Learn) -> None:
    club = msgspec.structs.replace(LITHUANIAN, office="president", body="Kaunas Chess Club")
    cast = learn(club)("Lithuania's president criticised Belarus on Thursday.", "2031-06-22")
    assert "Jonas Petrauskas" not in cast.names(), str(cast)


def test_the_tables_count_more_than_the_library(learn: Learn) -> None:
    wrong = msgspec.structs.replace(
        LITHUANIAN, office="foreign minister", body="Israel", country="ISR", first="2023-02", last="2023-03"
    )
    cast = learn(wrong)("Israel's foreign minister criticised Belarus on Thursday.", "2023-03-30")
    assert "Eli Cohen" in cast.names() and "Jonas Petrauskas" not in cast.names(), str(cast)
