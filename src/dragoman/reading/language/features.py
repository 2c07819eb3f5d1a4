"""Parts of speech and morphology, as spaCy's attribute ruler gives them, each kind of token worked out once.

The ruler of the small English model has 179 rules, all but a few about one token's tag, word and arc. Matching them
anew in every sentence takes a fifth of the time of a parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

NAME = "dragoman_features"

OTHER = "other"
"""A word that no rule of the ruler names."""

Key = tuple[int, int, int]


class Features:
    """Gives every token the part of speech, morphology and lemma that an attribute ruler gives it.

    The ruler itself is asked about each kind of token once, and about a sentence with white space among its tokens or
    with what begins one of its rules for several tokens.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        rules: list[Any] = list(ruler.patterns)
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        single = [pattern[0] for pattern in patterns if len(pattern) == 1]
        first = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._named = _Words(single)
        self._begins = _Words(first)
        strings = ruler.vocab.strings
        self._arcs = {strings.add(arc) for token in single for arc in _values(token.get("DEP"))}
        self._opening = {strings.add(arc) for token in first for arc in _values(token.get("DEP"))}
        self._words: dict[int, tuple[bool, bool]] = {}
        self._answers: dict[Key, tuple[int, int, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set ``pos``, ``morph`` and, where a rule says it, ``lemma`` of every token."""
        answers, words, arcs, opening = self._answers, self._words, self._arcs, self._opening
        found = []
        for tag, word, arc in doc.to_array(["TAG", "LOWER", "DEP"]).tolist():
            known = words.get(word)
            if known is None:
                known = words[word] = self._known(word)
            if known[1] or arc in opening:
                return self._ruler(doc)
            key = (tag, word if known[0] else 0, arc if arc in arcs else 0)
            answer = answers.get(key)
            if answer is None:
                answer = answers[key] = self._ask(key)
            found.append(answer)
        values: Any = np.array(found, dtype=np.uint64)
        return doc.from_array(["POS", "MORPH", "LEMMA"], values)

    @contextmanager
    def memory_zone(self, mem: Any = None) -> Iterator[Any]:
        """Forget at the end of a zone of the pipeline's memory what was worked out in it: its strings are gone then."""
        try:
            yield mem
        finally:
            self._words.clear()
            self._answers.clear()

    def _known(self, word: int) -> tuple[bool, bool]:
        """Return whether a rule names a word, and whether the whole sentence must be asked about because of it."""
        text = self._ruler.vocab.strings[word]
        return text in self._named, text.isspace() or text in self._begins

    def _ask(self, key: Key) -> tuple[int, int, int]:
        strings = self._ruler.vocab.strings
        tag, word, arc = (strings[part] if part else "" for part in key)
        one = Doc(self._ruler.vocab, words=[word or OTHER], tags=[tag], deps=[arc or "dep"], heads=[0])
        pos, morph, lemma = self._ruler(one).to_array(["POS", "MORPH", "LEMMA"])[0].tolist()
        return pos, morph, lemma


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
    """Put `Features` in the place of a pipeline's attribute ruler, where it has one."""
    for name, component in nlp.pipeline:
        if isinstance(component, AttributeRuler):
            after = nlp.pipe_names[nlp.pipe_names.index(name) + 1 :]
            nlp.remove_pipe(name)
            Language.component(NAME, func=Features(component))
            nlp.add_pipe(NAME, before=after[0] if after else None)
            return
