"""One parsed sentence as plain lists, so that no rule pays for a token twice."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc

from dragoman.reading.actors.cast import Entity
from dragoman.reading.language import Sentence

TITLE_CASE_SHARE = 0.6
"""Share of capitalised words from which on capitals say nothing about names (headlines)."""


class View:
    """The words of a sentence with their tags, labels and heads, what covers them, and which are in a quotation."""

    __slots__ = (
        "deps",
        "doc",
        "heads",
        "here",
        "lemmas",
        "lower",
        "offsets",
        "quoted",
        "sentence",
        "size",
        "spaces",
        "states_inside",
        "tags",
        "taken",
        "title_case",
        "words",
    )

    def __init__(self, sentence: Sentence, doc: Doc) -> None:
        self.sentence = sentence
        self.doc = doc
        tokens = list(doc)
        self.size = len(tokens)
        self.words = [token.text for token in tokens]
        self.lower = [word.lower() for word in self.words]
        self.tags = [token.tag_ for token in tokens]
        self.deps = [token.dep_ for token in tokens]
        self.heads = [token.head.i for token in tokens]
        # the lemmatiser does not know the curled apostrophe of "it’s"
        self.lemmas = ["be" if token.lemma_ == "’" and token.tag_ == "VBZ" else token.lemma_ for token in tokens]
        self.offsets = [token.idx for token in tokens]
        self.spaces = [bool(token.whitespace_) for token in tokens]
        self.here: dict[int, list[Entity]] = {}
        self.states_inside: dict[int, str] = {}
        self.taken = [False] * self.size
        self.quoted = [False] * self.size
        self.title_case = self._is_title_case()

    def _is_title_case(self) -> bool:
        """Tell whether the words are capitalised throughout, so that capitals say nothing about names."""
        long = capitals = 0
        for word, tag in zip(self.words, self.tags, strict=True):
            if len(word) > 3 and word[0].isalpha():
                long += 1
                if word[0].isupper():
                    capitals += 1
                elif tag[:2] in {"VB", "NN", "JJ"}:
                    return False
        return long > 3 and capitals / long >= TITLE_CASE_SHARE

    def plain(self, at: int) -> str:
        """Return a word as it stands inside a sentence: in lower case unless it is a name."""
        proper = self.tags[at].startswith("NNP") or (at > 0 and self.tags[at] == "JJ")
        return self.words[at] if proper and not self.title_case else self.lower[at]

    def in_participle(self, end: int) -> bool:
        """Tell whether a name that ends before word ``end`` only says who backs another: "US-allied militias"."""
        if end + 1 >= self.size or self.words[end] not in {"-", "\u2011", "\u2013"}:
            return False
        return self.tags[end + 1] in {"VBN", "VBD", "VBG"} or self.lower[end + 1].endswith("ed")

    def token_at(self, offset: int) -> int:
        """Return the index of the token that covers or precedes an offset of the sentence's text."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def root(self, start: int, end: int) -> int:
        """Return the index of the word of ``[start, end)`` that governs the others."""
        for i in range(end - 1, start - 1, -1):
            if self.tags[i] not in {"IN", "TO"} and not self._is_below(i, start, end):
                return i
        return end - 1

    def _is_below(self, at: int, start: int, end: int) -> bool:
        """Tell whether a word hangs on another of ``[start, end)``, be it by way of words outside."""
        up = self.heads[at]
        while up != at:
            if start <= up < end:
                return True
            at, up = up, self.heads[up]
        return False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the article offsets of the words ``[start, end)``."""
        last = end - 1
        left = self.sentence.start + self.offsets[start]
        return left, self.sentence.start + self.offsets[last] + len(self.words[last])

    def text(self, start: int, end: int) -> str:
        """Return the text of the words ``[start, end)``, white space made single."""
        last = end - 1
        return " ".join(self.sentence.text[self.offsets[start] : self.offsets[last] + len(self.words[last])].split())
