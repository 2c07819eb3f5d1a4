"""A relation that ended has its end; what is only a scene or belongs to somebody else tells of none."""

from __future__ import annotations

import pytest

from dragoman import Document, Reader
from dragoman.record import Record, Relation


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Record:
    return reader.read(Document(content=text, published="2024-05-06"), verbatim=True)


def told(record: Record) -> list[tuple[str, list[str], list[str]]]:
    names = {actor.id: actor.name for actor in record.actors}
    return [
        (r.type, sorted(names[a] for a in r.subjects), sorted(names[a] for a in r.objects)) for r in record.relations
    ]


def only(reader: Reader, text: str, kind: str) -> Relation:
    record = read(reader, text)
    found = [relation for relation in record.relations if relation.type == kind]
    assert len(found) == 1, told(record)
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("Canada's sanctions on Iran were lifted in 2015.", "sanctions", "2015"),
        ("The war between Iran and Iraq ended in 1988.", "conflict", "1988"),
        ("Peru ended its trade agreement with Chile in 2010.", "treaty", "2010"),
    ],
)
def test_what_was_ended_has_an_end(reader: Reader, text: str, kind: str, year: str) -> None:
    relation = only(reader, text, kind)
    assert relation.until is not None, relation
    assert relation.until.earliest[:4] == year
    assert relation.as_of is None


@pytest.mark.parametrize(
    "text", ["Canada did not lift its sanctions on Iran.", "Canada will lift its sanctions on Iran, it said."]
)
def test_what_is_not_ended_yet_holds(reader: Reader, text: str) -> None:
    relation = only(reader, text, "sanctions")
    assert (relation.polarity, relation.until) == ("holds", None)


def test_what_happens_at_a_border_or_in_an_embassy_does_not_date_it(reader: Reader) -> None:
    text = "Jonas Berg has been held near Kenya's border with Somalia since 2016."
    assert only(reader, text, "border").since is None
    text = "Jonas Berg has lived inside the Norwegian embassy in Lima since 2012."
    assert only(reader, text, "mission").since is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia will claim that Canada and its allies are aggressors.", "alliance"),
        ("Thousands live along the Kenyan and Ugandan borders.", "border"),
        ("Norway welcomed Canada-backing Turkish fighters on Monday.", "alliance"),
        ("A government-backed army took the town, Turkey and Iraq said.", "alliance"),
        ("Iran vowed to remove any form of US-backed Syrian Kurdish force.", "alliance"),
        ("Iraqi forces in the battle against the Islamic State rested.", "presence"),
    ],
)
def test_no_relation_is_made_up(reader: Reader, text: str, kind: str) -> None:
    found = told(read(reader, text))
    assert kind not in [relation[0] for relation in found], found


def test_a_movement_has_offices_of_its_own(reader: Reader) -> None:
    found = told(read(reader, "The Taliban's deputy leader, Karim Wardak, met Afghan officials in Doha."))
    assert ("office", ["Karim Wardak"], ["Taliban"]) in found, found


def test_copper_is_sold_too(reader: Reader) -> None:
    found = told(read(reader, "Mongolia sells nine tenths of its copper to China."))
    assert ("supply", ["Mongolia"], ["China"]) in found, found


def test_what_began_has_a_beginning(reader: Reader) -> None:
    relation = only(reader, "The Sri Lankan civil war erupted in 1983, when soldiers were killed.", "conflict")
    assert relation.since is not None
    assert relation.since.earliest == "1983-01-01"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Canada recognised Turkey's right to protect its citizens.", "recognition"),
        ("Jonas Berg served during the Afghan and Iraq wars.", "conflict"),
        ("Canada hopes for calm in Kenya, Somalia and in neighbouring countries.", "border"),
        ("Norway claimed the end of the rebellion in northern Chad.", "dispute"),
    ],
)
def test_no_relation_is_read_into_other_words(reader: Reader, text: str, kind: str) -> None:
    found = told(read(reader, text))
    assert kind not in [relation[0] for relation in found], found


def test_a_tariff_is_no_share(reader: Reader) -> None:
    relation = only(reader, "Peru put 25% tariffs on Brazil's steel exports to Peru.", "supply")
    assert relation.value is None or relation.value.number is None, relation.value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("US allies, engaged in the fight against the Islamic State, were not asked.", "conflict"),
        ("Peru accused Chile and its allies of delaying the talks with Bolivia.", "alliance"),
    ],
)
def test_another_party_is_not_taken_for_its_owner(reader: Reader, text: str, kind: str) -> None:
    found = told(read(reader, text))
    assert kind not in [relation[0] for relation in found], found


def test_who_is_backed_is_the_ally_of_the_backer(reader: Reader) -> None:
    found = told(read(reader, "Yemeni rebels backed by Saudi Arabia took the town of Marib."))
    assert ("alliance", ["Saudi Arabia"], ["Yemeni rebels"]) in found, found
    found = told(read(reader, "Turkish-backed forces took the town of Afrin, Turkey said."))
    assert "alliance" not in [relation[0] for relation in found], found


def test_a_town_that_borders_a_state_lies_in_its_neighbour(reader: Reader) -> None:
    found = told(read(reader, "A drone killed a man in the Belgorod region bordering Ukraine, Russia said."))
    assert ("border", ["Russia"], ["Ukraine"]) in found, found
