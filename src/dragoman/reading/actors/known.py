"""Gazetteer names in one sentence: which of them are meant, and whether a capital is a government or a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.actors.gazetteer import Entry, Gazetteer, Hit
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View
from dragoman.record import Part

_GOVERNS = frozenset({"government", "regime", "administration", "authorities", "leadership", "leader", "leaders"})
_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "det", "nummod", "advmod"})


@dataclass(slots=True)
class Found:
    """A name in a sentence: the words ``[start, end)`` with their head.

    ``kind`` is ``country people organisation person unknown``; ``ref`` the row it means, empty for
    names of no table.
    """

    view: View
    start: int
    end: int
    head: int
    kind: str
    ref: str
    form: str
    why: str = ""


class KnownNames:
    """Decides what the gazetteer names of an article mean."""

    def __init__(self, tables: ActorTables, gazetteer: Gazetteer, registry: Registry) -> None:
        self._tables = tables
        self._registry = registry
        self._on: str | None = None
        self._gazetteer = gazetteer
        self._words = tables.place_words
        self._country_of = {body.ref: body.country for body in (*tables.organisations, *tables.blocs)}
        self._country_of |= {person.ref: person.country for person in tables.persons}
        self._person_name = {person.ref: person.name for person in tables.persons}
        self._role_words = {word for role in tables.roles for word in role.term.split()}
        self._denied: set[str] = set()
        self._weight: Counter[str] = Counter()
        self._land_weight: Counter[str] = Counter()
        self._parties = {body.ref: body.country for body in tables.organisations if body.sectors == ("PTY",)}

    def begin(self, text: str, hits: list[Hit], on: str | None = None) -> None:
        """Weigh an article: which countries its unambiguous names speak of, and what ambiguous names mean in it.

        ``on`` is the day of publication: a surname is rather that of who was in office then.
        """
        self._on = on
        self._denied = set()
        self._weight = Counter()
        self._land_weight = Counter()
        seen: set[str] = set()
        for hit in hits:
            entries = self._gazetteer.entries[hit.entry]
            countries = {entry.ref if entry.kind == "country" else self._country_of.get(entry.ref) for entry in entries}
            if len(countries) == 1 and (country := next(iter(countries))):
                self._weight[country] += 1
                if not any(entry.kind == "organisation" and entry.ref in self._parties for entry in entries):
                    self._land_weight[country] += 1
            name = text[hit.start : hit.end]
            if name in self._tables.ambiguous and name not in seen:
                seen.add(name)
                if not self._is_state(name, text):
                    self._denied.add(name)

    def weights(self) -> dict[str, int]:
        """Return how often the unambiguous names of the article speak of each state, in the order of the text."""
        return {ref: count for ref, count in self._weight.items() if ref in self._tables.state_names}

    def dateline(self, parts: Sequence[Part], hits: list[Hit]) -> str | None:
        """Return the state whose name or capital stands in the dateline, None when there is none or several do."""
        line = next((part for part in parts if part.kind == "dateline"), None)
        if line is None:
            return None
        states = {
            entry.ref
            for hit in hits
            if line.start <= hit.start and hit.end <= line.end
            for entry in self._gazetteer.entries[hit.entry]
            if entry.kind == "country" and entry.form in {"name", "metonym"}
        }
        return states.pop() if len(states) == 1 else None

    def find(self, view: View, hits: list[Hit]) -> list[Found]:
        """Return what the hits of one sentence mean, in order, and mark their words as taken."""
        found: list[Found] = []
        base = view.sentence.start
        for hit in hits:
            entries = self._gazetteer.entries[hit.entry]
            if entries[0].kind == "role" and len(entries) == 1:
                continue
            start = view.token_at(hit.start - base)
            end = view.token_at(hit.end - base - 1) + 1
            item = self._meaning(view, start, end, entries, view.sentence.text[hit.start - base : hit.end - base])
            if item is not None and not any(view.taken[start:end]):
                found.append(item)
                for i in range(item.start, end):
                    view.taken[i] = True
        return found

    def _is_state(self, name: str, text: str) -> bool:
        rule = self._tables.ambiguous[name]
        favour = sum(_stands(word, text) for word in rule.favour)
        against = sum(_stands(word, text) for word in rule.against)
        return rule.otherwise if favour == against else favour > against

    def _meaning(self, view: View, start: int, end: int, entries: tuple[Entry, ...], name: str) -> Found | None:
        head = view.root(start, end)
        if name in self._denied:
            entries = tuple(entry for entry in entries if entry.kind != "country")
        if end - start == 1 and self._is_personal(view, start):
            entries = tuple(entry for entry in entries if entry.kind == "person")
        if end - start == 1 and self._continues(view, end, name):
            entries = tuple(entry for entry in entries if entry.kind != "person")
        if end - start == 1 and self._is_relative(view, start, entries):
            entries = tuple(entry for entry in entries if entry.kind != "person")
        choice = self._choose(view, head, entries)
        if choice is not None and choice.kind == "organisation":
            choice = self._of_people(view, end, head, entries, choice)
        if choice is None or (choice.kind == "organisation" and self._is_foreign(choice.ref)):
            return None
        if choice.kind == "person":
            start = self._first_names(view, start, choice.ref)
            return Found(view, start, end, head, "person", choice.ref, "name", "persons.tsv")
        if choice.kind == "organisation":
            named = choice.form == "demonym" and end < view.size and view.tags[end] == "NNP"
            if named and not (choice.ref in self._tables.peoples and view.lower[end] in self._role_words):
                return None
            return Found(view, start, end, head, "organisation", choice.ref, choice.form, "organisations.tsv")
        if choice.form == "metonym" and not self.acts(view, start, end, head):
            for i in range(start, end):
                view.taken[i] = True
            return None
        if choice.form == "demonym" and self._is_people(view, start, end, head, entries):
            return Found(view, start, end, head, "people", choice.ref, "demonym", "states.tsv, people")
        return Found(view, start, end, head, "country", choice.ref, choice.form, f"states.tsv, {choice.form}")

    def _first_names(self, view: View, start: int, ref: str) -> int:
        """Return where a person's name begins whose first names are spelt unlike those of the table.

        "Abdel Fatah" before the surname of an Abdel Fattah, "Viktor F." before that of a Viktor: the first word is the
        table's, what follows is spelt otherwise or is an initial.
        """
        known = self._person_name[ref].casefold().replace("-", " ").split()[:-1]
        first = start
        while known and first and not view.taken[first - 1] and view.words[first - 1][:1].isupper():
            first -= 1
            if start - first > 1 and view.lower[first] == known[0]:
                initials = all(len(view.words[i]) == 2 and view.words[i][1] == "." for i in range(first + 1, start))
                return first if initials or len(known) > 1 else start
            if start - first == 3:
                break
        return start

    def _choose(self, view: View, head: int, entries: tuple[Entry, ...]) -> Entry | None:
        entries = tuple(entry for entry in entries if entry.kind != "role")
        if len(entries) < 2:
            return entries[0] if entries else None
        attributive = view.deps[head] in _ATTRIBUTIVE or view.tags[head].startswith("JJ")
        order = {"name": 0, "short": 0, "epithet": 1, "metonym": 2, "demonym": 3}

        def rank(item: tuple[int, Entry]) -> tuple[int, int, int, int, int]:
            at, entry = item
            country = entry.ref if entry.kind == "country" else self._country_of.get(entry.ref) or ""
            form = order.get(entry.form, 4)
            if entry.people:
                form = 5 if attributive else 4
            kinds = {"country": 0, "organisation": 1, "person": 2}
            away = self._out_of_office(entry)
            return (form if entry.kind == "country" else 0, away, -self._weight[country], kinds.get(entry.kind, 3), at)

        return min(enumerate(entries), key=rank)[1]

    def _out_of_office(self, entry: Entry) -> int:
        """Return 0 for who may have been in office on the day, 1 for who had been before, 2 for who had not yet."""
        if entry.kind != "person" or self._on is None:
            return 0
        standing = self._registry.standing(entry.ref, self._on)
        return 0 if standing.now else 1 if standing.past else 2

    def _is_personal(self, view: View, at: int) -> bool:
        """Tell whether a one-word name is part of a person's: "Israel Katz", "Michael Jordan"."""
        word = view.lower[at]
        before = view.words[at - 1] if at else ""
        if before.rstrip(".").lower() in self._tables.titles:
            return True
        if before and before[0].isupper() and before.casefold() in self._tables.given and not view.taken[at - 1]:
            return before.casefold() != word
        if word not in self._tables.given or at + 1 >= view.size or view.title_case:
            return False
        after = view.words[at + 1]
        return (
            after[0].isupper()
            and view.tags[at + 1] in {"NNP"}
            and after.lower() not in self._tables.heads
            and after.lower() not in self._role_words
        )

    def _is_foreign(self, ref: str) -> bool:
        """Tell whether a party is of a state that the article never names, while it names others: "the Democrats"."""
        country = self._parties.get(ref)
        if country is None or self._land_weight[country]:
            return False
        return any(self._land_weight[land] > 1 for land in self._tables.state_names)

    def _is_relative(self, view: View, at: int, entries: tuple[Entry, ...]) -> bool:
        """Tell whether a surname follows another first name than that of the person in the table: "Hunter Biden"."""
        if not at or view.title_case or view.tags[at - 1] != "NNP" or view.heads[at - 1] != at or view.taken[at - 1]:
            return False
        before = view.lower[at - 1].rstrip(".")
        if not view.spaces[at - 1] or len(before) < 3 or before in self._tables.titles or before in self._role_words:
            return False
        names = {self._person_name[entry.ref].casefold() for entry in entries if entry.kind == "person"}
        return not any(before in name.split() for name in names)

    def _continues(self, view: View, end: int, name: str) -> bool:
        """Tell whether a surname is the first of more names ("Clinton County"), and so no person by itself."""
        if end >= view.size or view.title_case or not name[0].isupper():
            return False
        return view.lower[end] in self._tables.heads and view.words[end][0].isupper()

    def _is_people(self, view: View, start: int, end: int, head: int, entries: tuple[Entry, ...]) -> bool:
        if not any(entry.people for entry in entries):
            return False
        if view.tags[end - 1] in {"NNS", "NNPS"}:
            return True
        governor = view.heads[head]
        if view.deps[head] == "conj" and (view.tags[governor].startswith("JJ") or view.deps[governor] == "amod"):
            return False
        if not any(entry.form == "demonym" and not entry.people for entry in entries):
            return True
        if view.deps[head] in _ATTRIBUTIVE or (end < view.size and view.tags[end].startswith(("NN", "HYPH", "JJ"))):
            return False
        return start > 0 and view.tags[start - 1] in {"DT", "CD", "JJ", "PRP$"}

    def acts(self, view: View, start: int, end: int, head: int) -> bool:
        """Tell whether a capital or a seat stands for its government where it is used."""
        words = self._words
        head = _first_conjunct(view, head)
        dep, governor = view.deps[head], view.heads[head]
        lemma = view.lemmas[governor].lower()
        after = view.lower[end] if end < view.size else ""
        if after in {"-", "–"} and end + 1 < view.size:
            return view.lower[end + 1] in {
                "backed",
                "led",
                "controlled",
                "installed",
                "appointed",
                "aligned",
                "friendly",
            }
        if after == "," and end + 1 < view.size and view.words[end + 1][0].isupper() and dep in {"pobj", "appos"}:
            return False
        if dep in {"nsubj", "csubj"}:
            attributes = [view.lemmas[i].lower() for i in range(governor, view.size) if view.deps[i] == "attr"]
            return not any(word in words["city-noun"] for word in attributes)
        if dep == "nsubjpass":
            return lemma not in words["place-verb"]
        if dep == "dobj" or dep == "dative":
            return lemma not in words["place-verb"]
        if dep == "agent" or (dep == "pobj" and view.lower[governor] == "by" and view.deps[governor] == "agent"):
            return True
        if dep == "pobj":
            return self._acts_under(view, governor)
        if dep == "poss":
            return lemma not in words["place-noun"] and lemma not in words["city-noun"]
        if dep in {"compound", "nmod", "amod"}:
            return view.lower[governor] in _GOVERNS
        if dep == "appos":
            return lemma not in words["city-noun"] and view.tags[governor] in {"NNS", "NN"}
        return dep == "ROOT" and end - start == view.size

    def _acts_under(self, view: View, preposition: int) -> bool:
        word, above = view.lower[preposition], view.heads[preposition]
        lemma = view.lemmas[above].lower()
        if view.lower[above] in {"from", "to", "out"}:
            lemma = view.lemmas[view.heads[above]].lower()
        if word in self._words["place-preposition"]:
            return False
        moves = lemma in self._words["motion-verb"] or lemma in self._words["motion-noun"]
        if word in {"to", "for"}:
            return not moves and not view.tags[above].startswith("NNP")
        if word == "from":
            return not moves and view.tags[above] == "NN" and lemma not in self._words["place-noun"]
        return word in {"with", "by", "against", "between", "on", "among", "towards", "toward", "than", "like"}

    def _of_people(self, view: View, end: int, head: int, entries: tuple[Entry, ...], choice: Entry) -> Entry:
        """Return the people whose adjective stands before its noun ("Druze leaders"), not a bloc's in the same word."""
        for entry in entries:
            people = self._tables.peoples.get(entry.ref) if entry.form == "demonym" else None
            if people is None or end >= view.size or view.deps[head] not in _ATTRIBUTIVE | {"conj"}:
                continue
            if entry.ref == choice.ref or not people.nouns.isdisjoint((view.lower[end], view.lower[view.heads[head]])):
                return entry
        return choice


def _first_conjunct(view: View, at: int) -> int:
    for _ in range(8):
        if view.deps[at] != "conj":
            break
        at = view.heads[at]
    return at


def _stands(word: str, text: str) -> bool:
    at = text.find(word)
    return at >= 0 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
