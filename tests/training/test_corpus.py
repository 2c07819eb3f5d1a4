"""The written corpus is well formed, and its checker sees what is wrong."""

from __future__ import annotations

import pytest

from training.corpus import actions, load, near_duplicates, problems

GOOD = {
    "text": "<a>Kenya</a> sent ten tonnes of maize to <r>Malawi</r> after the floods.",
    "action": "aid-humanitarian",
}


def test_every_row_of_the_corpus_is_well_formed() -> None:
    assert len(load()) > 4000


def test_a_good_row_has_no_problems() -> None:
    assert problems(dict(GOOD), actions()) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"action": "befriend"}, "unknown action"),
        ({"text": "Kenya sent ten tonnes of maize to <r>Malawi</r>."}, "actor must be marked"),
        ({"text": "<a>Kenya</a> sent <r>Malawi maize after the floods."}, "recipient may be marked"),
        ({"text": "<a>Kenya</a> sent maize."}, "words"),
        ({"text": "<a>Kenya</a> sent  maize to <r>Malawi</r> after the floods."}, "double space"),
    ],
)
def test_the_checker_names_what_is_wrong(change: dict[str, object], problem: str) -> None:
    found = problems({**GOOD, **change}, actions())
    assert any(problem in item for item in found), found


def test_near_duplicates_are_found_and_different_sentences_are_not() -> None:
    texts = [
        "<a>Kenya</a> sent ten tonnes of maize to <r>Malawi</r> after the floods of March.",
        "On Monday <a>Kenya</a> sent ten tonnes of maize to <r>Malawi</r> after the floods of March.",
        "<a>Chile</a> recalled its ambassador from <r>Peru</r> over the remarks of the minister.",
    ]
    assert near_duplicates(texts) == [(0, 1)]
