"""Standing relations are read from real-looking sentences."""

from __future__ import annotations

import pytest

from dragoman import Document, Reader
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.relations.patterns import RelationPattern, load_patterns
from dragoman.reading.relations.quantities import Quantities
from dragoman.reading.relations.sides import Borders
from dragoman.record import Record, Relation


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(record: Record) -> list[tuple[str, list[str], list[str], str]]:
    names = {actor.id: actor.name for actor in record.actors}
    return [
        (r.type, sorted(names[a] for a in r.subjects), sorted(names[a] for a in r.objects), r.polarity)
        for r in record.relations
    ]


def only(reader: Reader, text: str, kind: str) -> Relation:
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    found = [relation for relation in record.relations if relation.type == kind]
    assert len(found) == 1, told(record)
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "subject", "object_"),
    [
        ("Tanzania, which borders Kenya and Uganda, wants a new road.", "border", "TZA", "KEN"),
        ("Croatia joined the European Union in 2013 after years of talks.", "membership", "HRV", "EUR"),
        ("Qatar supplies Pakistan with 40% of its gas, officials said.", "supply", "QAT", "PAK"),
        ("The war between Iran and Iraq lasted eight years.", "conflict", "IRN", "IRQ"),
        ("Canada imposed sanctions on Belarus over the arrests.", "sanctions", "CAN", "BLR"),
        ("Japan established diplomatic relations with Kuwait in 1961.", "diplomatic_ties", "JPN", "KWT"),
    ],
)
def test_a_relation_names_both_sides(reader: Reader, text: str, kind: str, subject: str, object_: str) -> None:
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    countries = {actor.id: actor.country for actor in record.actors}
    found = [r for r in record.relations if r.type == kind]
    assert any(
        subject in [countries[a] for a in r.subjects] and object_ in [countries[a] for a in r.objects] for r in found
    ), told(record)


def test_the_year_of_a_founding_act_is_since(reader: Reader) -> None:
    relation = only(reader, "Japan established diplomatic relations with Kuwait in 1961.", "diplomatic_ties")
    assert relation.since is not None
    assert relation.since.earliest == "1961-01-01"


def test_a_share_is_a_number_with_its_unit_and_measure(reader: Reader) -> None:
    relation = only(reader, "Qatar supplies Pakistan with 40% of its gas, officials said.", "supply")
    assert relation.value is not None
    assert (relation.value.number, relation.value.unit, relation.value.of) == (40.0, "percent", "gas")


def test_no_relations_is_a_denied_relation(reader: Reader) -> None:
    relation = only(reader, "Pakistan has no diplomatic relations with Israel.", "diplomatic_ties")
    assert relation.polarity == "denied"


def test_evidence_holds_the_word_that_tells_of_it(reader: Reader) -> None:
    text = "Oil prices rose. Canada imposed sanctions on Belarus over the arrests."
    relation = only(reader, text, "sanctions")
    assert "sanctions on Belarus" in text[slice(*relation.evidence)]


PATTERNS = [pattern for group in load_patterns(Knowledge()).values() for pattern in group]
LEAD = "Talks of the ministers\n\nThe ministers met on Monday in the capital to speak of trade.\n\n"


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: f"{p.relation}-{p.word}-{p.example[:30]}")
def test_a_pattern_reads_its_own_example(reader: Reader, pattern: RelationPattern) -> None:
    record = reader.read(Document(content=LEAD + pattern.example, published="2024-05-06"), verbatim=True)
    assert any(r.type == pattern.relation for r in record.relations), told(record)


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Norwegian Foreign Minister Jonas Berg flew to Qatar.", "Jonas Berg", "Norway"),
        ("Talks began after Jonas Berg, Norway's foreign minister, landed in Doha.", "Jonas Berg", "Norway"),
        ("Reporters met the Norwegian prime minister, Jonas Berg, and Qatar's emir.", "Jonas Berg", "Norway"),
    ],
)
def test_an_office_rests_on_the_words_that_give_it(reader: Reader, text: str, person: str, body: str) -> None:
    relation = only(reader, text, "office")
    words = text[slice(*relation.evidence)]
    assert person in words and "minister" in words.lower(), words
    assert relation.polarity == "holds"


