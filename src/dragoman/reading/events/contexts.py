"""The contexts of an event: what it is about, by words around its trigger."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.knowledge import Knowledge

NEAR = 8
"""Words to either side of the trigger in which a weak word counts."""


class Contexts:
    """Reads PLOVER's general contexts off the words of a sentence (``events/contexts.tsv``)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._order: list[str] = []
        self._strong: dict[str, tuple[str, ...]] = {}
        self._weak: dict[str, tuple[str, ...]] = {}
        self._pairs: dict[str, tuple[tuple[str, ...], ...]] = {}
        for row in knowledge.table("events/contexts.tsv"):
            name = row["context"]
            self._order.append(name)
            for column, index in (("strong", self._strong), ("weak", self._weak)):
                for word in filter(None, row[column].split("|")):
                    parts = tuple(word.split())
                    if len(parts) > 1:
                        self._pairs[parts[0]] = (*self._pairs.get(parts[0], ()), (name, *parts))
                    else:
                        index[word] = (*index.get(word, ()), name)

    def read(self, doc: Doc) -> tuple[frozenset[str], dict[int, tuple[str, ...]]]:
        """Return the contexts of a whole sentence, and those of its weak words by the place of the word."""
        strong: set[str] = set()
        weak: dict[int, tuple[str, ...]] = {}
        lemmas = [token.lemma_.lower() for token in doc]
        lower = [token.lower_ for token in doc]
        for at, lemma in enumerate(lemmas):
            strong.update(self._strong.get(lemma, ()))
            strong.update(self._strong.get(lower[at], ()))
            if lemma in self._weak:
                weak[at] = self._weak[lemma]
            for name, *words in self._pairs.get(lower[at], ()):
                if all(
                    at + step < len(doc) and word in {lower[at + step], lemmas[at + step]}
                    for step, word in enumerate(words)
                ):
                    strong.add(name)
        return frozenset(strong), weak

    def near(self, trigger: Token, found: tuple[frozenset[str], dict[int, tuple[str, ...]]]) -> tuple[str, ...]:
        """Return the contexts of an event in the table's order."""
        strong, weak = found
        names = set(strong)
        for at in range(trigger.i - NEAR, trigger.i + NEAR + 1):
            names.update(weak.get(at, ()))
        return tuple(name for name in self._order if name in names)
