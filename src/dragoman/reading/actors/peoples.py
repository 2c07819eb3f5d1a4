"""Peoples without a state ("Kurdish officials", "Syrian Kurdish forces"): their people and bodies are theirs alone."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors.cast import Entity
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.offices import Office
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View

_OF_THEIRS = frozenset({"led", "run", "dominated", "majority"})
"""Words after a people's adjective and a hyphen that make a body the people's own."""

_AT_HOME = frozenset({"GOV", "LEG", "PTY"})
"""Sectors of those who are of the state in which they are: "the Kurdish administration in Syria"."""

_COMPASS = frozenset("north northern northeast northeastern northwest northwestern south southern southeast "
                     "southeastern southwest southwestern east eastern west western".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folk:
    """A people that a noun belongs to, worded with its state where one is told; its words begin at ``start``."""

    people: Entity
    adjective: str
    country: str | None
    start: int


class Peoples:
    """Finds whose people and bodies those are that a people's adjective qualifies."""

    def __init__(self, tables: ActorTables) -> None:
        self._tables = tables

    def is_people(self, entity: Entity) -> bool:
        """Tell whether an actor is one of the peoples."""
        return entity.ref.removeprefix("organisation/") in self._tables.peoples

    def adjective(self, entity: Entity) -> str:
        """Return the adjective of a people, as names are made with it."""
        return self._tables.peoples[entity.ref.removeprefix("organisation/")].adjectives[0]

    def find(self, view: View, office: Office, names: dict[int, Found], assigned: dict[int, Entity]) -> Folk | None:
        """Return the people whose office or kind of people is named, None when it is no people's."""
        item = self._item(view, office, names, assigned)
        if item is None:
            return None
        people = assigned[id(item)]
        start, adjective, country = item.start, self.adjective(people), people.country
        stated = self._state_beside(view, office, item, names, assigned)
        if stated is not None:
            start, state = min(start, stated.start), assigned[id(stated)]
            country = state.country
            adjective = f"{self._tables.adjective.get(state.ref.removeprefix('country/'), state.name)} {adjective}"
        elif country is None and _AT_HOME & set(office.phrase.role.sectors):
            country = self._state_behind(view, office.phrase.end, names, assigned)
        if start and view.tags[start - 1] in {"DT", "PRP$"}:
            start -= 1
        return Folk(people, adjective, country, start)

    def _item(self, view: View, office: Office, names: dict[int, Found], assigned: dict[int, Entity]) -> Found | None:
        owners = [one for one in office.owners if one.start < office.phrase.head]
        if owners:
            entity = assigned.get(id(owners[0]))
            if entity is not None and self.is_people(entity):
                return owners[0]
            # "Kurdish Syrian forces"
            other = assigned.get(id(owners[1])) if len(owners) > 1 and owners[1].end == owners[0].start else None
            return owners[1] if other is not None and self.is_people(other) else None
        for i in range(office.phrase.start - 1, max(-1, office.phrase.start - 6), -1):
            if i in names:
                entity = assigned.get(id(names[i]))
                after = names[i].end
                led = (
                    after + 1 < view.size
                    and view.words[after] in {"-", "‑", "–"}
                    and view.lower[after + 1] in _OF_THEIRS
                )
                return names[i] if led and entity is not None and self.is_people(entity) else None
            if i < office.start:
                return None
        return None

    @staticmethod
    def _state_beside(
        view: View, office: Office, item: Found, names: dict[int, Found], assigned: dict[int, Entity]
    ) -> Found | None:
        """Return the state whose adjective or genitive stands beside a people's: "Syrian Kurdish", "Iraq's Kurdish"."""
        at = item.start - 1
        if at >= 1 and view.tags[at] == "POS":
            at -= 1
        elif at not in names or names[at].form != "demonym":
            at = item.end
            if at >= office.phrase.head or at not in names or names[at].form != "demonym":
                return None
        state = names.get(at)
        entity = assigned.get(id(state)) if state is not None else None
        return state if entity is not None and entity.kind == "country" else None

    @staticmethod
    def _state_behind(view: View, end: int, names: dict[int, Found], assigned: dict[int, Entity]) -> str | None:
        """Return the state in which a body of a people is: "in northern Syria"."""
        if end >= view.size or view.lower[end] not in {"in", "of"}:
            return None
        at = end + 1
        while at < view.size and (view.lower[at] in _COMPASS or view.words[at] == "-"):
            at += 1
        entity = assigned.get(id(names[at])) if at in names else None
        return entity.country if entity is not None and entity.kind == "country" else None
