"""Persons of an article as the library had seen them near the day of publication."""

from __future__ import annotations

from dragoman.reading.actors.cast import Cast, Entity, merged
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.learnt import Learnt, one_person
from dragoman.reading.actors.offices import Offices
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import ActorTables
from dragoman.record import OfficeSeen

_FORMER = "former "


class Recalling:
    """Gives persons the state and office they were seen with; one object an article.

    ``on`` is the day (an ISO date) or None, ``lands`` the states that the article speaks of.
    """

    def __init__(
        self,
        learnt: Learnt,
        tables: ActorTables,
        registry: Registry,
        offices: Offices,
        on: str | None,
        lands: frozenset[str],
    ) -> None:
        self._learnt = learnt
        self._registry = registry
        self._tables = tables
        self._offices = offices
        self._on = on
        self._lands = lands

    def meant(self, item: Found, at: dict[int, Found]) -> OfficeSeen | None:
        """Return who is meant by a surname alone, None when nobody surely is.

        "Foreign Minister Holm" is who was seen so; "Holm" whoever was seen in an office of a state that the article
        speaks of.
        """
        title = item.view.lower[item.start - 1].rstrip(".") if item.start else ""
        gender = self._tables.title_gender.get(title, "")
        seen = self._learnt.surnamed(item.view.words[item.end - 1], self._on)
        seen = tuple(one for one in seen if not gender or self._gender(one.name) in {"", gender})
        office = self._offices.of_name(item, at) if seen else None
        if office is None:
            fitting = [one for one in seen if one.country in self._lands]
        else:
            term = self._offices.held_as(office).term.removeprefix(_FORMER)
            owners = {owner.ref for owner in office.owners if owner.kind == "country"}
            fitting = [
                one
                for one in seen
                if self._learnt.same_office(term, one.office, one.country) and (not owners or one.country in owners)
            ]
        return fitting[0] if one_person(fitting) else None

    def complete(self, entity: Entity) -> None:
        """Give a person named in full the state and office that the article does not state.

        Nothing is given where the article says otherwise, or persons of the name were seen in several states.
        """
        if entity.kind != "person" or entity.known or entity.plural or (entity.role and entity.country):
            return
        fitting = [
            one
            for one in self._learnt.named(entity.name, self._on)
            if one.ref == entity.ref
            and (entity.country is None or one.country == entity.country)
            and (entity.role is None or self._agrees(entity.role, one))
        ]
        if len({one.country for one in fitting}) == 1:
            self._give(entity, fitting[0])

    def holder(self, cast: Cast, office: str, country: str) -> Entity | None:
        """Return who was seen in an office of a state near the day, as an actor; None when it is left open."""
        seen = self._learnt.holder(office, country, self._on)
        if seen is None:
            return None
        leader = self._tables.leaders.get(seen.ref.removeprefix("person/"))
        if leader is not None:
            entity = cast.person(leader, self._registry.standing(leader.ref, self._on))
        else:
            entity = cast.add("person", seen.name, seen.ref)
        if entity.country not in {None, seen.country}:
            return None
        self._give(entity, seen)
        return entity

    def _gender(self, name: str) -> str:
        """Return the gender of a given name, empty where it is that of men and women, or not known."""
        gender = self._tables.given.get(name.split()[0].casefold(), "")
        return gender if gender in {"m", "f"} else ""

    def _agrees(self, role: str, seen: OfficeSeen) -> bool:
        return self._learnt.same_office(role.removeprefix(_FORMER), seen.office, seen.country)

    def _give(self, entity: Entity, seen: OfficeSeen) -> None:
        if not (entity.role or "").startswith(_FORMER):
            entity.sectors = merged(entity.sectors, seen.sectors)
        entity.country = entity.country or seen.country
        entity.role = entity.role or seen.office
        entity.gender = entity.gender or self._gender(entity.name)
        entity.explain(self._learnt.why(seen))
