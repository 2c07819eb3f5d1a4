"""The states behind the two sides of a relation: whose soldiers, whose minister, whose neighbour."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.places import PlaceIndex
from dragoman.record import Actor

PERSONAL = frozenset({"office", "envoy", "membership"})
"""Relations of a person or body itself; in all others its state is meant ("Israel is an ally of Trump's")."""
INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG"})
"""Country codes of bodies that are no state's."""
_HYPHENS = frozenset({"-", "\u2011"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_PRIVATE = frozenset({"BUS", "CVL", "JRN", "MED", "EDU", "SOC"})
_APART = frozenset({"REB", "UAF", "OPP", "PRE", "JRN", "BUS", "CVL"})


class Borders:
    """Which states share a land border, from `knowledge/relations/borders.tsv`.

    Raises:
        KnowledgeError: a row has no country or no neighbours.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._pairs: set[frozenset[str]] = set()
        for row in knowledge.table("relations/borders.tsv"):
            if len(row["country"]) != 3 or not row["neighbours"]:
                raise row.error("write a country's three letters and those of its neighbours")
            self._pairs |= {frozenset((row["country"], other)) for other in row["neighbours"].split("|")}

    def touch(self, first: str | None, second: str | None) -> bool:
        """Tell whether two countries, by their three letters, share a land border."""
        return first is not None and second is not None and frozenset((first, second)) in self._pairs


class Sides:
    """Finds the states of one article."""

    def __init__(self, parsed: ParsedArticle, actors: ActorIndex, places: PlaceIndex, borders: Borders) -> None:
        self._parsed = parsed
        self._actors = actors
        self._places = places
        self._borders = borders
        everybody = actors.actors()
        self._states = {actor.country: actor.id for actor in everybody if actor.kind == "country" and actor.country}
        self._weight = {actor.id: len(actor.mentions) for actor in everybody}
        for place in places.places:
            # what an article tells of happens in the state whose places it names
            if place.country in self._states:
                self._weight[self._states[place.country]] += 2 * len(place.mentions)

    def states(self, ids: Iterable[str], relation: str) -> tuple[str, ...]:
        """Return the sides with the state in the place of its people and offices, each once."""
        if relation in PERSONAL:
            return tuple(dict.fromkeys(ids))
        return tuple(dict.fromkeys(self._state_behind(one) for one in ids))

    def _state_behind(self, one: str) -> str:
        actor = self._actors.get(one)
        state = self._states.get(actor.country) if actor.country else None
        sectors = set(actor.sectors)
        if state is None or actor.kind == "country" or not _OFFICIAL & sectors or _APART & sectors:
            return one
        return state

    def members(self, subjects: tuple[str, ...], objects: tuple[str, ...]) -> tuple[str, ...]:
        """Return the members of a body: of one of states, the state and not the minister who speaks for it."""
        bodies = [self._actors.get(one) for one in objects]
        if all(body.country in INTERNATIONAL and "LEG" not in body.sectors for body in bodies):
            return tuple(dict.fromkeys(self._state_behind(one) for one in subjects))
        return subjects

    def is_nobody(self, one: str) -> bool:
        """Tell whether an actor is a bare common noun without a state ("forces"), of whom nothing can be said."""
        actor = self._actors.get(one)
        return actor.kind == "group" and actor.country is None and " " not in actor.name and actor.name.islower()

    def is_political(self, one: str) -> bool:
        """Tell whether an actor can be a side at all: no firm, club or private person."""
        actor = self._actors.get(one)
        if actor.kind == "country" or actor.country in INTERNATIONAL:
            return True
        sectors = set(actor.sectors)
        people = actor.kind == "group" and " " not in actor.name and actor.name[:1].isupper()
        return bool(sectors - _PRIVATE) or people or (actor.kind == "group" and not sectors)

    def is_state_or_union(self, one: str) -> bool:
        """Tell whether an actor is a state or a body of states: where a mission can be."""
        actor = self._actors.get(one)
        return actor.kind == "country" or actor.country in {"IGO", "UNO", "EUR"}

    def countries(self, heads: Iterable[Token], sentence: Sentence) -> tuple[str, ...]:
        """Return the states of the countries in which the places named by noun phrases lie ("in London")."""
        found: dict[str, None] = {}
        for head in heads:
            span = sentence.span(head.doc[head.left_edge.i : head.right_edge.i + 1])
            for country in self.located(*span):
                if (state := self.state(country, *span)) is not None:
                    found[state] = None
        return tuple(found)

    def located(self, start: int, end: int) -> tuple[str, ...]:
        """Return the countries of the places named within ``[start, end)``, each once, in order."""
        found = (place.country for _, place in self._places.within(start, end))
        return tuple(dict.fromkeys(country for country in found if country is not None))

    def state(self, country: str, start: int, end: int) -> str | None:
        """Return the state of a country, made an actor by a place of it within ``[start, end)`` where needed."""
        if country not in self._states:
            for mention, place in self._places.within(start, end):
                sentence = self._parsed.sentence_at(mention.start)
                token = sentence.token_at(mention.end - 1) if sentence is not None else None
                if place.country != country or sentence is None or token is None:
                    continue
                made = self._actors.state_at(country, sentence, token, mention.start, mention.end)
                if made is not None:
                    self._states[country] = made
                    self._weight[made] = 1
                break
        return self._states.get(country)

    def neighbour(self, sentence: Sentence, offset: int, sides: tuple[str, ...]) -> tuple[str, ...]:
        """Return the state that borders the one of ``sides``: named before, else after, else most in the article."""
        if len(sides) != 1 or self._actors.get(sides[0]).kind != "country":
            return ()
        here = self._actors.get(sides[0]).country
        near = list(reversed(self._actors.mentions(sentence.start, offset)))
        near += self._actors.mentions(offset, sentence.end)
        # "Chilean-backed fighters on the frontier with Peru": who backs them is not where they are
        near = [m for m in near if sentence.text[m.end - sentence.start : m.end - sentence.start + 1] not in _HYPHENS]
        named = [m.actor for m in near if m.form == "name"] + [m.actor for m in near if m.form != "name"]
        for one in (*named, *sorted(self._states.values(), key=lambda one: -self._weight[one])):
            actor = self._actors.get(one)
            if actor.kind == "country" and self._borders.touch(actor.country, here):
                return (one,)
        return ()

    def main(self, sides: tuple[str, ...]) -> tuple[str, ...]:
        """Return the state that the article names most, ``sides`` left out."""
        taken = {self._actors.get(one).country for one in sides}
        others = [one for country, one in self._states.items() if country not in taken]
        return tuple(sorted(others, key=lambda one: -self._weight[one])[:1])

    def touching(self, subjects: tuple[str, ...], objects: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the objects that are no states, or states that border one of the subjects by land."""
        lands = [self._actors.get(one) for one in subjects]
        return tuple(
            one
            for one in objects
            if self._actors.get(one).kind != "country"
            or any(land.kind != "country" or self._borders.touch(land.country, self._country(one)) for land in lands)
        )

    def _country(self, one: str) -> str | None:
        return self._actors.get(one).country

    def actor(self, one: str) -> Actor:
        """Return an actor by its id."""
        return self._actors.get(one)
