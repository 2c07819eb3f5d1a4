"""The quick component says of every token what the attribute ruler says."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading.defaults import DEFAULT_PIPELINE
from dragoman.reading.language.features import NAME, quicken

STOCK = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
QUICK = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
quicken(QUICK)

SENTENCES = (
    "Kenya's president, who has not met him since 2019, said that he would do so.",
    "There were no talks, and there is nothin' to be said; let's go, we gotta.",
    "The ministers  met\u00a0in Baku and ain't gonna sign what y'all want.",
    "She told it to me, and I told it to her; those who have had doubts, have them still.",
    "But that is what they were being asked to do, weren't they?",
)


def told(nlp: spacy.Language, text: str) -> list[tuple[str, ...]]:
    return [
        (token.text, token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_, str(token.head.i))
        for token in nlp(text)
    ]


def test_the_pipeline_has_no_ruler_any_more() -> None:
    assert NAME in QUICK.pipe_names and "attribute_ruler" not in QUICK.pipe_names


def test_every_token_of_the_samples_is_told_alike() -> None:
    for sentence in SENTENCES:
        assert told(QUICK, sentence) == told(STOCK, sentence)


WORDS = "he she it i you that there is 's are have had do did not n't be but let us a the this got ta gon na".split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "Kenya", "said", "talks", ",", "  "]), min_size=1, max_size=14))
def test_any_words_are_told_alike(words: list[str]) -> None:
    text = " ".join(words)
    assert told(QUICK, text) == told(STOCK, text)
