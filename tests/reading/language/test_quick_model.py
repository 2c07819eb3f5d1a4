"""The quick components give the vectors and the arcs of the components in whose place they stand."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from dragoman.reading.defaults import DEFAULT_PIPELINE
from dragoman.reading.language import encoding, transitions
from dragoman.reading.language.encoding import Encoding, UnknownModelError, encode
from dragoman.reading.language.parser import Parser
from dragoman.reading.language.transitions import step

STOCK = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
QUICK = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
encode(QUICK)
step(QUICK)

SENTENCES = (
    "Kenya's president, who has not met him since 2019, said on Tuesday that he would do so.",
    "Talks failed.",
    "The ministers, having signed what they had refused to sign in May, shook hands and left for the airport.",
    "“We shall not give in,” the spokeswoman told reporters in the port of Mombasa; nobody asked why.",
    "!",
    "Police fired tear gas at some 2,000 students who threw stones and burnt tyres near the parliament building.",
)


def test_the_quick_components_stand_in_the_places_of_the_slow() -> None:
    assert QUICK.pipe_names[:3] == [encoding.NAME, "tagger", transitions.NAME], QUICK.pipe_names


def test_tags_and_arcs_are_those_of_the_stock_pipeline() -> None:
    for stock, quick in zip(STOCK.pipe(SENTENCES), QUICK.pipe(SENTENCES), strict=True):
        told = [[(token.tag_, token.dep_, token.head.i) for token in doc] for doc in (stock, quick)]
        assert told[0] == told[1], stock.text


def test_vectors_are_those_of_the_stock_pipeline() -> None:
    for stock, quick in zip(STOCK.pipe(SENTENCES), QUICK.pipe(SENTENCES), strict=True):
        assert np.allclose(stock.tensor, quick.tensor, atol=1e-4), stock.text


def test_what_a_word_is_embedded_as_does_not_depend_on_what_came_before() -> None:
    fresh = Encoding(STOCK.get_pipe("tok2vec"))
    used = Encoding(STOCK.get_pipe("tok2vec"))
    for sentence in reversed(SENTENCES):
        used(STOCK.make_doc(sentence))
    for sentence in SENTENCES:
        one, other = fresh(STOCK.make_doc(sentence)), used(STOCK.make_doc(sentence))
        assert np.array_equal(one.tensor, other.tensor), sentence


@pytest.mark.parametrize("most", [3, 24])
def test_more_words_than_are_remembered_are_embedded_all_the_same(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MOST", most)
    forgetful = Encoding(STOCK.get_pipe("tok2vec"))
    for sentence in SENTENCES:
        expected = Encoding(STOCK.get_pipe("tok2vec"))(STOCK.make_doc(sentence)).tensor
        assert np.array_equal(forgetful(STOCK.make_doc(sentence)).tensor, expected), sentence


def test_a_parser_that_keeps_several_readings_is_left_as_it_is() -> None:
    other = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
    other.get_pipe("parser").cfg["beam_width"] = 4
    step(other)
    assert "parser" in other.pipe_names, other.pipe_names


def test_a_model_with_other_layers_is_known_as_such() -> None:
    other = spacy.blank("en")
    config = {
        "model": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 96,
            "depth": 2,
            "embed_size": 200,
            "window_size": 2,
            "maxout_pieces": 3,
            "subword_features": True,
            "pretrained_vectors": None,
        }
    }
    component = other.add_pipe("tok2vec", config=config)
    other.initialize()
    with pytest.raises(UnknownModelError):
        Encoding(component)


def test_a_document_without_words_is_parsed() -> None:
    assert len(QUICK("")) == 0
    assert [len(doc) for doc in QUICK.pipe(["", "Talks failed.", ""])] == [0, 3, 0]


def test_the_parser_of_the_reading_is_quick() -> None:
    names = Parser().nlp.pipe_names
    assert encoding.NAME in names and transitions.NAME in names, names
