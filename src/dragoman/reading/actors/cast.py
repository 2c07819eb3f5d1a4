"""The actors of one article while they are being found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.reading.actors.registry import Standing
from dragoman.reading.actors.tables import ActorTables, Organisation, Person

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Draft:
    """A mention in the making: ``text[start:end]`` with its head at token ``head`` of a sentence."""

    start: int
    end: int
    form: str
    sentence: int
    head: int


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """ "I" or, where ``many``, "we" at ``text[start:end]``, word ``head`` of a sentence; who it was taken for."""

    start: int
    end: int
    sentence: int
    head: int
    many: bool
    taken_for: tuple[Entity, ...]


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making; ``gender`` is ``m f`` or empty, ``plural`` tells a
    number of people or bodies, ``unnamed`` that only an office or a kind of people is known;
    ``side`` is whom a person speaks for; ``called`` the nouns the article has called it by, with those alike;
    ``members`` are the persons that a family or a couple is made of; ``known`` that a table has it by name;
    ``offices`` are those that the table of leaders gives a person until the day of publication."""

    number: int
    kind: str
    name: str
    ref: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    gender: str = ""
    plural: bool = False
    unnamed: bool = False
    side: Entity | None = None
    head: str = ""
    called: set[str] = field(default_factory=set)
    members: tuple[Entity, ...] = ()
    known: bool = False
    offices: tuple[str, ...] = ()
    why: list[str] = field(default_factory=list)
    mentions: list[Draft] = field(default_factory=list)

    def explain(self, reason: str) -> None:
        """Note a reason once."""
        if reason not in self.why:
            self.why.append(reason)

    def stands_for_state(self) -> bool:
        """Tell whether who speaks here speaks for a state: its government, army or parliament."""
        return self.kind == "country" or any(sector in {"GOV", "MIL", "LEG"} for sector in self.sectors)


class Cast:
    """All entities of an article, found again by their refs."""

    def __init__(self, tables: ActorTables) -> None:
        self._tables = tables
        self.entities: list[Entity] = []
        self.first_persons: list[FirstPerson] = []
        self._by_ref: dict[str, Entity] = {}

    def side_of(self, speaker: Entity) -> Entity:
        """Return for whom a speaker says "we": the body or state spoken for, else the speaker."""
        if speaker.side is not None:
            return speaker.side
        if speaker.country and speaker.stands_for_state():
            return self.find(f"country/{speaker.country}") or speaker
        return speaker

    def add(self, kind: str, name: str, ref: str) -> Entity:
        """Return the entity with this ref, made when there is none."""
        entity = self._by_ref.get(ref)
        if entity is None:
            entity = Entity(len(self.entities), kind, name, ref)
            self.entities.append(entity)
            self._by_ref[ref] = entity
        return entity

    def find(self, ref: str) -> Entity | None:
        """Return the entity with this ref, or None."""
        return self._by_ref.get(ref)

    def is_state(self, ref: str) -> bool:
        """Tell whether a country code is that of a state of the tables."""
        return ref in self._tables.state_names

    def country(self, ref: str) -> Entity:
        """Return the state with this ISO code."""
        entity = self.add("country", self._tables.state_names.get(ref, ref), f"country/{ref}")
        entity.country = ref
        return entity

    def organisation(self, known: Organisation) -> Entity:
        """Return a body known by name."""
        entity = self.add(known.kind, known.name, f"organisation/{known.ref}")
        if not entity.why:
            entity.country, entity.sectors, entity.known = known.country, known.sectors, True
            entity.head = known.name.split()[-1].lower()
            entity.plural = known.kind == "group" and known.ref in self._tables.peoples
            entity.explain("known by name: organisations.tsv")
        return entity

    def person(self, known: Person, standing: Standing) -> Entity:
        """Return a person known by name, with the office that the table has for the day."""
        entity = self.add("person", known.name, f"person/{known.ref}")
        if not entity.why:
            terms = standing.now or standing.past
            entity.country = terms[0].country if terms else known.country
            entity.sectors, entity.known = standing.sectors, True
            entity.gender, entity.role = known.gender, standing.office
            entity.offices = tuple(term.office for term in (*standing.now, *standing.past) if term.office)
            entity.explain("known by name: persons.tsv")
        return entity


def slug(*pieces: str) -> str:
    """Return an identifier of plain letters, digits and hyphens."""
    text = unicodedata.normalize("NFKD", " ".join(pieces)).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", text.lower()).strip("-") or "-".join(f"{ord(c):x}" for c in "".join(pieces)[:12])


def merged(first: tuple[str, ...], second: Iterable[str]) -> tuple[str, ...]:
    """Return the sectors of both, each once, in order."""
    return tuple(dict.fromkeys((*first, *second)))
