"""Toponyms: which names are places, how they are meant, and which place of a name it is."""

from __future__ import annotations

import pytest

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language.sentences import ParsedArticle, split_sentences
from dragoman.reading.places import PlaceIndex, PlaceReader
from dragoman.record import Article, Part, Place


@pytest.fixture(scope="module")
def reader() -> PlaceReader:
    return PlaceReader(Knowledge())


def read(reader: PlaceReader, text: str, url: str | None = None, kind: str = "body") -> PlaceIndex:
    part = Part(kind=kind, start=0, end=len(text))
    article = Article(
        id="a", key=None, title=None, url=url, publisher=None, authors=(), published=None, language="en", text=text,
        parts=(part,),
    )  # fmt: skip
    return reader.read(ParsedArticle(article, split_sentences(article)), ActorIndex())


def surfaces(text: str, index: PlaceIndex) -> list[str]:
    return [text[m.start : m.end] for m, _ in index.within(0, len(text))]


def the(index: PlaceIndex, name: str) -> Place:
    found = [place for place in index.places if place.name == name]
    assert len(found) == 1, f"{name} once among {[(p.name, p.country, p.why) for p in index.places]}"
    return found[0]


def test_place_has_geonames_id_and_coordinates(reader: PlaceReader) -> None:
    place = the(read(reader, "The delegation landed in Baku on Tuesday."), "Baku")
    assert (place.country, place.geonames_id, place.feature) == ("AZE", 587084, "PPLC"), place
    assert place.latitude == pytest.approx(40.38, abs=0.05)


def test_old_spelling_finds_the_same_place(reader: PlaceReader) -> None:
    index = read(reader, "Shells fell on Kiev at dawn. The mayor of Kyiv spoke at noon.")
    assert len(the(index, "Kyiv").mentions) == 2, index.places


def test_state_behind_a_town_decides(reader: PlaceReader) -> None:
    place = the(read(reader, "A storm struck Paris, Texas, before midnight."), "Paris")
    assert (place.country, place.admin1) == ("USA", "Texas"), place.why


def test_newspaper_abbreviation_behind_a_town_is_a_place_with_its_point(reader: PlaceReader) -> None:
    text = "He grew up in Paris, Tenn., and left young."
    index = read(reader, text)
    assert "Tenn." in surfaces(text, index), surfaces(text, index)
    assert the(index, "Paris").admin1 == "Tennessee"


def test_big_city_is_meant_when_nothing_speaks_against_it(reader: PlaceReader) -> None:
    assert the(read(reader, "Talks will resume in Paris next week."), "Paris").country == "FRA"


def test_other_places_of_the_article_decide(reader: PlaceReader) -> None:
    index = read(reader, "Police in Tbilisi and Batumi were on alert. The president of Georgia spoke.")
    assert the(index, "Georgia").country == "GEO"
    index = read(reader, "Police in Atlanta and Savannah were on alert. The governor of Georgia spoke.")
    assert the(index, "Georgia").country == "USA", index.places


def test_publisher_decides(reader: PlaceReader) -> None:
    place = the(read(reader, "A shop in London burned down.", url="https://www.lfpress.com/news/1"), "London")
    assert (place.country, place.admin1) == ("CAN", "Ontario"), place.why


def test_surname_is_no_place(reader: PlaceReader) -> None:
    text = "Denzel Washington met Sen. Jackson. Washington smiled, and Jackson left."
    assert surfaces(text, read(reader, text)) == []


def test_given_name_is_no_place(reader: PlaceReader) -> None:
    text = "The singer Jordan Smith thanked Florence Miller."
    assert surfaces(text, read(reader, text)) == []


def test_common_word_at_the_start_is_no_place(reader: PlaceReader) -> None:
    text = "Reading is fun. Nice people came. Most of them stayed. Mobile phones rang."
    assert surfaces(text, read(reader, text)) == []


def test_common_word_behind_a_preposition_is_a_place(reader: PlaceReader) -> None:
    text = "The lorry attack in Nice killed dozens of people in France."
    assert surfaces(text, read(reader, text)) == ["Nice", "France"]


def test_demonym_is_of_its_country(reader: PlaceReader) -> None:
    index = read(reader, "Turkish jets struck after Russians had left.")
    assert [m.sense for m, _ in index.within(0, 100)] == ["demonym", "demonym"]
    assert [p.country for p in index.places] == ["TUR", "RUS"]


def test_pronoun_is_not_the_united_states(reader: PlaceReader) -> None:
    text = "Us two went. The US and the U.S. are the same."
    assert surfaces(text, read(reader, text)) == ["US", "U.S."]


