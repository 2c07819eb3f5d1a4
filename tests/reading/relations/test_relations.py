"""Standing relations are read from real-looking sentences."""

from __future__ import annotations

import pytest

from dragoman import Document, Reader
from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.relations.patterns import load_patterns
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
        ("Cyprus joined the European Union in 2004 after years of talks.", "membership", "CYP", "EUR"),
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


def test_every_pattern_is_well_formed() -> None:
    assert sum(len(group) for group in load_patterns(Knowledge()).values()) > 80


def test_a_bad_pattern_is_named_with_its_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "relations").mkdir()
    head = "# source: a test\n# licence: CC0\nrelation\tword\tpos\tneeds\tsubject\tobject\tflags\tfield\texample\n"
    (folder / "relations" / "patterns.tsv").write_text(head + "friendship\tlike\tverb\t\tsubject\tobject\t\t\t\n")
    with pytest.raises(KnowledgeError, match=r"patterns\.tsv:4: unknown relation 'friendship'"):
        load_patterns(Knowledge(folder))
