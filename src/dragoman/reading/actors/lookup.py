"""Who a name means in the shipped tables: a person, an office, a body, a state, or a name for one of them."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import ActorTables, Person, State

_OF = re.compile(r"(?P<office>.+?) (?:of|for|to|in) (?:the )?(?P<body>.+)")
_WORD = re.compile(r"\w+")

MOST = 30
"""Matches that are given for a part of a name."""


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office as the table has it; ``since`` and ``until`` are ISO dates or years, null when open or unknown."""

    office: str
    country: str | None
    holder: str
    since: str | None
    until: str | None
    held: bool | None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the tables: ``matched`` is the name that was found, ``source`` its file.

    ``offices`` are those of a person, or of a state those that its leaders hold. ``held`` tells whether an office was
    held on the day asked for, null when no day was asked for or the table has no dates.
    """

    ref: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    matched: str
    source: str
    offices: tuple[Office, ...] = ()


class Lookup:
    """Finds actors by name in the tables."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._tables = ActorTables(knowledge)
        self._registry = Registry(self._tables)
        self._states: dict[str, list[tuple[State, str]]] = {}
        for state in self._tables.states:
            named = (state.name, *state.names, *state.adjectives, *state.people, *state.epithets, state.ref)
            for name in (*named, *state.capitals, *state.seats):
                self._states.setdefault(_plain(name), []).append((state, name))

    def find(self, name: str, on: str | None = None) -> tuple[Match, ...]:
        """Return whom a name means, on a day (an ISO date) where one is given.

        Whole names come before offices ("foreign minister of Israel", "Israeli foreign minister"), and these before
        names that hold the words asked for. Who held an office on the day comes before who did not.
        """
        asked = _plain(name)
        if not asked:
            return ()
        found = [*self._named(asked, on), *self._in_office(asked, on)]
        if not found:
            words = set(_WORD.findall(asked))
            found = self._holding(words, on)[:MOST] if words else []
        first: dict[str, Match] = {}
        for match in found:
            first.setdefault(match.ref, match)
        return tuple(sorted(first.values(), key=lambda match: _rank(match) if on is not None else 0))

    def _named(self, asked: str, on: str | None) -> list[Match]:
        found = []
        seen: set[str] = set()
        for state, matched in self._states.get(asked, ()):
            if state.ref not in seen:
                seen.add(state.ref)
                found.append(self._state(state, matched, on))
        for body in (*self._tables.organisations, *self._tables.blocs):
            matched = next((one for one in (body.name, *body.names) if _plain(one) == asked), "")
            if matched:
                found.append(
                    Match(
                        ref=f"organisation/{body.ref}", name=body.name, kind=body.kind, country=body.country,
                        sectors=body.sectors, matched=matched, source="organisations.tsv",
                    )
                )  # fmt: skip
        for person in self._tables.persons:
            matched = next((one for one in (person.name, *person.names) if _plain(one) == asked), "")
            if matched and person.ref not in seen:
                seen.add(person.ref)
                found.append(self._person(person, matched, on))
        return found

    def _in_office(self, asked: str, on: str | None) -> list[Match]:
        pairs = []
        if match := _OF.fullmatch(asked):
            pairs.append((match["office"], match["body"]))
        words = asked.split()
        pairs += [(" ".join(words[cut:]), " ".join(words[:cut]).removesuffix("'s")) for cut in range(1, len(words))]
        for office, body in pairs:
            for state, _ in self._states.get(body, ()):
                held = self._registry.holders(office, state.ref, on)
                if held:
                    return [self._person(term, f"{term.office} of {state.name}", on) for term in held]
        return []

    def _holding(self, words: set[str], on: str | None) -> list[Match]:
        found = []
        seen: set[str] = set()
        for person in self._tables.persons:
            matched = next((one for one in (person.name, *person.names) if words <= set(_plain(one).split())), "")
            if matched and person.ref not in seen:
                seen.add(person.ref)
                found.append(self._person(person, matched, on))
        for body in self._tables.organisations:
            matched = next((one for one in (body.name, *body.names) if words <= set(_plain(one).split())), "")
            if matched:
                found.append(
                    Match(
                        ref=f"organisation/{body.ref}", name=body.name, kind=body.kind, country=body.country,
                        sectors=body.sectors, matched=matched, source="organisations.tsv",
                    )
                )  # fmt: skip
        return found

    def _state(self, state: State, matched: str, on: str | None) -> Match:
        terms = [term for term in self._tables.persons if term.country == state.ref and term.office]
        held = [self._office(term, on) for term in terms] if on is not None else []
        offices = tuple(sorted((office for office in held if office.held), key=self._weight))
        return Match(
            ref=f"country/{state.ref}",
            name=state.name,
            kind="country",
            country=state.ref,
            sectors=(),
            matched=matched,
            source="states.tsv, persons.tsv" if offices else "states.tsv",
            offices=offices,
        )

    def _weight(self, office: Office) -> tuple[bool, int, str]:
        """Order offices: a state's highest first, then ministers by name, then all others."""
        words = office.office.split()
        return (words[-1] not in self._tables.state_offices, len(words), office.office)

    def _person(self, person: Person, matched: str, on: str | None) -> Match:
        standing = self._registry.standing(person.ref, on)
        shown = standing.now[0] if standing.now else person
        return Match(
            ref=f"person/{person.ref}",
            name=person.name,
            kind="person",
            country=shown.country,
            sectors=standing.sectors if on is not None else person.sectors,
            matched=matched,
            source="persons.tsv",
            offices=tuple(self._office(term, on) for term in self._registry.terms(person.ref) if term.office),
        )

    def _office(self, term: Person, on: str | None) -> Office:
        dated = bool(term.since or term.until)
        return Office(
            office=term.office or "",
            country=term.country,
            holder=term.name,
            since=term.since or None,
            until=term.until or None,
            held=self._registry.may_hold(term, on) if on is not None and dated else None,
        )


def _rank(match: Match) -> int:
    """Return 0 for who held an office on the day asked for, and for states and bodies, 1 for the others."""
    return int(match.kind == "person" and not any(office.held for office in match.offices))


def _plain(name: str) -> str:
    """Return a name without accents, case, full stops and its article, so that spellings meet."""
    flat = unicodedata.normalize("NFKD", name.replace("’", "'"))
    flat = " ".join("".join(c for c in flat if not unicodedata.combining(c)).casefold().replace(".", "").split())
    return flat.removeprefix("the ")
