"""Persons of the table of leaders as they were on the day of publication."""

from __future__ import annotations

from dragoman.reading.actors.cast import Cast, Entity
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.offices import Offices
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import Person


class Leaders:
    """Gives persons the office of the day; one object an article.

    ``on`` is the day (an ISO date) or None, ``lands`` the states that the article speaks of.
    """

    def __init__(self, registry: Registry, offices: Offices, on: str | None, lands: frozenset[str]) -> None:
        self._registry = registry
        self._offices = offices
        self._on = on
        self._lands = lands

    def person(self, cast: Cast, known: Person) -> Entity:
        """Return a person of the table as an actor, with the office that was held on the day."""
        return cast.person(known, self._registry.standing(known.ref, self._on))

    def meant(self, item: Found, at: dict[int, Found]) -> str | None:
        """Return the ref of who led a state on the day and is meant by a surname alone, None when nobody surely is.

        "President Holm" is who was president; "Holm" whoever led a state that the article speaks of.
        """
        leaders = self._registry.leaders(item.view.words[item.end - 1], self._on)
        office = self._offices.of_name(item, at) if leaders else None
        if office is None:
            refs = {one.ref for one in leaders if one.country in self._lands}
        else:
            term = self._offices.held_as(office).term
            lands = {owner.ref for owner in office.owners if owner.kind == "country"}
            plain = self._registry.plain
            refs = {
                one.ref
                for one in leaders
                if plain(term, one.country) == plain(one.office or "", one.country)
                and (not lands or one.country in lands)
            }
        return min(refs) if len(refs) == 1 else None