def test_a_president_named_beside_another_keeps_his_own_country(reader: Reader) -> None:
    text = "Peru's president replied to remarks by Jonas Berg. The Norwegian president Jonas Berg had been rude."
    relation = only(reader, text, "office")
    assert text[slice(*relation.evidence)].endswith("Norwegian president Jonas Berg")


def test_a_former_office_is_denied(reader: Reader) -> None:
    assert only(reader, "Former Norwegian president Jonas Berg flew to Qatar.", "office").polarity == "denied"


def test_a_place_gives_the_state_that_nobody_names(reader: Reader) -> None:
    record = reader.read(Document(content="Russia's embassy in London issued a statement."), verbatim=True)
    assert ("mission", ["Russia"], ["United Kingdom"], "holds") in told(record)


def test_a_neighbour_is_the_state_that_really_borders(reader: Reader) -> None:
    text = "France and Syria traded blame. The fighters crossed into neighbouring Turkey on Sunday."
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    assert ("border", ["Syria"], ["Turkey"], "holds") in told(record), told(record)


def test_soldiers_are_their_states_presence(reader: Reader) -> None:
    record = reader.read(Document(content="French soldiers in Mali train recruits.", published="2024-05-06"))
    assert ("presence", ["France"], ["Mali"], "holds") in told(record), told(record)


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("The seven-year war between Iran and Iraq has cost many lives.", "conflict", "2017"),
        ("Crowds marked the 30th anniversary of the treaty between Lebanon and Syria.", "treaty", "1994"),
        ("The Lebanon-Syria treaty is old. That 1991 agreement let troops in.", "treaty", "1991"),
    ],
)
def test_how_old_a_relation_is_says_since_when(reader: Reader, text: str, kind: str, year: str) -> None:
    relation = only(reader, text, kind)
    assert relation.since is not None and relation.since.earliest[:4] == year, relation.since


def test_a_relation_holds_as_of_the_day_of_the_article(reader: Reader) -> None:
    relation = only(reader, "Norway's border with Russia stays shut.", "border")
    assert relation.as_of is not None and relation.as_of.earliest == "2024-05-06", relation


def test_a_relation_holds_as_of_the_date_of_its_clause(reader: Reader) -> None:
    relation = only(reader, "Qatar supplied Pakistan with 40% of its gas in 2019.", "supply")
    assert relation.as_of is not None and relation.as_of.earliest == "2019-01-01", relation


def test_an_ended_relation_does_not_hold_as_of_today(reader: Reader) -> None:
    relation = only(reader, "Qatar quit OPEC in 2019.", "membership")
    assert relation.until is not None and relation.as_of is None, relation


def test_two_sources_that_disagree_are_contested(reader: Reader) -> None:
    text = (
        "Iran's foreign minister said that Iran arms the Houthis.\n\n"
        "Iran does not arm the Houthis, its ambassador told reporters on Monday."
    )
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    found = {r.polarity: r for r in record.relations if r.type == "alliance"}
    assert set(found) == {"holds", "denied"}, told(record)
    assert found["holds"].contested_by == (found["denied"].id,)
    assert found["denied"].contested_by == (found["holds"].id,)


def test_what_holds_is_not_also_possible(reader: Reader) -> None:
    text = "Ghana may open an embassy in Mexico.\n\nGhana opened an embassy in Mexico on Monday."
    assert only(reader, text, "mission").polarity == "holds"


def test_a_relation_known_to_all_is_not_the_speakers_claim(reader: Reader) -> None:
    text = "The minister said Norway's border with Russia would stay shut."
    assert only(reader, text, "border").said_in is None


def test_a_count_within_reported_words_is_the_speakers_claim(reader: Reader) -> None:
    text = "The minister said that 114 Israeli companies operate in Serbia."
    relation = only(reader, text, "presence")
    assert relation.said_in is not None
    assert relation.value is not None and relation.value.number == 114


