"""The trained voter: a small encoder that scores what one marked actor does to another in a sentence.

Made by `make train`; its card is `docs/model-card.md`. Without the model file `load` returns None, and the lexicon
works alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dragoman.knowledge import Knowledge

FOLDER = "events/model"
BATCH = 32
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Vote:
    """What the classifier says of one pair: the probability of each action given that something passes, and of that."""

    actions: dict[str, float]
    passes: float


class Classifier:
    """Scores marked sentences with the ONNX model.

    Args:
        model: bytes of the ONNX file; tokenizer: its tokenizer as JSON; labels: the actions in the order of its output.
    """

    def __init__(self, model: bytes, tokenizer: str, labels: Sequence[str]) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_str(tokenizer)
        self.labels = tuple(labels)

    @classmethod
    def load(cls, knowledge: Knowledge) -> Classifier | None:
        """Return the shipped classifier, or None when its files are not there."""
        model = knowledge.bytes(f"{FOLDER}/classifier.onnx")
        tokenizer = knowledge.bytes(f"{FOLDER}/tokenizer.json")
        labels = knowledge.bytes(f"{FOLDER}/labels.json")
        if model is None or tokenizer is None or labels is None:
            return None
        return cls(model, tokenizer.decode("utf-8"), json.loads(labels)["actions"])

    def vote(self, marked: Sequence[str]) -> list[Vote]:
        """Return the votes on sentences marked by `mark`, in their order."""
        order = sorted(range(len(marked)), key=lambda number: (len(marked[number]), number))
        votes: dict[int, Vote] = {}
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            coded = self._tokenizer.encode_batch([marked[number] for number in batch])
            width = max(len(c.ids) for c in coded)
            ids = np.zeros((len(batch), width), dtype=np.int64)
            mask = np.zeros((len(batch), width), dtype=np.int64)
            for row, c in enumerate(coded):
                ids[row, : len(c.ids)] = c.ids
                mask[row, : len(c.ids)] = 1
            action, passes = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
            action = np.exp(action - action.max(axis=1, keepdims=True))
            action /= action.sum(axis=1, keepdims=True)
            for row, number in enumerate(batch):
                chances = dict(zip(self.labels, (float(p) for p in action[row]), strict=True))
                votes[number] = Vote(chances, float(1 / (1 + np.exp(-passes[row]))))
        return [votes[number] for number in range(len(marked))]


def mark(text: str, actor: Span | None, recipient: Span | None) -> str:
    """Return a sentence with the actor's and the recipient's spans marked for the classifier."""
    inserts = [] if actor is None else [(actor[0], 1, "<a>"), (actor[1], 0, "</a>")]
    if recipient is not None and recipient != actor:
        inserts += [(recipient[0], 1, "<r>"), (recipient[1], 0, "</r>")]
    # a hostile text must not bring marks of its own
    pieces, at = [], 0
    for place, _, what in sorted(inserts):
        pieces += [text[at:place].replace("<", " "), what]
        at = place
    pieces.append(text[at:].replace("<", " "))
    return "".join(pieces)