def test_government_seat_is_a_place_only_where_one_can_be_at(reader: PlaceReader) -> None:
    text = "The Kremlin denied it. Crowds gathered outside the Kremlin."
    index = read(reader, text)
    assert [m.start for m, _ in index.within(0, len(text))] == [text.rindex("Kremlin")], surfaces(text, index)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tankers waited in the Strait of Hormuz.", "Strait of Hormuz"),
        ("Troops left the West Bank at dawn.", "West Bank"),
        ("A patrol was hit in the Golan Heights.", "Golan Heights"),
        ("The fleet sailed through the South China Sea.", "South China Sea"),
        ("Aid reached the Zaatari refugee camp.", "Zaatari refugee camp"),
        ("Fighting spread across Darfur.", "Darfur"),
    ],
)
def test_regions_waters_and_camps(reader: PlaceReader, text: str, name: str) -> None:
    assert surfaces(text, read(reader, text)) == [name]


def test_unknown_road_lies_where_its_town_is(reader: PlaceReader) -> None:
    index = read(reader, "A man was shot on Quimby Hollow Road in Duluth, Minnesota.")
    road = the(index, "Quimby Hollow Road")
    assert road.geonames_id is None and road.latitude == the(index, "Duluth").latitude, road


def test_counties_of_a_list(reader: PlaceReader) -> None:
    text = "Flood warnings hold in Walton and Oconee counties in Georgia."
    assert surfaces(text, read(reader, text)) == ["Walton", "Oconee", "Georgia"]


def test_home_of_a_member_of_parliament(reader: PlaceReader) -> None:
    text = "Sen. Dianne Feinstein, D-Calif., objected."
    assert surfaces(text, read(reader, text)) == ["Calif."]


def test_dateline_in_capitals(reader: PlaceReader) -> None:
    text = "BEIRUT (AP) — Rockets hit the port on Monday."
    assert the(read(reader, text), "Beirut").country == "LBN"


def test_offsets_are_exact_in_any_text(reader: PlaceReader) -> None:
    text = "\x00😀 עברית In Ankara\u202e, near Tel Aviv😀"
    assert surfaces(text, read(reader, text)) == ["Ankara", "Tel Aviv"]


def test_bad_address_is_no_reason_to_fail(reader: PlaceReader) -> None:
    assert read(reader, "They met in Rome.", url="http://[::1").places


def test_index_gives_literal_places_of_a_stretch() -> None:
    from dragoman.record import PlaceMention

    mentions = (
        PlaceMention(start=0, end=6, sense="metonym"),
        PlaceMention(start=20, end=26, sense="literal"),
        PlaceMention(start=40, end=46, sense="literal"),
    )
    place = Place(
        id="p1", name="Moscow", country="RUS", admin1=None, latitude=None, longitude=None, geonames_id=None,
        feature=None, mentions=mentions,
    )  # fmt: skip
    index = PlaceIndex((place,))
    assert [m.start for m, _ in index.within(0, 30)] == [0, 20]
    assert [m.start for m, _ in index.literal_within(0, 30)] == [20]
    assert index.literal_within(21, 45) == []
    assert index.at(25) == (mentions[1], place) and index.at(26) is None


def test_why_names_the_evidence(reader: PlaceReader) -> None:
    place = the(read(reader, "A storm struck Paris, Texas, before midnight."), "Paris")
    assert any("Texas" in reason for reason in place.why), place.why


def test_a_town_near_the_one_that_an_unlisted_paper_is_named_after_is_preferred(reader: PlaceReader) -> None:
    text = "A barn in Dublin burned down."
    near = the(read(reader, text, url="https://www.columbusexamplenews.com/1"), "Dublin")
    assert (the(read(reader, text), "Dublin").country, near.admin1) == ("IRL", "Ohio"), near.why


def test_a_listed_paper_of_a_small_town_means_its_own_town(reader: PlaceReader) -> None:
    place = the(read(reader, "The council of Athens met on Monday.", url="https://www.athensmessenger.com/a"), "Athens")
    assert place.admin1 == "Ohio", place.why


def test_a_name_without_the_arabic_article_is_the_town(reader: PlaceReader) -> None:
    place = the(read(reader, "Shells hit Qamishli on Friday."), "Al Qamishli")
    assert place.country == "SYR", place.why


def test_a_place_is_called_as_the_article_spells_it_without_marks(reader: PlaceReader) -> None:
    place = the(read(reader, "A blast was heard in Afrin at night."), "Afrin")
    assert (place.country, place.geonames_id is not None) == ("SYR", True), place


