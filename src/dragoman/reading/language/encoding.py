"""The word vectors of spaCy's small models in fewer steps: what depends on a word alone is worked out once a word.

Such a model embeds each word by hashes of its form, whatever stands around it: a third of its arithmetic. Here the rows
of its tables are multiplied with the weights above them when it is loaded, so that a word is a sum of rows, the same
sum whatever else is in the batch. The layers that look at the neighbours are the model's own, in plain NumPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc

NAME = "dragoman_encoding"

MOST = 1 << 14
"""Words that are remembered, more than a batch is likely to have; then all are forgotten, and memory stays flat."""

BLOCK = 256
"""Words embedded at once, so that the rows they are the sums of take little memory."""

_EMBED = "extract_features list2ragged with_array with_array ragged2list".split()
_LAYER = "expand_window maxout layernorm dropout".split()


class UnknownModelError(Exception):
    """A model is built otherwise than those that this module knows."""


def batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Yield documents, so many at once."""
    left = iter(docs)
    while batch := list(islice(left, size)):
        yield batch


class Encoding:
    """Gives every document its vectors as a Tok2Vec component does.

    Args:
        component: the component whose weights do the work.

    Raises:
        UnknownModelError: it is no hash embedding with maxout layers over a window above it.
    """

    def __init__(self, component: Tok2Vec) -> None:
        embed, encode = _parts(component.model)
        self._columns: list[int | str] = list(embed.layers[0].attrs["columns"])
        self._hashes = _Hashes(embed)
        self._pad: int = encode.attrs["pad"]
        self._layers = [_Layer(residual) for residual in encode.layers[0].layers]
        self._width: int = encode.get_dim("nO")
        self._rows: dict[bytes, int] = {}
        self._table: Any = np.empty((MOST, self._width), dtype=np.float32)

    def __call__(self, doc: Doc) -> Doc:
        """Set the vectors of one document."""
        self._encode([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Set the vectors of documents batch by batch."""
        for batch in batches(docs, batch_size):
            self._encode(batch)
            yield from batch

    def _encode(self, docs: list[Doc]) -> None:
        forms: Any = np.concatenate([doc.to_array(self._columns) for doc in docs])
        numbers = self._numbers(forms)
        # one row more at both ends, so that the first and the last have neighbours
        vectors: Any = np.zeros((len(numbers) + self._pad * (len(docs) + 1) + 2, self._width), dtype=np.float32)
        spans, start, at = [], self._pad + 1, 0
        for doc in docs:
            vectors[start : start + len(doc)] = self._table[numbers[at : at + len(doc)]]
            spans.append((start, start + len(doc)))
            start, at = start + len(doc) + self._pad, at + len(doc)
        for layer in self._layers:
            layer.add(vectors)
        for doc, (start, end) in zip(docs, spans, strict=True):
            doc.tensor = vectors[start:end].copy()

    def _numbers(self, forms: Any) -> list[int]:
        """Return the rows of the table for words given by their forms."""
        keys: list[bytes] = forms.view(f"V{forms.shape[1] * forms.itemsize}").ravel().tolist()
        rows = self._rows
        new = list(dict.fromkeys(key for key in keys if key not in rows))
        if len(rows) + len(new) > MOST:
            rows.clear()
            new = list(dict.fromkeys(keys))
            if len(new) > len(self._table):
                self._table = np.empty((len(new), self._width), dtype=np.float32)
        for at in range(0, len(new), BLOCK):
            block = new[at : at + BLOCK]
            asked = np.frombuffer(b"".join(block), dtype=forms.dtype).reshape(len(block), -1)
            first = len(rows)
            self._table[first : first + len(block)] = self._hashes.embed(asked)
            rows.update(zip(block, range(first, first + len(block)), strict=True))
        return [rows[key] for key in keys]


class _Hashes:
    """The tables of hashed forms, multiplied with the weights of the layer above them."""

    def __init__(self, embed: Any) -> None:
        self._tables = [chain.layers[1] for chain in embed.layers[2].layers[0].layers]
        maxout, norm, _ = _flat(embed.layers[3].layers[0])
        self._greatest = _Greatest(maxout, norm)
        products, at = [], 0
        for table in self._tables:
            rows = table.get_param("E")
            products.append(rows @ self._greatest.weights[:, at : at + rows.shape[1]].T)
            at += rows.shape[1]
        self._products: Any = np.concatenate(products)
        self._starts: list[int] = np.cumsum([0, *map(len, products)]).tolist()

    def embed(self, forms: Any) -> Any:
        """Return the vectors of words given by their forms, one row a word."""
        found = []
        for column, (table, start) in enumerate(zip(self._tables, self._starts, strict=False)):
            hashes = table.ops.hash(np.ascontiguousarray(forms[:, column]), table.attrs["seed"])
            found.append(hashes % table.get_dim("nV") + start)
        return self._greatest.of(self._products[np.concatenate(found, axis=1)].sum(axis=1))


class _Greatest:
    """The greatest of some pieces, normalised: a maxout layer and the norm above it."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights = maxout.get_param("W")
        self._width, self._pieces, _ = weights.shape
        # the first pieces of all numbers, then the second, and so on, so that the greatest are found by whole rows
        self.weights: Any = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(self._pieces * self._width, -1)
        self._bias: Any = maxout.get_param("b").T.reshape(-1)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def of(self, pieces: Any) -> Any:
        """Return the outcome for what the weights made of the input."""
        pieces += self._bias
        best = greatest(pieces, self._pieces, self._width)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.square(best).mean(axis=1, keepdims=True)
        spread += 1e-8
        best *= spread**-0.5
        best *= self._scale
        best += self._shift
        return best


class _Layer:
    """One residual layer over each vector and its two neighbours."""

    def __init__(self, residual: Any) -> None:
        chain = _flat(residual.layers[0])
        if [layer.name for layer in chain] != _LAYER or chain[0].attrs["window_size"] != 1:
            raise UnknownModelError("no maxout layer over a window of three")
        self._greatest = _Greatest(chain[1], chain[2])

    def add(self, vectors: Any) -> None:
        """Add to vectors what this layer makes of them; the first and the last row stay zero."""
        inner = vectors[1:-1]
        seen = np.concatenate((vectors[:-2], inner, vectors[2:]), axis=1)
        inner += self._greatest.of(seen @ self._greatest.weights.T)


def _parts(model: Any) -> tuple[Any, Any]:
    """Return the layers that embed each word, and those that look at its neighbours."""
    parts = model.layers
    if len(parts) != 2 or [layer.name.partition("(")[0] for layer in parts[0].layers] != _EMBED:
        raise UnknownModelError("no hash embedding")
    return parts[0], parts[1]


def _flat(layer: Any) -> list[Any]:
    """Return the layers of chains within chains, in their order."""
    return [inner for part in layer.layers for inner in _flat(part)] if ">>" in layer.name else [layer]


def encode(nlp: Language) -> None:
    """Put `Encoding` in the place of a pipeline's Tok2Vec, where it has one of the kind."""
    replace(nlp, Tok2Vec, Encoding, NAME)


def replace(nlp: Language, kind: type[Any], made: Callable[[Any], Any], called: str) -> None:
    """Put what is made of a pipeline's first component of a kind in its place, where its model is one that is known."""
    for name, component in nlp.pipeline:
        if isinstance(component, kind):
            try:
                quick = made(component)
            except UnknownModelError:
                return
            after = nlp.pipe_names[nlp.pipe_names.index(name) + 1 :]
            nlp.remove_pipe(name)
            Language.component(called, func=quick)
            nlp.add_pipe(called, before=after[0] if after else None)
            return


def greatest(pieces: Any, count: int, width: int) -> Any:
    """Return the greatest of ``count`` pieces for each of ``width`` numbers, whose pieces stand in blocks of a row."""
    best = pieces[:, :width]
    for piece in range(1, count):
        best = np.maximum(best, pieces[:, piece * width : (piece + 1) * width])
    return best
