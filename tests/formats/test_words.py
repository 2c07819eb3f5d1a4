"""What points at words points at the very words: annotations, spans, tasks; and entities for investigations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from made_events import EMBASSY, ROCKETS, TALKS, UNDATED, exported, fill
from spacy.tokens import DocBin

from dragoman.formats import docbin
from dragoman.formats.codes import codes
from dragoman.formats.export import Export
from dragoman.library import Library
from dragoman.questions.query import Query

TEXTS = (EMBASSY, TALKS, ROCKETS, UNDATED)


def annotations(library: Library, **asked: object) -> list[dict[str, Any]]:
    page = json.loads(exported(library, "annotations", **asked))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    return list(page["items"])


def test_every_selector_points_at_the_words_of_its_article(either: Library) -> None:
    seen = set()
    for annotation in annotations(either):
        for target in annotation["target"]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            (text,) = [text for text in TEXTS if text[start:end] == quote["exact"] and quote["prefix"] in text]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            seen.add(quote["exact"])
    assert {"opened", "thanked", "talks", "fired rockets", "We want more trade with Israel"} <= seen
    assert "Azerbaijan opened an embassy in Tel Aviv" in seen


def test_an_annotation_says_what_was_read(library: Library) -> None:
    found = next(one for one in annotations(library) if one["id"].startswith("urn:dragoman:statement:"))
    tag, described = found["body"]
    assert tag == {"type": "TextualBody", "purpose": "tagging", "value": "statement:direct"}
    assert json.loads(described["value"])["speaker"] == "Ilham Aliyev"
    assert found["target"][0]["source"]["via"] == "https://news.example/2023-03-29"


def test_a_condition_chooses_the_articles(either: Library) -> None:
    ids = {one["target"][0]["source"]["id"] for one in annotations(either, actor="LBN")}
    assert len(ids) == 1
    assert len({one["target"][0]["source"]["id"] for one in annotations(either)}) == 4


def test_docbin_loads_with_spacy(either: Library, tmp_path: Path) -> None:
    path = tmp_path / "events.spacy"
    assert docbin.write(Export(library=either, query=Query()), path) == 4
    nlp = spacy.blank("en")
    docs = {doc.text: doc for doc in DocBin().from_disk(path).get_docs(nlp.vocab)}
    assert set(docs) == set(TEXTS)
    doc = docs[EMBASSY]
    assert [(span.text, span.label_) for span in doc.spans["events"]] == [("opened", "SUPPORT"), ("thanked", "SUPPORT")]
    assert [(span.text, span.label_) for span in doc.spans["statements"]] == [
        ("We want more trade with Israel", "direct")
    ]
    assert ("Ilham Aliyev", "person", "person/ilham-aliyev") in [
        (span.text, span.label_, span.id_) for span in doc.spans["actors"]
    ]
    assert [doc.text[start:end] for start, end, _ in doc.user_data["offsets"]["events"]] == ["opened", "thanked"]


def test_docbin_is_the_same_bytes_and_goes_on_in_further_files(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a.spacy", tmp_path / "b.spacy"
    docbin.write(Export(library=library, query=Query()), first)
    docbin.write(Export(library=library, query=Query()), second)
    assert first.read_bytes() == second.read_bytes()
    monkeypatch.setattr(docbin, "SHARD", 3)
    docbin.write(Export(library=library, query=Query()), tmp_path / "c.spacy")
    sizes = [len(DocBin().from_disk(tmp_path / name)) for name in ("c.spacy", "c-2.spacy")]
    assert sizes == [3, 1]


def test_label_studio_tasks_mark_the_words(library: Library) -> None:
    tasks = json.loads(exported(library, "labelstudio"))
    assert {task["data"]["text"] for task in tasks} == set(TEXTS)
    for task in tasks:
        (prediction,) = task["predictions"]
        spans = {one["id"]: one for one in prediction["result"] if one["type"] == "labels"}
        for one in spans.values():
            value = one["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= set(spans)
    labels = {one["value"]["labels"][0] for task in tasks for one in task["predictions"][0]["result"] if "value" in one}
    assert labels == {"actor", "statement", "SUPPORT", "CONSULT", "ACCUSE", "ASSAULT", "REJECT"}


def entities(library: Library, **asked: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(library, "followthemoney", **asked).decode().splitlines()]


def test_entities_have_the_schemata_of_followthemoney(library: Library) -> None:
    found = {one["id"]: one for one in entities(library)}
    assert {one["schema"] for one in found.values()} == {
        "Article",
        "Person",
        "PublicBody",
        "Organization",
        "Event",
        "UnknownLink",
    }
    (aliyev,) = [one for one in found.values() if one["schema"] == "Person"]
    assert aliyev["properties"] == {"name": ["Ilham Aliyev"], "nationality": ["az"], "position": ["president"]}
    opened = next(one for one in found.values() if "recognise" in one["properties"].get("keywords", ()))
    properties = opened["properties"]
    assert properties["name"] == ["SUPPORT: Azerbaijan - Israel"]
    assert (properties["startDate"], properties["location"], properties["country"]) == (
        ["2023-03-29"],
        ["Tel Aviv"],
        ["il"],
    )
    assert found[properties["organizer"][0]]["properties"]["name"] == ["Azerbaijan"]
    assert found[properties["proof"][0]]["schema"] == "Article"


def test_each_entity_is_written_once_and_its_id_is_stable(library: Library, tmp_path: Path) -> None:
    ids = [one["id"] for one in entities(library)]
    assert len(ids) == len(set(ids))
    other = Library(tmp_path / "other.db", create=True)
    fill(other)
    assert sorted(ids) == sorted(one["id"] for one in entities(other))


def test_every_reference_of_an_entity_is_written_too(either: Library) -> None:
    found = entities(either)
    ids = {one["id"] for one in found}
    for one in found:
        for name in ("organizer", "involved", "proof", "subject", "object"):
            assert set(one["properties"].get(name, ())) <= ids, one


def test_article_text_stays_at_home_when_asked(library: Library) -> None:
    assert not any("bodyText" in one["properties"] for one in entities(library, words=False))
    assert any("bodyText" in one["properties"] for one in entities(library))


def test_countries_are_written_as_followthemoney_knows_them() -> None:
    told = {code: codes().followthemoney(code) for code in ("XKX", "SUN", "YUG", "EUR", "UNO", "YMD", "NOR")}
    assert told == {
        "XKX": "xk",
        "SUN": "suhh",
        "YUG": "yucs",
        "EUR": "eu",
        "UNO": None,
        "YMD": None,
        "NOR": "no",
    }
