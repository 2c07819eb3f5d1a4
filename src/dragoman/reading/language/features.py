"""Parts of speech, morphology and lemmas, as spaCy's components give them, each kind of token worked out once.

The ruler of the small English model has 179 rules, all but a few about one token's tag, word and arc. Matching them
anew in every sentence takes a fifth of the time of a parse. The lemma follows from the word and what the rules say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, MorphAnalysis

NAME = "dragoman_features"

OTHER = "other"
"""A word that no rule of the ruler names."""

ASKED: list[int | str] = ["TAG", "ORTH", "LOWER", "DEP"]
TOLD: list[int | str] = ["POS", "MORPH", "LEMMA"]

MOST = 1 << 17
"""Kinds of token that are remembered; then all are forgotten."""

Answer = tuple[int, int, int]


class Features:
    """Gives every token the part of speech, morphology and lemma that a ruler and a lemmatizer give it.

    They are asked about each kind of token once, and about a sentence with white space among its tokens or with what
    begins one of the ruler's rules for several tokens.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer | None) -> None:
        self._ruler = ruler
        self._lemmatizer: Any = lemmatizer
        rules: list[Any] = list(ruler.patterns)
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        single = [pattern[0] for pattern in patterns if len(pattern) == 1]
        first = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._named = _Words(single)
        self._begins = _Words(first)
        strings = ruler.vocab.strings
        self._arcs = {strings.add(arc) for token in single for arc in _values(token.get("DEP"))}
        self._opening = {strings.add(arc) for token in first for arc in _values(token.get("DEP"))}
        # for good, so that what the ruler says may be kept when the words of a zone are forgotten
        for rule in rules:
            strings.add(rule["attrs"].get("LEMMA", ""))
            ruler.vocab.morphology.add(rule["attrs"].get("MORPH", ""))
        self._telling: Any = np.array(sorted(self._arcs | self._opening), dtype=np.uint64)
        self._kinds: dict[bytes, Answer | None] = {}
        self._ruled: dict[tuple[int, int, int], Answer] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set ``pos``, ``morph`` and ``lemma`` of every token."""
        asked = doc.to_array(ASKED)
        # of all arcs only those that rules name make a kind
        asked[:, 3] *= (asked[:, 3:] == self._telling).any(axis=1)
        kinds = self._kinds
        found = []
        for kind in asked.view(f"V{asked.shape[1] * asked.itemsize}").ravel().tolist():
            try:
                answer = kinds[kind]
            except KeyError:
                if len(kinds) == MOST:
                    kinds.clear()
                answer = kinds[kind] = self._answer(*np.frombuffer(kind, dtype=asked.dtype).tolist())
            if answer is None:
                doc = self._ruler(doc)
                return self._lemmatizer(doc) if self._lemmatizer is not None else doc
            found.append(answer)
        values: Any = np.array(found, dtype=np.uint64)
        return doc.from_array(TOLD, values)

    @contextmanager
    def memory_zone(self, mem: Any = None) -> Iterator[Any]:
        """Forget at the end of a zone of the pipeline's memory what was worked out in it: its strings are gone then."""
        try:
            yield mem
        finally:
            self._kinds.clear()

    def _answer(self, tag: int, orth: int, word: int, arc: int) -> Answer | None:
        """Return what is said of a kind of token, None where the whole sentence must be asked about because of it."""
        strings = self._ruler.vocab.strings
        text = strings[word]
        if arc in self._opening or text.isspace() or text in self._begins:
            return None
        key = (tag, word if text in self._named else 0, arc if arc in self._arcs else 0)
        ruled = self._ruled.get(key)
        if ruled is None:
            ruled = self._ruled[key] = self._ask(key)
        pos, morph, lemma = ruled
        if self._lemmatizer is None or (lemma and not self._lemmatizer.overwrite):
            return ruled
        asked = _Asked(orth, strings[orth], pos, strings[pos], MorphAnalysis(self._ruler.vocab, strings[morph]))
        return pos, morph, strings.add(self._lemmatizer.lemmatize(asked)[0])

    def _ask(self, key: tuple[int, int, int]) -> Answer:
        strings = self._ruler.vocab.strings
        tag, word, arc = (strings[part] if part else "" for part in key)
        one = Doc(self._ruler.vocab, words=[word or OTHER], tags=[tag], deps=[arc or "dep"], heads=[0])
        pos, morph, lemma = self._ruler(one).to_array(TOLD)[0].tolist()
        return pos, morph, lemma


class _Asked(NamedTuple):
    """What a lemmatizer by rules looks at in a token."""

    orth: int
    text: str
    pos: int
    pos_: str
    morph: MorphAnalysis


class _Words:
    """The words that rules name, each or by a regular expression."""

    def __init__(self, tokens: Iterable[dict[str, Any]]) -> None:
        asked = [token.get("LOWER") for token in tokens]
        self._each = frozenset(word for value in asked for word in _values(value))
        self._shapes = [re.compile(value["REGEX"]) for value in asked if isinstance(value, dict) and "REGEX" in value]

    def __contains__(self, word: str) -> bool:
        return word in self._each or any(shape.search(word) for shape in self._shapes)


def _values(value: Any) -> list[str]:
    """Return the strings that a condition of a rule names."""
    if isinstance(value, dict):
        return [word for operator in ("IN", "NOT_IN") for word in value.get(operator, ())]
    return [value] if isinstance(value, str) else []


def quicken(nlp: Language) -> None:
    """Put `Features` in the place of a pipeline's attribute ruler, where it has one, and of a lemmatizer after it."""
    for name, component in nlp.pipeline:
        if isinstance(component, AttributeRuler):
            after = nlp.pipeline[nlp.pipe_names.index(name) + 1 :]
            lemmatizer: Any = after[0][1] if after and _by_rules(after[0][1]) else None
            if lemmatizer is not None:
                nlp.remove_pipe(after.pop(0)[0])
            nlp.remove_pipe(name)
            Language.component(NAME, func=Features(component, lemmatizer))
            nlp.add_pipe(NAME, before=after[0][0] if after else None)
            return


def _by_rules(component: Any) -> bool:
    """Tell whether a component gives a lemma by the word, its part of speech and its morphology alone."""
    return (
        isinstance(component, Lemmatizer)
        and component.mode == "rule"
        and type(component)
        in (
            Lemmatizer,
            EnglishLemmatizer,
        )
    )
