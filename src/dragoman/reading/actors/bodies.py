"""Bodies that no table knows by name: ministries, firms, groups, by the noun in their name or beside it."""

from __future__ import annotations

import re

from dragoman.reading.actors.cast import Cast, Entity, merged, slug
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.nominals import callings
from dragoman.reading.actors.tables import ActorTables

_ACRONYM = re.compile(r"[A-Z][A-Z&.\-]{1,9}s?")
_FORMS = frozenset({"inc", "corp", "co", "ltd", "plc", "llc", "gmbh"})
"""Legal forms that end the full names of firms."""

_AGENTS = ("ist", "ian", "man", "woman", "player")
"""Endings of nouns for people that no table has."""


class Bodies:
    """Makes bodies of names and remembers what else they are called; one object an article."""

    def __init__(self, tables: ActorTables, cast: Cast) -> None:
        self._tables = tables
        self._cast = cast
        self._by_alias: dict[str, Entity] = {}

    def alias(self, name: str) -> Entity | None:
        """Return the body that the article calls so, by its letters or by its name."""
        return self._by_alias.get(name.casefold())

    def named(self, item: Found, at: dict[int, Found]) -> Entity:
        """Return the body of a name with a body's noun in it: "Norwegian Foreign Ministry"."""
        view = item.view
        name = view.text(item.start, item.end)
        known = self.alias(name)
        if known is not None:
            return known
        head = self._tables.heads.get(view.lower[item.end - 1]) or next(
            (self._tables.heads[word] for word in view.lower[item.start : item.end] if word in self._tables.heads), None
        )
        country = self._country(item, at)
        if country is None and (longer := self._longer(name, item)) is not None:
            return longer
        ref = f"organisation/{slug(country or '', name)}"
        entity = self._cast.add("organisation", name, ref)
        entity.country = entity.country or country
        if head is not None:
            entity.sectors = merged(entity.sectors, head.sectors)
            entity.head = head.head
        self._by_alias[name.casefold()] = entity
        if view.lower[item.end - 1].rstrip(".") in _FORMS and item.end - item.start > 1:
            self._by_alias.setdefault(view.text(item.start, item.end - 1).rstrip(" ,").casefold(), entity)
        self.note_letters(item, entity)
        return entity

    def _longer(self, name: str, item: Found) -> Entity | None:
        """Return the body last named whose name ends so: "Interior Ministry" behind "Georgian Interior Ministry".

        A body of no known state is meant where the short name is more than the common one of many: "Daily News".
        """
        tail = f" {name.casefold()}"
        own = any(word not in self._tables.qualifiers for word in item.view.lower[item.start : item.end - 1])
        fitting = [
            entity
            for entity in self._cast.entities
            if entity.kind == "organisation"
            and entity.mentions
            and (entity.country or (own and not entity.known))
            and entity.name.casefold().endswith(tail)
        ]
        return max(fitting, key=lambda entity: entity.mentions[-1].start, default=None)

    def _country(self, item: Found, at: dict[int, Found]) -> str | None:
        view = item.view
        inside = [view.states_inside[i] for i in range(item.start, item.end) if i in view.states_inside]
        if inside:
            return inside[0]
        i = item.start - 1
        if i >= 0 and view.tags[i] == "POS":
            i -= 1
        if i in at and at[i].kind in {"country", "people"}:
            return at[i].ref
        if i in at and at[i].kind == "organisation":
            return self._tables.bodies[at[i].ref].country
        step = item.end
        if step < view.size and view.lower[step] in {"of", "in"}:
            step += 1
            if step < view.size and view.lower[step] == "the":
                step += 1
            if step in at and at[step].kind == "country":
                return at[step].ref
        return None

    def unknown(self, item: Found, at: dict[int, Found]) -> Entity | None:
        """A name beside a noun that says it is a body: "the militant group Ansar Dine", "Ansar Dine, a rebel group"."""
        view = item.view
        before = item.start - 1
        while before > 0 and view.tags[before] in {"``", "''", ","}:
            before -= 1
        head = self._tables.heads.get(view.lower[before]) if before >= 0 else None
        noun = head.head if head is not None and head.common else self.called(item, "organisation")
        if noun is None or view.title_case:
            return None
        country = next(
            (at[i].ref for i in range(max(0, before - 4), before) if i in at and at[i].kind == "country"), None
        )
        name = view.text(item.start, item.end)
        entity = self._cast.add("organisation", name, f"organisation/{slug(name)}")
        entity.country = entity.country or country
        sectors = head.sectors if head is not None and head.common else self._sectors_of(noun)
        entity.sectors, entity.head = merged(entity.sectors, sectors), noun
        entity.explain(f"called a {noun}")
        self._by_alias[name.casefold()] = entity
        return entity

    def _sectors_of(self, noun: str) -> tuple[str, ...]:
        """Return the sector of bodies called so, where only one is possible."""
        found = {sector for rule in self._tables.classes.get(noun, ()) for sector in rule.sectors}
        return tuple(found) if len(found) == 1 else ()

    def note_letters(self, item: Found, entity: Entity) -> None:
        """Note the letters beside a name: "Revolutionary Guard Corps (IRGC)", "CEI (Episcopal Conference)"."""
        view, end = item.view, item.end
        if item.start > 1 and view.words[item.start - 1] == "(" and end < view.size and view.words[end] == ")":
            letters = view.words[item.start - 2]
            if letters.isupper() and _ACRONYM.fullmatch(letters):
                self._by_alias.setdefault(letters.casefold(), entity)
        if end + 2 < view.size and view.words[end] == "(" and view.words[end + 2] == ")":
            letters = view.words[end + 1]
            if _ACRONYM.fullmatch(letters):
                self._by_alias.setdefault(letters.casefold(), entity)

    def called(self, item: Found, of: str) -> str | None:
        """Return the noun of a class that a name is called by, None when it is called by none."""
        for at in callings(item.view, item):
            noun = item.view.lower[at]
            if any(rule.of == of for rule in self._tables.classes.get(noun, ())):
                return noun
            if of == "person" and noun.endswith(_AGENTS) and noun not in self._tables.classes:
                return noun
        return None
