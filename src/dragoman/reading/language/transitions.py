"""The transitions of spaCy's parser, taken step by step for all sentences of a batch.

spaCy takes them in compiled code that, as it is built, asks for Python's lock some hundred times in each step. Here the
scores of a step come from NumPy, and spaCy's own transition system takes it: the same arcs, in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from dragoman.reading.language.encoding import UnknownModelError, batches, greatest, replace

NAME = "dragoman_transitions"

_LAYERS = ["tok2vec-listener>>list2array>>linear", "precomputable_affine", "linear"]


class Transitions:
    """Parses as a greedy dependency parser does; the documents must have their vectors.

    Args:
        parser: the component whose model and transition system do the work.

    Raises:
        UnknownModelError: the parser is not greedy, or its model is built in another way.
    """

    def __init__(self, parser: DependencyParser) -> None:
        self._parser: Any = parser
        model = self._parser.model
        if parser.cfg["beam_width"] != 1 or [layer.name for layer in model.layers] != _LAYERS:
            raise UnknownModelError("no greedy parser with two layers")
        if model.attrs["unseen_classes"]:
            raise UnknownModelError("the parser has labels that it never learned")
        first, features, last = model.layers[0].layers[2], model.layers[1], model.layers[2]
        self._first: tuple[Any, Any] = first.get_param("W"), first.get_param("b")
        # pieces before numbers, so that the greater of two pieces are found by whole rows
        count, numbers, pieces, width = features.get_param("W").shape
        self._features: Any = np.ascontiguousarray(features.get_param("W").transpose(0, 2, 1, 3)).reshape(-1, width)
        self._bias: Any = features.get_param("b").T.reshape(-1)
        self._none: Any = features.get_param("pad").transpose(0, 1, 3, 2).reshape(count, -1)
        self._count, self._numbers, self._pieces = count, numbers, pieces
        self._last: tuple[Any, Any] = last.get_param("W"), last.get_param("b")
        self._known: Any = np.empty((0, numbers * pieces), dtype=np.float32)
        # what the step model wants to know of itself to tell which tokens a state looks at
        self._asking = SimpleNamespace(state2vec=SimpleNamespace(nF=count))

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document."""
        self._parse([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Parse documents batch by batch."""
        for batch in batches(docs, batch_size):
            self._parse(batch)
            yield from batch

    def _parse(self, docs: list[Doc]) -> None:
        parser = self._parser
        states = parser.moves.init_batch(docs)
        left = [state for state in states if not state.is_final()]
        if left:
            known = self._precompute(np.concatenate([doc.tensor for doc in docs if len(doc)]))
            weights, bias = self._last
            across = np.arange(self._count)
            while left:
                # row 0 is that of no token
                at = ParserStepModel.get_token_ids(self._asking, left)
                at += 1
                at *= self._count
                at += across
                pieces = known[at].sum(axis=1)
                pieces += self._bias
                scores = greatest(pieces, self._pieces, self._numbers) @ weights.T
                scores += bias
                left = parser.transition_states(left, scores)
        parser.set_annotations(docs, states)

    def _precompute(self, vectors: Any) -> Any:
        """Return what each token adds to a state in each of its places, a row each, after the rows of no token."""
        weights, bias = self._first
        vectors = vectors @ weights.T
        vectors += bias
        rows = self._count * (len(vectors) + 1)
        if len(self._known) < rows:
            self._known = np.empty((rows, self._known.shape[1]), dtype=np.float32)
        known = self._known[:rows]
        known[: self._count] = self._none
        np.matmul(vectors, self._features.T, out=known[self._count :].reshape(len(vectors), -1))
        return known


def step(nlp: Language) -> None:
    """Put `Transitions` in the place of a pipeline's greedy parser, where it has one of the kind."""
    replace(nlp, DependencyParser, Transitions, NAME)