def test_firms_are_no_sides_of_a_political_cooperation(reader: Reader) -> None:
    record = reader.read(Document(content="The cooperation between Siemens AG and Renault goes on.", published=None))
    assert not [r for r in record.relations if r.type == "cooperation"], told(record)


def test_a_bad_pattern_is_named_with_its_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "relations").mkdir()
    head = "# source: a test\n# licence: CC0\nrelation\tword\tpos\tneeds\tsubject\tobject\tflags\tfield\texample\n"
    (folder / "relations" / "patterns.tsv").write_text(head + "friendship\tlike\tverb\t\tsubject\tobject\t\t\t\n")
    with pytest.raises(KnowledgeError, match=r"patterns\.tsv:4: unknown relation 'friendship'"):
        load_patterns(Knowledge(folder))


def test_borders_are_of_states(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "relations").mkdir()
    head = "# source: a test\n# licence: CC0\ncountry\tneighbours\n"
    (folder / "relations" / "borders.tsv").write_text(head + "Norway\tSWE\n")
    with pytest.raises(KnowledgeError, match=r"borders\.tsv:4: write a country's three letters"):
        Borders(Knowledge(folder))


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian presidential candidate Jonas Berg flew to Qatar.",
        "The goodwill ambassador for Norway, Jonas Berg, flew to Qatar.",
        "Norwegian president Anna Low met her father, Jonas Berg, in Qatar.",
        "Reporters saw Jonas Berg, saying he lacked the temper of a president, in Norway.",
    ],
)
def test_what_is_no_office_gives_none(reader: Reader, text: str) -> None:
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    assert not [t for t in told(record) if t[0] in {"office", "envoy"} and "Jonas Berg" in t[1]], told(record)


def test_an_office_is_of_the_state_its_words_name(reader: Reader) -> None:
    text = "The German defence minister, Ursula von der Leyen, flew to Qatar."
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    assert ("office", ["Ursula von der Leyen"], ["Germany"], "holds") in told(record), told(record)


def test_who_closes_a_mission_is_not_its_owner(reader: Reader) -> None:
    text = "Russia will close the US consulate in St. Petersburg, officials said."
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    missions = [t for t in told(record) if t[0] == "mission"]
    assert missions and all(t[1] == ["United States"] and t[2] == ["Russia"] for t in missions), told(record)


def test_troops_that_may_go_are_there(reader: Reader) -> None:
    text = "The president defended the decision to withdraw the 2,000 US troops in Syria."
    assert only(reader, text, "presence").polarity == "holds"


@pytest.mark.parametrize(
    ("text", "number", "unit", "of"),
    [
        ("Qatar supplies Pakistan with two-thirds of its gas.", 66.7, "percent", "gas"),
        ("Algeria supplies a third of its gas to Italy.", 33.3, "percent", "gas"),
        ("Cuba gets half of its oil from Venezuela.", 50.0, "percent", "oil"),
        ("Norway exports 20 million tonnes of wheat to Germany.", 20e6, "tonne", "wheat"),
        ("Russia sells $2.5 billion of weapons to India.", 2.5e9, "dollar", "weapon"),
        ("Turkey imports 15,000 barrels of oil from Iraq.", 15000.0, "barrel", "oil"),
        ("Iran supplies 300 drones to Hezbollah.", 300.0, "drone", None),
        ("Norway supplies gas to Germany.", None, None, "gas"),
    ],
)
def test_how_much_is_supplied(reader: Reader, text: str, number: float | None, unit: str | None, of: str) -> None:
    record = reader.read(Document(content=LEAD + text, published="2024-05-06"), verbatim=True)
    found = [r.value for r in record.relations if r.type == "supply"]
    assert found and found[0] is not None, told(record)
    assert (found[0].number, found[0].unit, found[0].of) == (number, unit, of)


