"""The trained classifier votes on marked sentences."""

from __future__ import annotations

import pytest

from dragoman.knowledge import Knowledge
from dragoman.reading.events.actions import Actions
from dragoman.reading.events.classifier import Classifier, Vote, mark
from dragoman.reading.pairs import NO_CLASSIFIER, PairReader
from dragoman.sources.pairs import Pair


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    loaded = Classifier.load(Knowledge())
    assert loaded is not None, "the model's files are not in the package"
    return loaded


def best_type(vote: Vote) -> str:
    actions = Actions(Knowledge())
    by_type: dict[str, float] = {}
    for name, chance in vote.actions.items():
        by_type[actions[name].type] = by_type.get(actions[name].type, 0.0) + chance
    return max(by_type, key=lambda kind: by_type[kind])


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Kenya condemned Sudan over the raid on the border post.", "Kenya", "Sudan", "ACCUSE"),
        ("Norway will give 20 million dollars to Malawi after the floods.", "Norway", "Malawi", "AGREE"),
        ("Police arrested a dozen activists of the opposition party.", "Police", "a dozen activists", "COERCE"),
        ("Ghana urged Togo to release the fishermen at once.", "Ghana", "Togo", "REQUEST"),
    ],
)
def test_the_type_is_the_most_probable(
    classifier: Classifier, text: str, actor: str, recipient: str, kind: str
) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in (actor, recipient)]
    (vote,) = classifier.vote([mark(text, spans[0], spans[1])])
    assert best_type(vote) == kind, sorted(vote.actions.items(), key=lambda pair: -pair[1])[:4]


def test_probabilities_sum_to_one_and_do_not_depend_on_the_batch(classifier: Classifier) -> None:
    short = "<a>Kenya</a> condemned <r>Sudan</r>."
    long = "<a>Kenya</a>, which had kept silent for weeks, at last condemned <r>Sudan</r> over the raid."
    alone, together = classifier.vote([short])[0], classifier.vote([short, long])[0]
    assert sum(alone.actions.values()) == pytest.approx(1.0, abs=1e-4)
    assert alone.passes == pytest.approx(together.passes, abs=0.05)


def test_without_the_model_the_lexicon_works_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Classifier, "load", classmethod(lambda cls, knowledge: None))
    reader = PairReader()
    row = Pair(id="1", sentence="Kenya condemned Sudan.", source=(0, 5), target=(16, 21), place="here")
    (reading,) = reader.read([row])
    assert reading.type == "ACCUSE"
    assert reading.nothing is None
    assert NO_CLASSIFIER in reading.why