def test_a_town_of_the_papers_own_area_needs_no_preposition(reader: PlaceReader) -> None:
    text = "Heath voters turned the levy down."
    assert surfaces(text, read(reader, text)) == []
    local = "Lima voters and Delphos pupils heard a Wapakoneta teacher."
    found = surfaces(local, read(reader, local, url="https://www.limaohio.com/news/1"))
    assert found == ["Lima", "Delphos", "Wapakoneta"], found


def test_place_in_the_long_name_of_a_body_is_found(reader: PlaceReader) -> None:
    text = "She leads the Alberta Grain Storage Association and was not heard."
    assert surfaces(text, read(reader, text)) == ["Alberta"], read(reader, text).places


def test_state_abbreviation_within_a_sentence_is_a_place(reader: PlaceReader) -> None:
    text = "Three held after Ky. bank robbery."
    assert surfaces(text, read(reader, text)) == ["Ky."], read(reader, text).places


def test_state_behind_the_letter_of_a_party_is_found(reader: PlaceReader) -> None:
    text = "The bill of Rep. Anna Pell, D-N.J., was read on Monday."
    assert "N.J." in surfaces(text, read(reader, text)), read(reader, text).places


def test_list_of_counties_with_or_is_read(reader: PlaceReader) -> None:
    text = "Pupils who live in Greene, Preble or Darke counties may apply."
    assert surfaces(text, read(reader, text)) == ["Greene", "Preble", "Darke"], read(reader, text).places


def test_letter_of_a_party_is_no_part_of_a_place(reader: PlaceReader) -> None:
    text = "The bill of Rep. Anna Pell, R-Otter Lake, was read on Monday."
    assert surfaces(text, read(reader, text)) == ["Otter Lake"], read(reader, text).places


def test_town_that_the_state_behind_it_does_not_hold_lies_in_that_state(reader: PlaceReader) -> None:
    text = "She was born in Grantville, Nevada, in 1913. Grantville was a mining camp."
    place = the(read(reader, text), "Grantville")
    assert (place.admin1, place.geonames_id, len(place.mentions)) == ("Nevada", None, 2), place


def test_unknown_park_lies_in_the_state_named_behind_it(reader: PlaceReader) -> None:
    text = "From a hall in Lewisburg, W.Va., they looked after the Quillback Forest in Idaho."
    assert the(read(reader, text), "Quillback Forest").admin1 == "Idaho"


def test_unknown_road_without_a_town_lies_where_the_publisher_is(reader: PlaceReader) -> None:
    text = "A barn on Quillback Road burned down."
    road = the(read(reader, text, url="https://www.limaohio.com/1"), "Quillback Road")
    assert (road.admin1, road.country) == ("Ohio", "USA"), road
    assert the(read(reader, text), "Quillback Road").latitude is None


def test_name_with_an_owner_in_it_is_one_name(reader: PlaceReader) -> None:
    text = "They sailed to Martha's Vineyard, and Russia's Moscow region was told."
    assert surfaces(text, read(reader, text)) == ["Martha's Vineyard", "Russia", "Moscow"]


def test_dateline_without_a_state_is_the_city_known_by_itself(reader: PlaceReader) -> None:
    text = (
        "WASHINGTON — The bill passed on Monday. Members from Pittsburgh, Erie, Canonsburg and Monongahela, "
        "Pennsylvania, spoke for it."
    )
    place = the(read(reader, text), "Washington")
    assert place.admin1 == "District of Columbia", place.why


def test_somebody_goes_to_a_seat_as_to_a_place(reader: PlaceReader) -> None:
    text = "She invited the envoys to the Kremlin, and they visited the Pentagon."
    index = read(reader, text)
    assert [(text[m.start : m.end], m.sense) for m, _ in index.within(0, len(text))] == [
        ("Kremlin", "literal"),
        ("Pentagon", "literal"),
    ], index.places


def test_words_to_a_seat_are_to_who_sits_there(reader: PlaceReader) -> None:
    text = "The envoys complained to the Kremlin and wrote to the Pentagon."
    assert surfaces(text, read(reader, text)) == []


def test_seat_of_government_has_its_point(reader: PlaceReader) -> None:
    place = the(read(reader, "The leaders dined at the Blue House on Monday."), "Blue House")
    assert (place.country, place.feature) == ("KOR", "BLDG"), place


def test_state_beside_a_state_is_one_of_a_row(reader: PlaceReader) -> None:
    place = the(read(reader, "They bought it from China, Japan, and Peru."), "China")
    assert (place.country, place.feature) == ("CHN", "PCLI"), place.why


def test_state_of_the_name_behind_which_its_country_stands(reader: PlaceReader) -> None:
    place = the(read(reader, "He was born in Georgia, United States, in 1950."), "Georgia")
    assert place.country == "USA", place.why
