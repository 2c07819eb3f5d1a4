"""Known names in a text, found in one Aho-Corasick pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from dragoman.reading.actors.roles import plurals
from dragoman.reading.actors.tables import ActorTables

_FLAT = str.maketrans(
    {"\n": " ", "\t": " ", "\r": " ", "\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "\u2011": "-"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORTEST_CAPITALS = 4
"""Letters; a name shorter than that is not looked for in capitals, where it would be another word (CHAD, MALI stay)."""
_BEGINNING = 8
"""Letters of a name that the automaton knows: the whole names would take ten times as long to build, and what begins
like one is one more often than not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer name that stands at ``text[start:end]``, by word borders."""

    start: int
    end: int
    entry: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may stand for: ``kind`` is ``country organisation person role``, ``ref`` its row's identity.

    ``form`` is that of a mention (``name short epithet metonym demonym``); ``people`` marks a demonym noun
    ("Israelis"), which stands for people and not for the state.
    """

    kind: str
    ref: str
    form: str
    people: bool = False


class Gazetteer:
    """All names of the tables in one automaton; a name may have several entries."""

    def __init__(self, tables: ActorTables) -> None:
        self._names: dict[str, list[Entry]] = {}
        for state in tables.states:
            self._add(Entry("country", state.ref, "name"), (state.name, *state.names))
            self._add(Entry("country", state.ref, "demonym"), state.adjectives)
            self._add(Entry("country", state.ref, "demonym", people=True), state.people)
            self._add(Entry("country", state.ref, "metonym"), (*state.capitals, *state.seats))
            self._add(Entry("country", state.ref, "epithet"), state.epithets)
        for body in tables.organisations:
            self._add(Entry("organisation", body.ref, "name"), (body.name, *body.names))
            small = (_with_small_head(name, tables) for name in (body.name, *body.names))
            self._add(Entry("organisation", body.ref, "name"), [name for name in small if name])
        for bloc in tables.blocs:
            for name in bloc.names:
                self._note(name, Entry("organisation", bloc.ref, "name"))
            for name in bloc.adjectives:
                self._note(name, Entry("organisation", bloc.ref, "demonym"))
        for people in tables.peoples.values():
            for name in people.adjectives:
                self._note(name, Entry("organisation", people.ref, "demonym"))
        for person in tables.persons:
            self._add(Entry("person", person.ref, "name"), (person.name, *person.names))
        for decoy in tables.decoys:
            self._names.setdefault(decoy.translate(_FLAT), [])
        for role in tables.roles:
            # "Nato chief": the body inside an office is a name of its own
            if role.political and not self._begins_with_body(role.term):
                self._add_role(Entry("role", role.term, "role"), (role.term, *plurals(role.term)))
        self.entries = [tuple(found) for found in self._names.values()]
        self._numbers = {name: number for number, name in enumerate(self._names)}
        beginnings: dict[str, set[int]] = {}
        for name in self._names:
            beginnings.setdefault(name[:_BEGINNING], set()).add(len(name))
        # the lengths of the names that begin so, the longest first
        self._lengths = [sorted(lengths, reverse=True) for lengths in beginnings.values()]
        self._automaton = AhoCorasick(list(beginnings), store_patterns=False)

    def scan(self, text: str) -> list[Hit]:
        """Return the names that stand in a text between word borders, the leftmost and longest, in order."""
        flat = _SURROGATE.sub("\ufffd", text.translate(_FLAT))
        found = []
        last, free = len(flat), 0
        for start, entry, end in self._longest(flat):
            if start < free:
                continue
            free = end
            if not self.entries[entry]:
                continue
            if (start and flat[start - 1].isalnum()) or (end < last and flat[end].isalnum()):
                continue
            found.append(Hit(start, end, entry))
        return found

    def _longest(self, flat: str) -> list[tuple[int, int, int]]:
        """Return the longest name at each place where one stands, with its number and end, in the order of the text."""
        best: dict[int, tuple[int, int]] = {}
        for beginning, start, _ in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            held = best.get(start)
            for length in self._lengths[beginning]:
                end = start + length
                if held is not None and end <= held[1]:
                    break
                # at the end of the text the slice is shorter than the name, and then a shorter name matches for itself
                number = self._numbers.get(flat[start:end])
                if number is not None and end <= len(flat):
                    best[start] = (number, end)
                    break
        return sorted((start, number, end) for start, (number, end) in best.items())

    def _add(self, entry: Entry, names: Iterable[str]) -> None:
        for raw in names:
            name = raw if raw.isascii() else raw.translate(_FLAT)
            if name[:4].lower() == "the ":
                name = name[4:]
            if not name:
                continue
            self._note(name, entry)
            if len(name) >= _SHORTEST_CAPITALS:
                self._note(name.upper(), entry)
            if name[0].islower() or entry.form == "epithet":
                self._note(name[0].upper() + name[1:], entry)
                self._note(" ".join(word[0].upper() + word[1:] for word in name.split()), entry)

    def _begins_with_body(self, term: str) -> bool:
        first = term.partition(" ")[0].upper()
        return any(entry.kind == "organisation" for entry in self._names.get(first, ())) and first.lower() != term

    def _add_role(self, entry: Entry, names: Iterable[str]) -> None:
        for name in names:
            self._note(name, entry)
            self._note(name[0].upper() + name[1:], entry)
            self._note(" ".join(word[0].upper() + word[1:] for word in name.split()), entry)

    def _note(self, name: str, entry: Entry) -> None:
        held = self._names.get(name)
        if held is None:
            self._names[name] = [entry]
        elif entry not in held:
            held.append(entry)


def _with_small_head(name: str, tables: ActorTables) -> str:
    """Return a name as papers write it that give its noun no capital ("Free Syrian army"); empty for shorter names."""
    words = name.split()
    if len(words) < 3 or words[-1].lower() not in tables.heads or words[-1].isupper() or words[-2].islower():
        return ""
    return " ".join((*words[:-1], words[-1].lower()))
