"""Definite nouns that point back: "the country", "both sides", "the company", "his daughter", "the parents"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors.cast import Entity
from dragoman.reading.actors.coreference import Coreference
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.salience import Salience, Trace
from dragoman.reading.actors.tables import ActorTables, ClassNoun
from dragoman.reading.actors.unlisted import Unlisted
from dragoman.reading.actors.view import View

_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
_NARROWING = frozenset({"of", "where", "that", "which", "who", "-", "in", "at", "from", "with", "for", "near", "on"})
_INNER_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "VBN", "VBG", "CD", "RB", "HYPH", "``", "''"})
_ARTICLES = frozenset({"a", "an", "the", "another", "his", "her", "their", "its"})
_NAMING = frozenset({"named", "called", "nicknamed", "dubbed", "surnamed", "name", "as"})
_LONGEST = 8
"""Words of a noun phrase before its noun."""

_KINDS = {"person": ("person",), "organisation": ("organisation", "place"), "group": ("organisation",)}
"""What an actor of each kind may be called: a body by its building too ("the hospital", "the city")."""

REACH = 40
"""Sentences back to which a noun looks for somebody who was called by it; 4 for one that any body may be called by."""

_UNLISTED = 1.3
"""What a name loses that nobody has told to be a body."""

_PENALTIES = (0.0, 1.0, 6.0)
"""What a candidate loses: called so or alike, of a sector called so, nothing known against it."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """A noun phrase, the words ``[start, end)``, and the actors it stands for."""

    start: int
    end: int
    form: str
    entities: tuple[Entity, ...]


class Nominals:
    """Resolves definite nouns by what the article has called each actor; one object an article."""

    def __init__(self, tables: ActorTables, salience: Salience, coreference: Coreference, unlisted: Unlisted) -> None:
        self._tables = tables
        self._unlisted = unlisted
        self._salience = salience
        self._coreference = coreference

    def find(self, view: View, at: int) -> Pointing | None:
        """Return whom the noun at a token stands for, None when it points at nobody named."""
        for length in (3, 2, 1):
            start = at - length + 1
            if start < 0:
                continue
            term = " ".join(view.lower[start : at + 1])
            if (plain := self._tables.nominals.get(term)) is not None:
                return self._plain(view, start, at, *plain)
            if (nouns := self._tables.classes.get(term)) is not None:
                return self._classed(view, start, at, nouns)
        return None

    def _plain(self, view: View, start: int, at: int, of: str, apart: frozenset[str]) -> Pointing | None:
        begin = start - 1 if start and view.lower[start - 1] in _DETERMINERS else start
        if start == at:
            if of == "country" and start and view.tags[start - 1] == "PRP$":
                return self._own_country(view, at)
            if begin == start or (at + 1 < view.size and view.lower[at + 1] == "of"):
                return None
            if any(view.deps[i] == "relcl" and view.heads[i] == at for i in range(at + 1, view.size)):
                return None
        elif view.lower[start] == "two" and not (begin < start or (start and view.tags[start - 1] == "PRP$")):
            return None
        if at + 1 < view.size and (view.tags[at + 1].startswith("NN") or view.words[at + 1] == "-"):
            return None
        if (
            of == "country"
            and view.lower[begin] == "this"
            and (here := self._coreference.main)
            and here.country not in apart
        ):
            return Pointing(begin, at + 1, "epithet", (here,))
        found = self._coreference.nominal(view, at, of, apart)
        return Pointing(begin, at + 1, "role" if "person" in of else "epithet", tuple(found)) if found else None

    def _own_country(self, view: View, at: int) -> Pointing | None:
        """ "His country": the country of whom the pronoun stands for."""
        for owner in view.here.get(at - 1, ()):
            if owner.country and (entity := self._coreference.country(owner.country)) is not None:
                return Pointing(at - 1, at + 1, "epithet", (entity,))
        return None

    def _classed(self, view: View, start: int, at: int, nouns: tuple[ClassNoun, ...]) -> Pointing | None:
        if (named := self._named_inside(view, start, at, nouns)) is not None:
            return named
        if self._is_narrowed(view, at):
            return None
        begin = self._begin(view, start)
        if begin is None:
            return None
        inner = [i for i in range(begin, start) if view.tags[i] in _INNER_TAGS and i != begin]
        if any(view.lower[i] in self._tables.elsewhere for i in inner):
            return None
        for noun in nouns:
            if noun.of == "organisation" and view.tags[begin - 1] == "POS" and begin:
                continue
            found = self._referents(view, at, begin, inner, noun)
            if found:
                form = "epithet" if noun.of == "organisation" else "role"
                return Pointing(begin, at + 1, form, found)
        return None

    def _named_inside(self, view: View, start: int, at: int, nouns: tuple[ClassNoun, ...]) -> Pointing | None:
        """ "The Tass news agency", "the Hamas movement": the body whose name stands before the noun."""
        before = start - 1
        if before < 0 or view.heads[before] != at or view.deps[before] not in {"compound", "nmod"}:
            return None
        for entity in view.here.get(before, ()):
            bodies = entity.kind == "organisation" or (entity.kind == "group" and entity.known)
            if bodies and any(noun.of == "organisation" and self._fit(noun, entity) is not None for noun in nouns):
                return Pointing(start, at + 1, "epithet", (entity,))
        return None

    @staticmethod
    def _is_narrowed(view: View, at: int) -> bool:
        """Tell whether what follows says which one is meant, so that the noun need not point back."""
        if view.deps[at] in {"attr", "compound"} or at + 1 >= view.size:
            return view.deps[at] in {"attr", "compound"}
        after = at + 1
        if view.tags[after].startswith("NN"):
            return True
        if view.lower[after] not in _NARROWING:
            return False
        placed = after + 1 < view.size and view.tags[after + 1] == "NNP"
        return placed or view.heads[after] == at or view.lower[after] in {"of", "who", "-"}

    @staticmethod
    def _begin(view: View, start: int) -> int | None:
        """Return where the noun phrase begins, None when it is not definite."""
        for i in range(start - 1, max(-1, start - _LONGEST), -1):
            if view.lower[i] in _DETERMINERS or view.tags[i] == "PRP$":
                return i
            if view.tags[i] == "POS":
                return i + 1 if i + 1 < start else start
            if view.tags[i] not in _INNER_TAGS:
                return None
        return None

    def _referents(self, view: View, at: int, begin: int, inner: list[int], noun: ClassNoun) -> tuple[Entity, ...]:
        owners = view.here.get(begin, []) if view.tags[begin] == "PRP$" else []
        if noun.of == "people":
            return self._several(view, owners)
        best: tuple[float, Entity] | None = None
        for score, trace in self._salience.candidates(view, REACH):
            entity = trace.entity
            if noun.of not in _KINDS.get(entity.kind, ()):
                continue
            if entity.kind == "group" and (entity.plural or not entity.known):
                continue
            if entity in owners or (trace.view is view and self._is_same_phrase(view, at, trace)):
                continue
            step = self._fit(noun, entity)
            if step is None or (step == 2 and view.sentence.index - trace.view.sentence.index > 4):
                continue
            if not all(self._allows(view, i, entity) for i in inner):
                continue
            score -= _PENALTIES[step]
            if best is None or score > best[0]:
                best = (score, entity)
        if noun.of == "organisation" and noun.unlisted and view.tags[begin] != "PRP$" and not inner:
            name = self._unlisted.nearest(view, at)
            if name is not None and (best is None or name[0] - _UNLISTED > best[0]):
                return (self._unlisted.make(name[1], noun),)
        return (best[1],) if best is not None else ()

    @staticmethod
    def _is_same_phrase(view: View, at: int, trace: Trace) -> bool:
        """Tell whether a name stands inside the noun phrase or the noun is the name's own complement."""
        return view.heads[trace.at] == at and view.deps[trace.at] != "appos"

    @staticmethod
    def _fit(noun: ClassNoun, entity: Entity) -> int | None:
        """Return how well a noun fits an actor: 0 called so, 1 its sector, 2 nothing against it, None not at all."""
        if noun.gender and entity.gender and noun.gender != entity.gender:
            return None
        if noun.term in entity.called or noun.term == entity.head:
            return 0
        if noun.sectors and noun.sectors & set(entity.sectors):
            return 1
        if noun.open and not entity.unnamed and (noun.of == "person" or not (entity.sectors or entity.called)):
            return 2
        return None

    @staticmethod
    def _allows(view: View, at: int, entity: Entity) -> bool:
        """Tell whether a word before the noun may be said of an actor: its state, or a noun it was called by."""
        states = [other for other in view.here.get(at, ()) if other.kind == "country"]
        if states:
            return any(other.country == entity.country for other in states)
        if view.tags[at] in {"NN", "NNP"}:
            return view.lower[at] in entity.called or view.lower[at] in entity.name.lower().split()
        return True

    def _several(self, view: View, owners: list[Entity]) -> tuple[Entity, ...]:
        for _, trace in self._salience.candidates(view, REACH):
            members = trace.entity.members
            people = members and all(member.kind == "person" for member in members)
            if people and not any(owner in members for owner in owners):
                return self._coreference.expand(trace.entity)
        return ()


