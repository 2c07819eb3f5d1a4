"""Nouns that point back at a place: "the city", "this island"."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.places.pointing import PlacePointer
from dragoman.reading.reader import Reader
from dragoman.record import Record
from dragoman.sources import Document


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _nominals(record: Record) -> dict[str, list[str]]:
    text = record.article.text
    return {place.name: [text[a:b] for a, b in place.nominals] for place in record.places if place.nominals}


def _read(reader: Reader, text: str) -> Record:
    return reader.read(Document(content=text), verbatim=True)


def test_the_city_is_the_town_named_before(reader: Reader) -> None:
    record = _read(reader, "Protesters marched through Livorno on Friday. Police said the city was calm by night.")
    assert _nominals(record) == {"Livorno": ["the city"]}, record.places


def test_the_island_is_no_town(reader: Reader) -> None:
    record = _read(reader, "President Erdogan flew from Izmir to Cyprus. He said the city was safe.")
    assert _nominals(record) == {"İzmir": ["the city"]}, record.places


def test_the_region_is_the_land_named_before(reader: Reader) -> None:
    record = _read(reader, "Troops left the Sahel in June. President Macron said the region was no safer.")
    assert _nominals(record) == {"Sahel": ["the region"]}, record.places


def test_an_apposition_is_the_place_before_it(reader: Reader) -> None:
    record = _read(reader, "President Erdogan spoke in Rize, his hometown, on Friday.")
    assert _nominals(record) == {"Rize": ["his hometown"]}, record.places


@pytest.mark.parametrize("phrase", ["the city of Pisa", "a city", "another city", "the city where he was born"])
def test_a_noun_that_is_told_apart_points_at_no_other_place(reader: Reader, phrase: str) -> None:
    record = _read(reader, f"President Mattarella visited Livorno. He then went to {phrase}.")
    assert _nominals(record) == {}, record.places


def test_nominals_are_no_toponyms(reader: Reader) -> None:
    record = _read(reader, "Protesters marched through Livorno on Friday. Police said the city was calm by night.")
    text = record.article.text
    assert [text[m.start : m.end] for place in record.places for m in place.mentions] == ["Livorno"]


def test_a_noun_without_features_is_an_error_with_its_place(tmp_path) -> None:  # type: ignore[no-untyped-def]
    table = tmp_path / "places" / "nouns.tsv"
    table.parent.mkdir()
    table.write_text("# source: test\n# licence: CC0\nnoun\tfeatures\nglade\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"nouns\.tsv:4: the cell 'features' is empty"):
        PlacePointer(Knowledge(tmp_path))
