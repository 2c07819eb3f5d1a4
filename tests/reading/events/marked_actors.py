"""An index of actors for tests of events: the marked spans, each one actor, and the phrases that stand for them."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Parser, Sentence
from dragoman.record import Actor, Article, Part

PARSER = Parser()


class MarkedIndex(ActorIndex):
    """Knows only the spans it is given."""

    def __init__(self, sentence: Sentence, spans: list[tuple[int, int]]) -> None:
        self._heads: dict[int, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}
        assert sentence.doc is not None
        for number, (start, end) in enumerate(spans):
            span = sentence.doc.char_span(start, end, alignment_mode="expand")
            assert span is not None
            self._heads[span.root.i] = (f"a{number + 1}",)
            self._names[f"a{number + 1}"] = sentence.text[start:end]

    def get(self, actor: str) -> Actor:
        """Return a marked actor as a country of its own."""
        name = self._names[actor]
        return Actor(
            id=actor,
            ref=f"country/{actor}",
            name=name,
            kind="country",
            country=actor,
            sectors=(),
            role=None,
            mentions=(),
        )

    def at(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Return the actor marked at a token."""
        return self._heads.get(token.i, ())

    def resolve(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Return the actor marked at a noun phrase's head, else the one that stands for it."""
        if found := self.at(sentence, token):
            return found
        if token.tag_ in {"WDT", "WP"} and token.head.dep_ == "relcl":
            return self.resolve(sentence, token.head.head)
        for child in token.children:
            if child.dep_ in {"appos", "poss", "amod", "compound", "nmod"} and (found := self.resolve(sentence, child)):
                return found
        for child in token.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"of", "by", "from"}:
                for noun in child.children:
                    if noun.dep_ == "pobj" and (found := self.resolve(sentence, noun)):
                        return found
        return ()


def article(text: str, published: str | None = "2024-05-16") -> Article:
    """Return an article of one body part."""
    return Article(
        id="t", key=None, title=None, url=None, publisher=None, authors=(), published=published, language="en",
        text=text, parts=(Part(kind="body", start=0, end=len(text)),),
    )  # fmt: skip


def parsed(text: str) -> ParsedArticle:
    """Return the parse of a text."""
    return PARSER.parse(article(text))


def one_sentence(text: str) -> Sentence:
    """Return a text as one parsed sentence, however it would be split."""
    sentence = Sentence(0, 0, len(text), "body", 0, text)
    sentence.doc = PARSER.parse_sentence(text)
    return sentence
