"""Find the events of an article."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.actions import Actions
from dragoman.reading.events.answers import take_answered
from dragoman.reading.events.candidates import Candidate, CandidateFinder
from dragoman.reading.events.classifier import Classifier
from dragoman.reading.events.contexts import Contexts
from dragoman.reading.events.filters import Filters
from dragoman.reading.events.merging import Draft, merge
from dragoman.reading.events.modality import Modality
from dragoman.reading.events.partners import WORDS, Partners
from dragoman.reading.events.politics import (
    are_in_office,
    are_politicians,
    free_of_place,
    is_against_rebels,
    is_asked,
    is_crowd,
    is_from_abroad,
    is_habit,
    passes,
    speaks_of_sport,
    within_one_state,
)
from dragoman.reading.events.powers import is_plainly_said
from dragoman.reading.events.setting import is_country, lead_day, place_of, take_land, time_of
from dragoman.reading.events.subjects import take_subject
from dragoman.reading.events.venues import Venues
from dragoman.reading.events.voting import Ballot
from dragoman.reading.events.warrant import is_own, statement_of
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.places import PlaceIndex
from dragoman.reading.statements import StatementIndex
from dragoman.reading.times import TimeIndex
from dragoman.record import Event, EventMention, Time

HEADS = frozenset({"title", "dek", "heading"})
"""Parts that tell in short what the body tells: an act with a side missing there counts as a mention of the body's."""

BACK = 30
"""How many acts before one can be what it answers."""

LEAST = 0.5
"""The confidence below which an act is not kept."""

MATERIAL = frozenset({"AID", "COOPERATE", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
"""Types of deeds: what somebody does in the plain present is a habit, where a word in the present is news."""

ONE_WAY = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "AID"})
"""Types in which several doers together are one side, and not two."""

CONTESTS = frozenset({"beat", "abduct"})
"""Actions whose words politicians use of elections ("beating her rival", "captured two states")."""

VERBAL = frozenset({"attack", "assail", "battle", "fight", "hit", "strike"})
"""Words for force that are used of words too."""

