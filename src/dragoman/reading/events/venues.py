"""Where an article's gatherings are held and where its people speak: places told in another sentence than the act."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.setting import is_country
from dragoman.reading.events.shapes import VERBAL
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.statements import StatementIndex
from dragoman.record import Place

HELD = frozenset({"in", "at"})
"""Prepositions by which a gathering or a speaker is put at a place."""

SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types of acts done by speaking."""

VISITS = frozenset({"visit", "host"})
"""Actions that take place where their recipient is at home."""

STEPS = 5
"""The most steps up from a place to the gathering or the verb of saying."""


class Venues:
    """The venues of one article; a venue that the article contradicts itself about is none.

    Args:
        parsed: the article.
        places: its places.
        statements: its statements.
        gatherings: lemmas of nouns for meetings.
    """

    def __init__(
        self, parsed: ParsedArticle, places: PlaceIndex, statements: StatementIndex, gatherings: frozenset[str]
    ) -> None:
        self._gatherings = gatherings
        self._held: dict[str, dict[str, Place]] = {}
        self._spoke: dict[str, dict[str, Place]] = {}
        self._countries = {place.country: place for place in places.places if place.country and is_country(place)}
        cues: dict[int, list[tuple[int, str]]] = {}
        for statement in statements.statements:
            if statement.cue_span is not None and statement.speaker is not None:
                sentence = parsed.sentence_at(statement.cue_span[0])
                if sentence is not None:
                    cues.setdefault(sentence.index, []).append((statement.cue_span[0], statement.speaker))
        for sentence, _ in parsed.parsed():
            for mention, place in places.literal_within(sentence.start, sentence.end):
                token = sentence.token_at(mention.end - 1)
                if token is None or is_country(place) or place.country is None:
                    continue
                for noun in self._gathered(token):
                    self._held.setdefault(noun, {})[place.id] = place
                verb = _located(token)
                for start, speaker in cues.get(sentence.index, ()):
                    if verb is not None and sentence.token_at(start) == verb:
                        self._spoke.setdefault(speaker, {})[place.id] = place

    def of(self, candidate: Candidate, kind: str, actors: ActorIndex) -> Place | None:
        """Return the venue of an act of a PLOVER type.

        It is that of the gathering it names, for a visit the host's country, or where its speaker speaks.
        """
        trigger = candidate.trigger
        above = (trigger.head,) if trigger.dep_ in {"acl", "relcl"} else ()
        for token in (trigger, *candidate.words, *trigger.children, *above):
            if (found := _sole(self._held.get(token.lemma_.lower()))) is not None:
                return found
        if candidate.action in VISITS and len(candidate.recipients) == 1:
            country = actors.get(candidate.recipients[0]).country
            return self._countries.get(country) if country is not None else None
        if kind in SPOKEN and len(candidate.actors) == 1:
            return _sole(self._spoke.get(candidate.actors[0]))
        return None

    def _gathered(self, place: Token) -> list[str]:
        """Return the lemmas of the gatherings that a place's name says are held there."""
        node = place
        for _ in range(STEPS):
            head = node.head
            if head == node:
                return []
            if head.lemma_.lower() in self._gatherings and head.pos_ in {"NOUN", "PROPN"}:
                return [head.lemma_.lower()]
            if head.pos_ in VERBAL:
                verb = _located(place)
                if verb is None:
                    return []
                nouns = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "dobj"}]
                nouns += [verb.head] if verb.dep_ in {"acl", "relcl"} else []
                return [noun.lemma_.lower() for noun in nouns if noun.lemma_.lower() in self._gatherings]
            node = head
        return []


def _located(place: Token) -> Token | None:
    """Return the verb whose clause a place's name puts somewhere ("spoke to editors at a fair in Lima"), or None."""
    node = place
    for _ in range(STEPS):
        head = node.head
        if head == node:
            return None
        if node.dep_ == "prep":
            if head.pos_ in VERBAL:
                return head if node.lower_ in HELD else None
        elif head.pos_ in VERBAL:
            return None
        node = head
    return None


def _sole(found: dict[str, Place] | None) -> Place | None:
    return next(iter(found.values())) if found and len(found) == 1 else None
