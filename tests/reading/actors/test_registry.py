"""Who held which office on a day, and whom a name means in the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.actors.lookup import Lookup
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import ActorTables


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry(ActorTables(Knowledge()))


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup(Knowledge())


@pytest.mark.parametrize(
    ("office", "country", "on", "name"),
    [
        ("president", "USA", "2012-06-01", "Barack Obama"),
        ("foreign minister", "ISR", "2023-03-29", "Eli Cohen"),
        ("foreign minister", "USA", "2014-06-01", "John Kerry"),
        ("secretary of state", "USA", "2010-06-01", "Hillary Clinton"),
        ("foreign minister", "GBR", "2012-06-01", "William Hague"),
        ("chancellor", "DEU", "2014-06-01", "Angela Merkel"),
    ],
)
def test_an_office_has_its_holder_on_a_day(registry: Registry, office: str, country: str, on: str, name: str) -> None:
    held = registry.holder(office, country, on)
    assert held is not None and held.name == name, registry.holders(office, country, on)


def test_an_office_that_changed_hands_that_year_is_left_open(registry: Registry) -> None:
    names = {term.name for term in registry.holders("foreign minister", "GBR", "2010-03-01")}
    assert registry.holder("foreign minister", "GBR", "2010-03-01") is None and len(names) == 2, names


def test_a_person_has_the_office_of_the_day(registry: Registry) -> None:
    assert registry.standing("john-kerry", "2003-01-01").office == "senator"
    assert registry.standing("john-kerry", "2014-06-01").office == "secretary of state"


def test_who_left_office_is_a_former_holder_and_of_the_elites(registry: Registry) -> None:
    standing = registry.standing("francois-hollande", "2019-06-01")
    assert (standing.office, standing.sectors) == ("former president", ("ELI",)), standing


def test_who_is_not_yet_in_office_holds_none(registry: Registry) -> None:
    standing = registry.standing("emmanuel-macron", "2005-06-01")
    assert (standing.office, standing.sectors) == (None, ()), standing


def test_a_date_that_is_none_is_an_error_with_its_place(tmp_path: Path) -> None:
    table = tmp_path / "actors" / "persons.tsv"
    table.parent.mkdir()
    rows = "ref\tname\tnames\tcountry\tsectors\toffice\tfrom\tuntil\tgender\nx\tX\tX\tNOR\tGOV\tmayor\tspring\t\tm\n"
    table.write_text("# source: test\n# licence: CC0\n" + rows, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"persons\.tsv:4: from 'spring' is no year"):
        ActorTables(Knowledge(tmp_path))


@pytest.mark.parametrize(
    "asked", ["foreign minister of Israel", "Israeli foreign minister", "Israel's Foreign Minister"]
)
def test_an_office_of_a_state_finds_who_held_it(lookup: Lookup, asked: str) -> None:
    assert [match.name for match in lookup.find(asked, "2023-03-29")] == ["Eli Cohen"]


def test_who_held_an_office_on_the_day_comes_first(lookup: Lookup) -> None:
    found = lookup.find("Clinton", "2011-06-01")
    persons = [match.name for match in found if match.kind == "person"]
    assert persons == ["Hillary Clinton", "Bill Clinton"], found


def test_another_name_of_a_state_finds_the_state(lookup: Lookup) -> None:
    assert [(match.ref, match.matched) for match in lookup.find("the kremlin")] == [("country/RUS", "Kremlin")]


def test_a_state_on_a_day_shows_its_leaders(lookup: Lookup) -> None:
    (match,) = lookup.find("France", "2014-06-01")
    assert match.offices[0].holder == "Francois Hollande" and all(office.held for office in match.offices), match


def test_a_name_without_its_accents_is_found(lookup: Lookup) -> None:
    assert lookup.find("Aland")[0].ref == lookup.find("Åland")[0].ref == "country/ALA"


def test_a_part_of_a_name_is_found_when_nothing_is_called_so(lookup: Lookup) -> None:
    assert any(match.name == "Moshe Yaalon" for match in lookup.find("Yaalon Moshe"))


@pytest.mark.parametrize("asked", ["", "  ", "Zyxwvut Qponml", "...", "minister of"])
def test_nobody_is_nobody(lookup: Lookup, asked: str) -> None:
    assert lookup.find(asked, "2020-01-01") == ()
