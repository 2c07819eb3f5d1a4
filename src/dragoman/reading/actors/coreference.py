"""Pronouns and "the country", "both sides", "the minister": whom of the named actors they stand for."""

from __future__ import annotations

from dragoman.reading.actors.binding import (
    bound_apart,
    is_first_person,
    named_apart,
    says_of_itself,
    subject_ahead,
)
from dragoman.reading.actors.cast import Cast, Entity
from dragoman.reading.actors.salience import Salience, Trace
from dragoman.reading.actors.tables import Pronoun
from dragoman.reading.actors.view import View

_WEATHER = frozenset("be seem appear remain become take turn happen look mean matter rain snow".split())
_JUDGING = frozenset("make find consider think deem keep".split())
_SPELLS = frozenset({"time", "while", "moment", "day", "week", "month", "year", "decade", "hour"})
_CLAUSE_OPENERS = frozenset({"that", "how", "whether", "why", "if", "what", "when"})
_CLAUSE_MARKS = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acomp"})
_ONE_THING = frozenset({"NN"})
_THINGS = frozenset({"NNS", "CD"})
_SAID = 0.9
"""What the subject of "said" gains for the subject of what is said."""
_ARMED = frozenset({"REB", "UAF", "MIL", "PTY", "CRM", "PRM"})
"""Sectors of groups that act as one body: "its fighters"."""
_IN_FOCUS = 0.0
"""Standing below which a state is only mentioned, so that "the country" is rather the one the article is about."""
_AHEAD = 1.5
"""Standing of the subject of a main clause for a pronoun of the phrase that opens the sentence."""