def test_soldiers_are_counted_in_words_too(reader: Reader) -> None:
    relation = only(reader, LEAD + "Kenya sent two hundred soldiers into Somalia in 2011.", "presence")
    assert relation.value is not None and relation.value.number == 200
    assert relation.since is not None and relation.since.earliest[:4] == "2011"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Serbia's military cooperation with China goes on.", "military"),
        ("Kenya and Ghana cooperate on energy.", "energy"),
        ("Nuclear cooperation between India and France grows.", "nuclear"),
    ],
)
def test_the_field_of_a_cooperation(reader: Reader, text: str, field: str) -> None:
    value = only(reader, LEAD + text, "cooperation").value
    assert value is not None and value.field == field


def test_a_bad_measure_is_named_with_its_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "relations").mkdir()
    head = "# source: a test\n# licence: CC0\nword\tkind\tvalue\n"
    (folder / "relations" / "measures.tsv").write_text(head + "score\tnumber\ttwenty\n")
    with pytest.raises(KnowledgeError, match=r"measures\.tsv:4: 'twenty' is no number"):
        Quantities(Knowledge(folder))


def test_what_has_ended_at_an_unknown_date_is_denied(reader: Reader) -> None:
    relation = only(reader, LEAD + "Norway withdrew from the United Nations.", "membership")
    assert relation.until is not None or relation.polarity == "denied", relation


def test_a_trade_war_is_a_dispute(reader: Reader) -> None:
    text = LEAD + "The trade war between Canada and China deepened."
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    assert {t[0] for t in told(record)} == {"dispute"}, told(record)


def test_two_that_establish_relations_have_them_with_each_other(reader: Reader) -> None:
    text = "Kenya met Ghana in Accra in 1991. The two countries established diplomatic relations in 1992."
    ties = only(reader, text, "diplomatic_ties")
    assert len(ties.subjects) == len(ties.objects) == 1
    assert ties.since is not None and ties.since.earliest == "1992-01-01"


def test_a_date_of_the_clause_beside_is_not_that_of_the_relation(reader: Reader) -> None:
    text = (
        "Kazakhstan opened an embassy in Portugal on Friday, and the two governments signed a memorandum that their "
        "diplomats had been drafting since the autumn."
    )
    mission = only(reader, text, "mission")
    assert mission.since is not None and mission.since.earliest == "2024-05-03", mission


def test_a_mission_stands_in_the_town_of_its_host_and_not_in_its_own_country(reader: Reader) -> None:
    record = reader.read(Document(content="Norway's embassy in Kigali moved.", published="2024-05-06"), verbatim=True)
    (mission,) = [relation for relation in record.relations if relation.type == "mission"]
    assert [place.name for place in record.places if place.id == mission.place] == ["Kigali"]


def test_what_an_act_could_bring_about_is_possible(reader: Reader) -> None:
    text = "The raid could lead to fresh fighting between Kenya and Somalia."
    assert only(reader, text, "conflict").polarity == "possible"


def test_a_fight_that_has_lasted_goes_on(reader: Reader) -> None:
    relation = only(reader, "Mali, which has fought Boko Haram since 2015, asked for help.", "conflict")
    assert relation.since is not None
    assert relation.since.earliest == "2015-01-01"


def test_a_minister_speaks_for_the_member_of_a_body_of_states(reader: Reader) -> None:
    text = "Jonas Berg, the foreign minister of Norway, a member of NATO, said no."
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    assert ("membership", ["Norway"], ["NATO"], "holds") in told(record), told(record)


def test_who_pays_a_charity_is_no_ally_of_it(reader: Reader) -> None:
    record = reader.read(Document(content="Canada funds aid agencies in Syria.", published="2024-05-06"), verbatim=True)
    assert "alliance" not in [relation[0] for relation in told(record)], told(record)


def test_an_alliance_told_twice_is_one(reader: Reader) -> None:
    text = "Serbia is an ally of Russia. Russia, Serbia's ally, sent gas on Monday."
    record = reader.read(Document(content=text, published="2024-05-06"), verbatim=True)
    assert [relation[0] for relation in told(record)].count("alliance") == 1, told(record)