def note_callings(tables: ActorTables, view: View, item: Found, entity: Entity) -> None:
    """Note the nouns that an actor is called by where it is named: "his wife Anna", "Acme, a software company"."""
    for at in callings(view, item):
        noun = view.lemmas[at].lower() if view.tags[at] == "NN" else view.lower[at]
        known = tables.classes.get(noun, ())
        entity.called.add(noun)
        entity.called.update(
            view.lower[i] for i in range(item.end, at) if view.heads[i] == at and view.deps[i] == "compound"
        )
        if entity.country is None and entity.kind == "organisation":
            _settle(view, item, at, entity)
        for rule in known:
            entity.called.update(rule.like)
            if entity.kind == "person" and rule.of == "person" and rule.gender and not entity.gender:
                entity.gender = rule.gender


def _settle(view: View, item: Found, at: int, entity: Entity) -> None:
    """Give a body the country of the adjective beside the noun it is called by: "Norwegian lender Nordea"."""
    for i in range(max(0, at - 4), at):
        states = [other for other in view.here.get(i, ()) if other.kind == "country"]
        if states and view.heads[i] in {at, item.head}:
            entity.country = states[0].country
            entity.explain(f"called {view.text(i, at + 1)}")


def callings(view: View, item: Found) -> list[int]:
    """Return the nouns by which a name is called: before it, in apposition to it, or said of it by "is"."""
    found = []
    before = item.start - 1
    if before > 0 and view.tags[before] in {",", "``", "''"}:
        apposed = view.deps[item.head] == "appos" and view.heads[item.head] == before - 1
        before = before - 1 if apposed or view.tags[before] != "," else -1
    if before >= 0 and view.tags[before] == "NN":
        found.append(before)
    if (noun := _naming_noun(view, item.start - 1)) is not None:
        found.append(noun)
    after = item.end
    if after + 2 < view.size and view.words[after] == "," and view.lower[after + 1] in _ARTICLES:
        i = after + 2
        while i < view.size and view.tags[i] in _INNER_TAGS:
            i += 1
        if view.tags[i - 1] == "NN" and i - 1 not in found:
            found.append(i - 1)
    verb = view.heads[item.head]
    if view.deps[item.head] == "nsubj" and view.lemmas[verb] in {"be", "become"}:
        found.extend(i for i in range(verb, view.size) if view.heads[i] == verb and view.deps[i] == "attr")
    return [i for i in found if view.tags[i] == "NN"]


def _naming_noun(view: View, at: int) -> int | None:
    """Return the noun that a word of naming before a name hangs on: "a boy named Lucas", "known as Chapo"."""
    while at > 0 and view.tags[at] in {"``", "''", "DT"}:
        at -= 1
    if at < 1 or view.lower[at] not in _NAMING:
        return None
    for _ in range(5):
        if view.tags[at] == "NN" and view.lower[at] != "name":
            return at
        at = view.heads[at]
    return None