class Coreference:
    """Resolves what has no name of its own; one object an article."""

    def __init__(self, cast: Cast, salience: Salience, main: str | None) -> None:
        self._cast = cast
        self._main = main
        self._salience = salience
        self._before: View | None = None
        self._same_sentence = (-1, "", 0)
        self._strangers = 0
        self._couples: dict[tuple[int, ...], Entity] = {}

    @property
    def main(self) -> Entity | None:
        """The state that the article speaks of most, when it is named."""
        return self._cast.find(f"country/{self._main}") if self._main else None

    def country(self, code: str) -> Entity | None:
        """Return the state with this code, when the article speaks of it."""
        return self._cast.find(f"country/{code}")

    def stranger(self, gender: str, called: set[str]) -> Entity:
        """Return somebody new whom the article does not name ("a man"): a candidate for "he", and no actor."""
        self._strangers += 1
        return Entity(-1_000_000 - self._strangers, "person", "", "", gender=gender, called=called)

    def couple(self, persons: list[Entity]) -> Entity:
        """Return several persons spoken of together as one candidate for "they"; it is no actor by itself."""
        key = tuple(sorted(person.number for person in persons))
        held = self._couples.get(key)
        if held is None:
            held = Entity(-1 - len(self._couples), "together", "", "", plural=True, members=tuple(persons))
            self._couples[key] = held
        return held

    def expand(self, entity: Entity) -> tuple[Entity, ...]:
        """Return the actors that a candidate stands for: the family where the article names it, else its members."""
        if entity.kind != "together":
            return (entity,)
        for family in self._cast.entities:
            if family.kind == "group" and family.members and set(entity.members) <= set(family.members):
                return (family,)
        return entity.members

    def pronoun(self, view: View, at: int, rule: Pronoun, speaker: Entity | None) -> list[Entity]:
        """Return the actors that "he", "it" or "they" stands for; none when it is a thing or nobody is at hand.

        ``speaker`` is who speaks where the pronoun stands in a quotation: nobody says "he" of himself.
        """
        if rule.kind == "possessive" and (joined := self._joined(view, at, rule)):
            return joined
        if rule.gender == "n":
            found = self._thing(view, at, rule, speaker)
        elif rule.number == "one":
            found = self._human(view, at, rule, speaker)
        else:
            return self._many(view, at, rule, speaker)
        return [found] if found is not None else []

    @staticmethod
    def _joined(view: View, at: int, rule: Pronoun) -> list[Entity]:
        """ "Cohen and his team", "the state and its allies": whose they are is named before the "and"."""
        noun = view.heads[at]
        if view.deps[noun] != "conj" or view.heads[noun] >= at or at - view.heads[noun] > 3:
            return []
        first = view.here.get(view.heads[noun], [])
        if len(first) != 1:
            return []
        entity = first[0]
        person = entity.kind == "person" and not entity.plural
        if rule.number == "many":
            return first if entity.plural else []
        if rule.gender == "n":
            return [] if person or entity.plural else first
        return first if person and entity.gender in {"", rule.gender} else []

    def _human(self, view: View, at: int, rule: Pronoun, speaker: Entity | None) -> Entity | None:
        best: tuple[float, Entity] | None = None
        # who says something in quotation marks does not speak of himself there by name
        asks = rule.kind == "subject" and not view.quoted[at]
        barred = named_apart(view, at) if rule.kind in {"subject", "object"} else set()
        ahead = self._ahead(view, at, rule)
        for score, trace in self._salience.candidates(view, reach=6, outside=not view.quoted[at]):
            entity = trace.entity
            if entity.kind != "person" or entity.plural or (entity.gender and entity.gender != rule.gender):
                continue
            if entity is speaker or entity.number in barred:
                continue
            if view.quoted[at] and trace.view is view and is_first_person(view, trace.at):
                continue
            if asks and trace.view is view and view.quoted[trace.at] and trace.form != "pronoun":
                continue
            if trace.view is view and bound_apart(
                view, at, trace.at, rule.kind == "reflexive", rule.kind == "possessive"
            ):
                continue
            score += self._parallel(view, at, trace)
            if entity.gender == rule.gender:
                score += 0.5
            if self._same_sentence == (view.sentence.index, rule.gender, entity.number):
                score += 0.5
            if trace.view is view and rule.kind == "possessive" and view.deps[trace.at] in {"nsubj", "nsubjpass"}:
                score += 0.4
            if best is None or score > best[0]:
                best = (score, entity)
        if best is None or (ahead is not None and ahead[0] > best[0]):
            best = ahead
        if best is None:
            return None
        best[1].gender = best[1].gender or rule.gender
        self._same_sentence = (view.sentence.index, rule.gender, best[1].number)
        return best[1]

    @staticmethod
    def _parallel(view: View, at: int, trace: Trace) -> float:
        """Return what a candidate gains that is the subject of the saying whose content a pronoun is the subject of."""
        return _SAID if trace.view is view and says_of_itself(view, at, trace.at) else 0.0

    def _ahead(self, view: View, at: int, rule: Pronoun) -> tuple[float, Entity] | None:
        """Return whom a pronoun of an opening phrase stands for: the subject after it ("In his speech, Cohen said")."""
        subject = subject_ahead(view, at)
        entities = view.here.get(subject, []) if subject is not None else []
        if len(entities) != 1:
            return None
        entity = entities[0]
        if rule.gender == "n":
            fits = entity.kind in {"country", "organisation"} and not entity.plural
        else:
            fits = entity.kind == "person" and not entity.plural and entity.gender in {"", rule.gender}
        if not fits:
            return None
        before = (other for name, others in view.here.items() if name < at for other in others)
        if any(other.kind == entity.kind and not other.plural for other in before):
            return None
        gendered = 0.5 if entity.gender and entity.gender == rule.gender else 0.0
        return _AHEAD + gendered + 0.12 * min(self._salience.count(entity), 8), entity

    def _thing(self, view: View, at: int, rule: Pronoun, speaker: Entity | None) -> Entity | None:
        if rule.kind != "possessive" and self._is_empty(view, at):
            return None
        rival = self._rival(view, at, _ONE_THING)
        barred = named_apart(view, at) if rule.kind in {"subject", "object"} else set()
        ahead = self._ahead(view, at, rule)
        best: tuple[float, Entity] | None = None
        for score, trace in self._salience.candidates(view, reach=2, outside=not view.quoted[at]):
            entity = trace.entity
            armed = entity.kind == "group" and entity.known and not _ARMED.isdisjoint(entity.sectors)
            near = view.sentence.index - trace.view.sentence.index < 2 and trace.view.deps[trace.at] != "compound"
            told = rule.kind == "subject" and view.deps[view.heads[at]] == "ccomp"  # rather of who tells it
            if entity.kind not in {"country", "organisation"} and not (armed and near and not told):
                continue
            if entity.plural or entity is speaker:
                continue
            if entity.number in barred:
                continue
            if trace.view is view and bound_apart(
                view, at, trace.at, rule.kind == "reflexive", rule.kind == "possessive"
            ):
                continue
            score += self._parallel(view, at, trace)
            if best is None or score > best[0]:
                best = (score, entity)
        if ahead is not None and (best is None or ahead[0] > best[0]):
            best = ahead
        if best is None or rival > best[0]:
            return None
        return best[1]

    def _is_empty(self, view: View, at: int) -> bool:
        """Tell whether "it" points at a clause or at nothing: "it is clear that", "it was Cohen who"."""
        verb = view.heads[at]
        lemma = view.lemmas[verb]
        if view.deps[at] == "expl" or (lemma == "come" and view.lower[verb + 1 : verb + 2] == ["to"]):
            return True
        if view.deps[at] == "dobj" and lemma == "put":
            return True
        if lemma == "take" and any(view.heads[i] == verb and view.lemmas[i] in _SPELLS for i in range(verb, view.size)):
            return True
        if at and view.lemmas[at - 1] in _JUDGING and at + 1 < view.size and view.tags[at + 1].startswith("JJ"):
            return True
        if lemma == "be" and any(view.heads[i] == verb and view.lower[i] == "about" for i in range(verb, view.size)):
            return True
        if view.deps[at] == "nsubjpass" and verb + 1 < view.size and view.lower[verb + 1] in _CLAUSE_OPENERS:
            return True
        if lemma not in _WEATHER:
            return False
        return any(view.heads[i] == verb and view.deps[i] in _CLAUSE_MARKS | {"attr"} for i in range(verb, view.size))

    def leave(self, view: View) -> None:
        """Note that a sentence is over: what its main clause speaks of may be what the next one's "it" means."""
        self._before = view

    def _rival(self, view: View, at: int, tags: frozenset[str]) -> float:
        """Return the standing of the nearest thing that is no actor and could be meant by "it" or "they"."""
        for i in range(at - 1, -1, -1):
            if view.tags[i] in tags and not view.taken[i]:
                if view.deps[i] in {"nsubj", "nsubjpass"}:
                    return 1.4 + 0.01 * i
                there = tags is _THINGS and view.deps[i] == "attr" and self._is_there(view, view.heads[i])
                if there or view.deps[i] == "dobj":
                    return 1.0 + 0.01 * i
        before = self._before
        if before is None or view.sentence.index - before.sentence.index > 1:
            return -2.0
        subjects = (i for i in range(before.size) if before.deps[i] in {"nsubj", "nsubjpass"})
        main = next((i for i in subjects if before.deps[before.heads[i]] == "ROOT"), None)
        return 0.9 if main is not None and before.tags[main] in tags and not before.taken[main] else -2.0

    @staticmethod
    def _is_there(view: View, verb: int) -> bool:
        """ "There are people who": what is said to be there is spoken of."""
        return any(view.deps[i] == "expl" and view.heads[i] == verb for i in range(max(0, verb - 4), verb))

    def _many(self, view: View, at: int, rule: Pronoun, speaker: Entity | None) -> list[Entity]:
        possessive = rule.kind == "possessive"
        pair = self._coordinated(view, at)
        barred = named_apart(view, at) if not possessive else set()
        best: tuple[float, list[Entity]] | None = None
        if pair is not None and speaker not in pair:
            best = (1.6, pair)
        for score, trace in self._salience.candidates(view, reach=3, outside=not view.quoted[at]):
            entity = trace.entity
            if (speaker is not None and speaker in entity.members) or entity.number in barred:
                continue
            plural = entity.plural or entity.kind == "group"
            if not plural:
                if entity.kind == "person":
                    continue
                score -= 1.2 if entity.kind == "country" else 0.9
            if trace.view is view and bound_apart(view, at, trace.at, rule.kind == "reflexive", possessive):
                continue
            score += self._parallel(view, at, trace)
            if best is None or score > best[0]:
                best = (score, list(self.expand(entity)))
        rival = self._rival(view, at, _THINGS)
        if best is None or rival > best[0]:
            return []
        return best[1]

    def _coordinated(self, view: View, at: int) -> list[Entity] | None:
        """Return the actors named together, by "and" or as two sides of one act, before a plural pronoun."""
        if view.deps[at] == "nsubj" and (people := self._two_people(view, at)):
            return people
        for _, trace in self._salience.candidates(view, reach=1):
            if trace.form == "demonym" and (trace.entity.known or not trace.entity.plural):
                continue  # of "Peruvian and Chilean diplomats" the diplomats are meant
            partners = self.together(trace.view, trace.at, before=at if trace.view is view else trace.view.size)
            if len(partners) > 1:
                return partners
        return None

    def _two_people(self, view: View, at: int) -> list[Entity] | None:
        """ "Cohen told his counterpart Bayramov when they met": two persons of the same sentence."""
        people = [
            trace for trace in self._salience.recent("person", view, 0) if trace.at < at and not trace.entity.plural
        ]
        groups = any(trace.at < at for trace in self._salience.recent("group", view, 0))
        return [people[1].entity, people[0].entity] if len(people) == 2 and not groups else None

    def together(self, view: View, at: int, before: int) -> list[Entity]:
        """Return the actors coordinated with the one at a token, in order."""
        first = at
        while view.deps[first] == "conj" and view.heads[first] != first:
            first = view.heads[first]
        heads = {first}
        for i in range(first + 1, min(before, view.size)):
            if view.deps[i] == "conj" and view.heads[i] in heads:
                heads.add(i)
        found: list[Entity] = []
        for i in sorted(heads):
            found.extend(entity for entity in view.here.get(i, ()) if entity not in found)
        return found if len(heads) > 1 else found[:1]

    def nominal(self, view: View, at: int, of: str, apart: frozenset[str]) -> list[Entity]:
        """Return the actors that "the country", "both sides" or "the two leaders" stands for; no state ``apart``."""
        if of == "country":
            for score, trace in self._salience.candidates(view, reach=6):
                if trace.entity.kind != "country" or trace.entity.country in apart:
                    continue
                if trace.view is view and trace.view.heads[trace.at] == at:
                    continue
                main, away = self.main, view.sentence.index - trace.view.sentence.index
                if away > 1 and score < _IN_FOCUS and main is not None and main.country not in apart:
                    return [main]
                return [trace.entity]
            return []
        return self._pair(view, at, "person" if of == "pair-person" else "country")

    def _pair(self, view: View, at: int, kind: str) -> list[Entity]:
        """Return the two actors in focus: the sentence's only two, two named together, or the two most named."""
        here = [trace for trace in self._salience.recent(kind, view, 0) if not trace.entity.plural]
        if len(here) == 2:
            return [here[1].entity, here[0].entity]
        for _, trace in self._salience.candidates(view, reach=2):
            partners = self.together(trace.view, trace.at, before=at if trace.view is view else trace.view.size)
            partners = [entity for entity in partners if entity.kind == kind and not entity.plural]
            if len(partners) == 2:
                return partners
        recent = [trace for trace in self._salience.recent(kind, view, 12) if not trace.entity.plural]
        # who speaks or acts in this sentence is of one of the two countries
        sides = {trace.entity.country for trace in self._salience.recent("person", view, 0)}
        ranked = sorted(recent, key=lambda t: (t.entity.country not in sides, -self._salience.count(t.entity)))[:2]
        return [trace.entity for trace in ranked] if len(ranked) == 2 else []
