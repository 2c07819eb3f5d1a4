"""One reader for the tests of statements, and a view of what it read that shows itself when a test fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorReader
from dragoman.reading.language import Parser
from dragoman.reading.statements import StatementIndex, StatementReader
from dragoman.record import Actor, Statement
from made_article import made_article


@dataclass
class Said:
    """The statements of one text, with their surfaces."""

    text: str
    index: StatementIndex
    actors: dict[str, Actor]

    def surface(self, span: tuple[int, int] | None) -> str | None:
        return self.text[span[0] : span[1]] if span else None

    def contents(self, statement: Statement) -> list[str]:
        return [self.text[start:end] for start, end in statement.content_spans]

    def of(self, words: str) -> Statement:
        """Return the one statement whose content holds these words, the innermost of several."""
        start = self.text.index(words)
        found = self.index.around(start, start + len(words))
        assert found is not None, f"nothing said around {words!r} in {self!r}"
        return found

    def source(self, words: str) -> str | None:
        return self.surface(self.of(words).speaker_span)

    def speaker(self, words: str) -> str | None:
        actor = self.of(words).speaker
        return self.actors[actor].name if actor else None

    def __repr__(self) -> str:
        return "\n".join(
            f"[{self.surface(s.speaker_span)}] ({self.surface(s.cue_span)}) {s.kind} {self.contents(s)} {s.why}"
            for s in self.index.statements
        )


@pytest.fixture(scope="session")
def statement_reader() -> StatementReader:
    return StatementReader(Knowledge())


@pytest.fixture(scope="session")
def hear(statement_reader: StatementReader) -> Callable[..., Said]:
    """Return a function that reads the statements of a text whose whole is body."""
    parser, actor_reader = Parser(), ActorReader(Knowledge())

    def read(text: str) -> Said:
        parsed = parser.parse(made_article(text, "2023-03-29"))
        actors = actor_reader.read(parsed, actor_reader.scan(text))
        index = statement_reader.read(parsed, actors)
        return Said(text, index, {actor.id: actor for actor in actors.actors()})

    return read
