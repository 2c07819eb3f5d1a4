"""The actors of one article, as the rooms above ask for them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.language import Sentence
from dragoman.record import Actor


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of one actor: ``text[start:end]``, whose head is token ``head`` of sentence ``sentence``.

    A mention of several actors together ("the two countries") is several of these with one span.
    """

    actor: str
    start: int
    end: int
    form: str
    sentence: int
    head: int


class ActorIndex:
    """Who stands where in one article."""

    def actors(self) -> tuple[Actor, ...]:
        """Return the finished actors with their mentions, in the order of first mention."""
        return ()

    def get(self, actor: str) -> Actor:
        """Return the actor with this id."""
        raise KeyError(actor)

    def at(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Return the ids of the actors whose mention has exactly this token as its head."""
        return ()

    def mentions(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie within ``[start, end)`` of the text, in order."""
        return ()

    def resolve(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Return the ids of the actors that the noun phrase headed by ``token`` stands for, without its conjuncts.

        In this order: a mention at the head; a relative pronoun's antecedent; an apposition; else the actor that
        owns or qualifies the thing named ("Iran's nuclear sites", "Iranian assets", "the capital of Iran",
        "the attack by Hamas").  Empty when the phrase stands for no actor.
        """
        return ()

    def introduce(self, sentence: Sentence, token: Token) -> str | None:
        """Make an actor of a noun phrase that nobody knew (a speaker: "one resident") and return its id.

        None when the phrase cannot be a person or a body ("it" without antecedent, "the weather").
        """
        return None
