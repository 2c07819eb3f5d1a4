"""One reader for all tests of the actors, and a short way to read a text."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex, ActorReader
from dragoman.reading.language import ParsedArticle, Parser, Sentence
from dragoman.record import Actor
from made_article import made_article


@dataclass
class Cast:
    """What was read of a text."""

    parsed: ParsedArticle
    index: ActorIndex

    def named(self, name: str) -> Actor:
        for actor in self.index.actors():
            if actor.name == name:
                return actor
        raise AssertionError(f"no actor {name!r} in:\n{self}")

    def names(self) -> list[str]:
        return [actor.name for actor in self.index.actors()]

    def surfaces(self, name: str) -> list[str]:
        return [self.parsed.text[m.start : m.end] for m in self.named(name).mentions]

    def token(self, word: str, occurrence: int = 0) -> tuple[Sentence, Token]:
        found = [(s, t) for s, doc in self.parsed.parsed() for t in doc if t.text == word]
        return found[occurrence]

    def at(self, word: str, occurrence: int = 0) -> list[str]:
        return [self.index.get(a).name for a in self.index.at(*self.token(word, occurrence))]

    def resolve(self, word: str, occurrence: int = 0) -> list[str]:
        return [self.index.get(a).name for a in self.index.resolve(*self.token(word, occurrence))]

    def __str__(self) -> str:
        return "\n".join(
            f"{a.kind} {a.country} {a.name!r} {a.sectors} {a.role} "
            + str([(m.form, self.parsed.text[m.start : m.end]) for m in a.mentions])
            for a in self.index.actors()
        )


class Reading:
    """Parses and reads a text."""

    def __init__(self) -> None:
        self.actors = ActorReader(Knowledge())
        self.parser = Parser()

    def parse(self, text: str, published: str | None = None) -> ParsedArticle:
        return self.parser.parse(made_article(text, published))

    def __call__(self, text: str, published: str | None = None) -> Cast:
        parsed = self.parse(text, published)
        return Cast(parsed, self.actors.read(parsed, self.actors.scan(text)))


@pytest.fixture(scope="session")
def read_actors() -> Reading:
    return Reading()
