"""What a person takes from the office beside the name: a counterpart's office, the state that goes unsaid."""

from __future__ import annotations

from dragoman.reading.actors.cast import Entity, merged
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.offices import Office, Offices
from dragoman.reading.actors.salience import Salience
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View

Beside = dict[int, tuple[Entity, Office]]
"""The person named and the office beside the name, by the identity of the name."""


_NEAR = 2
"""Sentences between two holders of one office who are of two states."""


class Settling:
    """Settles offices and states of persons named beside an office; one object an article.

    ``weights`` tells how often the article speaks of each state.
    """

    def __init__(self, tables: ActorTables, salience: Salience, weights: dict[str, int], beside: Beside) -> None:
        self._tables = tables
        self._salience = salience
        self._weights = weights
        self._main = max(weights, key=lambda ref: weights[ref]) if weights else None
        self._beside = beside

    def settle(self, view: View, item: Found, entity: Entity) -> None:
        """Give a counterpart the office, and a person in a state's office whose state goes unsaid the one in focus."""
        if id(item) in self._beside and entity.role is None:
            self._take_role(view, self._beside[id(item)][1], entity)
        if entity.kind != "person" or entity.country or item.end - item.start < 2 or id(item) not in self._beside:
            return
        _, office = self._beside[id(item)]
        if office.possessive is not None:
            for other in view.here.get(office.possessive, ()):
                entity.country = entity.country or other.country
            return
        if office.owners or office.phrase.role.term.split()[-1] not in self._tables.state_offices:
            return
        others = {
            owner.ref
            for pair in self._beside.values()
            if pair[0] is not entity and pair[1].view is view and Offices.is_counterpart(pair[1].phrase)
            for owner in pair[1].owners
        } | self._rivals(view, office, entity)
        country = next(
            (
                trace.entity.country
                for _, trace in self._salience.candidates(view, reach=1)
                if trace.entity.kind == "country" and trace.entity.country not in others
            ),
            self._main,
        )
        if country and country not in others and self._prominent(country):
            entity.country = country
            entity.explain(f"an office without its state: the country in focus, {country}")

    def _rivals(self, view: View, office: Office, entity: Entity) -> set[str]:
        """Return the states whose holder of the office is named nearby: two foreign ministers are of two states."""
        return {
            person.country
            for person, other in self._beside.values()
            if person is not entity
            and person.country
            and abs(other.view.sentence.index - view.sentence.index) <= _NEAR
            and _portfolio(other) == _portfolio(office)
        }

    def _prominent(self, country: str) -> bool:
        """Tell whether a country is one of those the article is about."""
        return 4 * self._weights.get(country, 0) >= max(self._weights.values(), default=0)

    def _take_role(self, view: View, office: Office, entity: Entity) -> None:
        """A counterpart holds the office of the one whose counterpart it is."""
        if not Offices.is_counterpart(office.phrase) or office.possessive is None:
            return
        for other in view.here.get(office.possessive, ()):
            if other.role:
                entity.role, entity.sectors = other.role, merged(entity.sectors, other.sectors)
                entity.explain(f"counterpart of {other.name}")
                return


def _portfolio(office: Office) -> str:
    """Return what an office is for: "foreign" for a foreign minister and a foreign secretary, else the office."""
    *before, last = office.phrase.role.term.split()
    return before[-1] if before and last in {"minister", "secretary"} else office.phrase.role.term
