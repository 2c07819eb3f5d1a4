"""Sentences of an article, with their place in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from sentencex import get_sentence_boundaries
from spacy.tokens import Doc, Span, Token

from dragoman.record import Article

LONGEST_SENTENCE = 1200
"""Characters; what is longer (a list, a table, a broken page) is cut at white space, so that one parse stays small."""

READ_PARTS = frozenset({"title", "dek", "heading", "body", "caption"})
"""Kinds of part whose sentences are read; bylines, datelines, credits and furniture are not."""

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_QUOTED_END = re.compile(r"[.!?…][\"”’']?\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_OPENING = '“"‘«'


@dataclass(slots=True)
class Sentence:
    """One sentence: ``text[start:end]`` of the article, in a part of kind ``part``.

    ``paragraph`` counts paragraphs through the article. ``doc`` is its parse, one spaCy document a
    sentence, or None when nobody needed it.
    """

    index: int
    start: int
    end: int
    part: str
    paragraph: int
    text: str
    doc: Doc | None = field(default=None, repr=False)

    def span(self, piece: Token | Span) -> tuple[int, int]:
        """Return the article offsets of a token or span of this sentence's parse."""
        if isinstance(piece, Token):
            return self.start + piece.idx, self.start + piece.idx + len(piece)
        return self.start + piece.start_char, self.start + piece.end_char

    def token_at(self, offset: int) -> Token | None:
        """Return the token that covers an article offset, or None (also when the sentence is not parsed)."""
        if self.doc is None or not self.start <= offset < self.end:
            return None
        local = offset - self.start
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            token = self.doc[middle]
            if token.idx + len(token) <= local:
                low = middle + 1
            else:
                high = middle
        if low < len(self.doc) and self.doc[low].idx <= local:
            return self.doc[low]
        return None


@dataclass(slots=True)
class ParsedArticle:
    """An article with its sentences in order."""

    article: Article
    sentences: list[Sentence]
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._starts = [sentence.start for sentence in self.sentences]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def parsed(self) -> Iterator[tuple[Sentence, Doc]]:
        """Yield each parsed sentence with its parse."""
        for sentence in self.sentences:
            if sentence.doc is not None:
                yield sentence, sentence.doc

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers an article offset, or None (furniture, white space)."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self.sentences[at].end:
            return self.sentences[at]
        return None


def split_sentences(article: Article) -> list[Sentence]:
    """Split the readable parts of an article into sentences, in the order of the text.

    Sentence borders are sentencex's (Wikimedia, MIT), within paragraphs; a quotation of several
    sentences, which it keeps whole, is cut after each of them.
    """
    found: list[Sentence] = []
    paragraph = 0
    for part in article.parts:
        if part.kind not in READ_PARTS:
            continue
        for block in _PARAGRAPH.finditer(article.text, part.start, part.end):
            for start, end in _sentence_spans(article.text, block.start(), block.end()):
                found.append(Sentence(len(found), start, end, part.kind, paragraph, article.text[start:end]))
            paragraph += 1
    return found


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for boundary in get_sentence_boundaries("en", text[start:end]):
        for left, right in _cut_quotation(text, start + boundary["start_index"], start + boundary["end_index"]):
            for piece in _cut_long(text, left, right):
                if trimmed := _trim(text, *piece):
                    yield trimmed


def _cut_quotation(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run with quotation marks after each sentence inside it, never after an abbreviation."""
    if not any(mark in text[start:end] for mark in _OPENING):
        yield start, end
        return
    left = start
    for match in _QUOTED_END.finditer(text, start, end):
        head = text[left : match.end()].lstrip(_OPENING + " ")
        tail = text[match.end() : min(end, match.end() + 40)].lstrip(_OPENING + " ")
        # sentencex knows the abbreviations: the border stands when it sees one in the bare words too
        borders = [b["end_index"] for b in get_sentence_boundaries("en", head.replace("”", "").replace('"', "") + tail)]
        if len(head.replace("”", "").replace('"', "")) in borders:
            yield left, match.end()
            left = match.end()
    yield left, end


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = max(text.rfind(white, start + 1, start + LONGEST_SENTENCE) for white in " \n\t")
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    return (left, right) if left < right else None