Found = tuple[frozenset[str], dict[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one article gives its acts: its actors, places, times and statements; ``fresh`` is its lead's day."""

    parsed: ParsedArticle
    actors: ActorIndex
    places: PlaceIndex
    times: TimeIndex
    statements: StatementIndex
    venues: Venues
    fresh: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What passes from one actor to another in one sentence: the best action, its modality, how sure, and why."""

    action: str
    modality: str
    confidence: float
    why: tuple[str, ...]


class EventReader:
    """Finds events by the lexicon, the syntax around its words, and their modality; the classifier votes on each.

    Args:
        knowledge: the tables.
        least: the confidence below which an event is left out, after the vote.

    Raises:
        KnowledgeError: a table of ``events/`` is malformed.
    """

    def __init__(self, knowledge: Knowledge, *, least: float = 0.0) -> None:
        self._least = least
        self.actions = Actions(knowledge)
        self._modality = Modality(knowledge)
        self._finder = CandidateFinder(knowledge, self.actions, self._modality)
        self.lexicon = self._finder.lexicon
        self._contexts = Contexts(knowledge)
        self._filters = Filters(knowledge, self.lexicon, self.actions)
        self._deeds = self.lexicon.words("deeds")
        self._talks = self.lexicon.words("talks")
        self._ballot = Ballot(Classifier.load(knowledge), self.actions)
        self._sports = self._finder.lexicon.words("sports")

    def read(
        self,
        parsed: ParsedArticle,
        actors: ActorIndex,
        places: PlaceIndex,
        times: tuple[Time, ...],
        statements: StatementIndex,
    ) -> tuple[Event, ...]:
        """Return the events of an article, mentions of one event merged."""
        drafts: list[Draft] = []
        when = TimeIndex(times)
        lands = {actor.country: actor.id for actor in reversed(actors.actors()) if actor.kind == "country"}
        acts: list[Candidate] = []
        topic = self._filters.topic(parsed)
        for sentence, doc in parsed.parsed():
            for candidate in self.candidates(sentence, doc, actors, statements):
                take_land(candidate, self.actions[candidate.action].type, parsed, places, lands, actors)
                self._take_words(candidate, actors)
                free_of_place(candidate, actors)
                said = statements.around(*sentence.span(candidate.trigger))
                if self._filters.refuse(candidate, actors, topic, said.speaker if said else None) is None:
                    acts.append(candidate)
        partners = Partners(acts, actors, lambda action: self.actions[action].type, self._deeds)
        around = Surroundings(
            parsed=parsed,
            actors=actors,
            places=places,
            times=when,
            statements=statements,
            venues=Venues(parsed, places, statements, self._talks),
            fresh=lead_day(parsed, when),
        )
        contexts: dict[int, Found] = {}
        for place, candidate in enumerate(acts):
            earlier = acts[max(0, place - BACK) : place]
            kind = self.actions[candidate.action].type
            take_answered(candidate, kind, earlier, actors, self._deeds, self._talks)
            partners.complete(candidate)
            take_subject(candidate, kind, actors)
            sentence = candidate.sentence
            loose = not self._kept(candidate, actors)
            if loose and not (sentence.part in HEADS and candidate.actors and candidate.confidence >= LEAST - 0.1):
                continue
            if sentence.index not in contexts:
                contexts[sentence.index] = self._contexts.read(candidate.trigger.doc)
            found = contexts[sentence.index]
            drafts.append(self._draft(candidate, found, around, loose))
        drafts = self._ballot.take(drafts, actors)
        return self._finish([draft for draft in merge(drafts, actors) if draft.confidence >= self._least])

    def candidates(
        self, sentence: Sentence, doc: Doc, index: ActorIndex, statements: StatementIndex | None = None
    ) -> list[Candidate]:
        """Return the acts of one sentence before merging, in the order of their triggers.

        With ``statements`` a speaker outside the sentence is known ("'Iran threatens us,' ... Cohen said").
        """
        found = self._finder.candidates(sentence, doc, index, statements)
        if found and speaks_of_sport(doc, self._sports):
            found = [candidate for candidate in found if "sport" not in candidate.entry.flags]
        return found

    def between(self, sentence: Sentence, doc: Doc, index: ActorIndex, source: str, target: str) -> Reading | None:
        """Return the best action of the actor ``source`` towards ``target`` in a sentence, by the lexicon alone.

        None when no entry of the lexicon is met. An act that names only one of the two counts less than one that
        names both, an act between them the other way round less still.
        """
        best: tuple[float, int, Candidate] | None = None
        for place, candidate in enumerate(self.candidates(sentence, doc, index)):
            score = _fit(candidate, source, target)
            if best is None or score > best[0]:
                best = (score, place, candidate)
        if best is None:
            return None
        score, _, candidate = best
        return Reading(candidate.action, candidate.modality, round(min(0.95, score / 2), 2), candidate.why)

    def modality(self, doc: Doc, start: int, end: int) -> str:
        """Return the modality of the predicate at characters ``[start, end)`` of one parsed sentence."""
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return "actual"
        return self._modality.read(span.root).modality

    @staticmethod
    def _take_words(candidate: Candidate, actors: ActorIndex) -> None:
        """Let the attack of one politician on another be one in words ("attacked Clinton for her support")."""
        if candidate.action != "shoot" or candidate.trigger.lemma_.lower() not in VERBAL or candidate.inner is not None:
            return
        if are_politicians(candidate.actors, actors) and are_politicians(candidate.recipients, actors):
            candidate.action = "criticise"
            candidate.why = (*candidate.why, "an attack among politicians -> criticise")

    def _kept(self, candidate: Candidate, actors: ActorIndex) -> bool:
        kind = self.actions[candidate.action].type
        marches = kind == "PROTEST" and is_crowd(candidate.actors, actors)
        if candidate.confidence < LEAST or not (marches or passes(candidate.actors, candidate.recipients, actors)):
            return False
        if not candidate.actors and (candidate.inner or candidate).trigger.pos_ in {"NOUN", "PROPN"}:
            return False
        if kind == "CONSULT" and not passes(candidate.actors, (), actors):
            return False
        if kind == "SUPPORT" and candidate.recipients and not passes((), candidate.recipients, actors):
            known = is_from_abroad(candidate.recipients, candidate.actors, actors)
            if not (known and are_in_office(candidate.actors, actors)):
                return False
        if is_asked(candidate) or (kind in MATERIAL and is_habit(candidate)):
            return False
        inside = within_one_state(candidate.actors, candidate.recipients, actors)
        inside = inside and not is_against_rebels(kind, candidate.recipients, actors)
        contest = inside or candidate.action in CONTESTS
        if kind == "ASSAULT" and contest and are_politicians(candidate.actors, actors):
            return False
        sides = self.actions.sides[kind]
        alone = kind in ONE_WAY or (kind == "AGREE" and candidate.trigger.lemma_ != "agree")
        together = len(candidate.actors) > 1 and (not alone or "mutual" in candidate.entry.flags)
        two = bool(candidate.actors and candidate.recipients) or together
        if kind in WORDS and not candidate.recipients and is_plainly_said(candidate, actors):
            return True
        if candidate.modality in {"possible", "negated"} or sides == "both":
            return two and not inside
        return bool(candidate.actors) or (sides == "either" and bool(candidate.recipients))

    def _draft(self, candidate: Candidate, found: Found, around: Surroundings, loose: bool) -> Draft:
        sentence = candidate.sentence
        trigger = sentence.span(candidate.trigger)
        statement = statement_of(candidate.trigger, sentence, around.statements)
        kind = self.actions[candidate.action].type
        sides = (around.actors.get(actor) for actor in (*candidate.actors, *candidate.recipients))
        lands = frozenset(side.country for side in sides if side.country is not None)
        bare = self.actions[(candidate.inner or candidate).action].type
        place = place_of(candidate, bare, lands, around.parsed, around.places) or around.venues.of(
            candidate, kind, around.actors
        )
        return Draft(
            candidate=candidate,
            action=candidate.action,
            type=kind,
            actors=candidate.actors,
            recipients=candidate.recipients,
            third_parties=candidate.third_parties,
            contexts=self._contexts.near(candidate.trigger, found),
            place=None if place is None else place.id,
            time=time_of(candidate, around.parsed, around.times, statement, around.fresh),
            modality=candidate.modality,
            said_in=statement.id if statement is not None and not is_own(candidate, kind, statement) else None,
            confidence=candidate.confidence,
            mentions=[EventMention(trigger=trigger, sentence=(sentence.start, sentence.end))],
            why=list(candidate.why),
            inner=None if candidate.inner is None else self._draft(candidate.inner, found, around, loose),
            loose=loose,
            land=None if place is None else place.country,
            wide=place is not None and is_country(place),
        )

    def _finish(self, drafts: list[Draft]) -> tuple[Event, ...]:
        events: list[Event] = []
        for draft in drafts:
            outer = self._event(draft, f"e{len(events) + 1}", None)
            events.append(outer)
            if draft.inner is not None:
                events.append(self._event(draft.inner, f"e{len(events) + 1}", outer.id))
        return tuple(events)

    def _event(self, draft: Draft, name: str, within: str | None) -> Event:
        action = self.actions[draft.action]
        return Event(
            id=name,
            action=action.name,
            type=action.type,
            modes=(action.mode,) if action.mode else (),
            contexts=draft.contexts,
            actors=draft.actors,
            recipients=draft.recipients,
            third_parties=draft.third_parties,
            place=draft.place,
            time=draft.time,
            modality=draft.modality,
            within=within,
            said_in=draft.said_in,
            mentions=tuple(draft.mentions),
            quad_class=action.quad_class,
            plover_score=action.plover_score,
            cameo_code=action.cameo_code,
            goldstein=action.goldstein,
            confidence=draft.confidence,
            why=tuple(draft.why),
        )


def _fit(candidate: Candidate, source: str, target: str) -> float:
    actors, recipients = candidate.actors, candidate.recipients
    score = candidate.confidence
    if source in actors and (target in recipients or target in actors):
        score += 1.0
    elif source in actors:
        score += 0.5
    elif target in recipients:
        score += 0.3
    elif source in recipients and target in actors:
        score += 0.1
    return score
