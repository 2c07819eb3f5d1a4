"""What a person takes from the office beside the name: a counterpart's office, the state that goes unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors.binding import SUBJECTS
from dragoman.reading.actors.cast import Entity, merged
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.offices import Office, Offices
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.salience import MAIN_SUBJECT, Salience, Trace
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View


@dataclass(frozen=True, slots=True)
class Scene:
    """When an article was published (an ISO date) and the state of its dateline, each None when unknown."""

    on: str | None
    state: str | None


Beside = dict[int, tuple[Entity, Office]]
"""The person named and the office beside the name, by the identity of the name."""


_SHARE = 4
"""A state is one of those that an article is about when it is named at least a quarter as often as the first."""

_NEAR = 2
"""Sentences between two holders of one office who are of two states."""


class Settling:
    """Settles offices and states of persons named beside an office; one object an article.

    ``weights`` tells how often the article speaks of each state, ``scene`` when and where it was written.
    """

    def __init__(
        self,
        tables: ActorTables,
        salience: Salience,
        weights: dict[str, int],
        beside: Beside,
        registry: Registry,
        scene: Scene,
    ) -> None:
        self._tables = tables
        self._registry = registry
        self._on, self._dateline = scene.on, scene.state
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
        others = self._counterparts(view, entity) | self._rivals(view, office, entity) | self._visited(view, item.head)
        country = self._state_of(view, office, entity, others)
        if country is not None:
            entity.country = country
            entity.explain(f"an office without its state: the country in focus, {country}")

    def _state_of(self, view: View, office: Office, entity: Entity, others: set[str | None]) -> str | None:
        """Return the state whose office goes without saying whose; None when it is left open.

        It is that of the dateline, unless another is named before in the sentence or is what the paragraph speaks of;
        then the one last spoken of, where the article is about it; then the one the article is most about.  A state of
        which the table has somebody else in this office on the day comes last.
        """
        states = (trace for _, trace in self._salience.candidates(view, reach=1) if trace.entity.kind == "country")
        focus = next((trace for trace in states if trace.entity.country not in others), None)
        near = focus.entity.country if focus is not None else None
        if near is not None and not self._prominent(near):
            near = None
        at_home = self._dateline if self._dateline not in others else None
        if focus is not None and focus.view is view and focus.entity.country != at_home:
            at_home = None
        centre = focus is not None and near is not None and self._is_centre(focus, view)
        if at_home is not None and not centre:
            return at_home
        if near is not None and (centre or not self._is_taken(office, entity, near, closed=True)):
            return near
        first = self._main if focus is None and self._main not in others else None
        if first is not None and not self._is_taken(office, entity, first):
            return first
        free = [
            state
            for state in self._weights
            if state not in others and self._prominent(state) and not self._is_taken(office, entity, state)
        ]
        return free[0] if len(free) == 1 and (first or near) else None

    @staticmethod
    def _is_centre(trace: Trace, view: View) -> bool:
        """Tell whether a state is the subject of what the paragraph says right before."""
        return trace.weight >= MAIN_SUBJECT and trace.view.sentence.paragraph == view.sentence.paragraph

    def _is_taken(self, office: Office, entity: Entity, country: str, *, closed: bool = False) -> bool:
        """Tell whether the table has somebody else in an office of a state on the day.

        ``closed`` when it must know the end of that too: who has none may have been followed by somebody else since.
        What is told of another time ("then Vice President", a year gone by) is left open.
        """
        if self._on is None or _is_past(office, self._on):
            return False
        held = self._registry.sure_holders(office.phrase.role.term, country, self._on)
        surname = entity.name.split()[-1].casefold()
        if any(surname in one.name.casefold().split() for one in held):
            return False
        return any(one.until or not closed for one in held)

    def _counterparts(self, view: View, entity: Entity) -> set[str | None]:
        """Return the states of the counterparts named in a sentence: who has one is of another state."""
        return {
            owner.ref
            for pair in self._beside.values()
            if pair[0] is not entity and pair[1].view is view and Offices.is_counterpart(pair[1].phrase)
            for owner in pair[1].owners
        }

    def _visited(self, view: View, head: int) -> set[str | None]:
        """Return the states to which somebody named at ``head`` comes as a guest: "Holm is expected in Hanoi"."""
        verb = view.heads[head]
        if view.deps[head] not in SUBJECTS or view.lemmas[verb] not in self._tables.place_words["visit-verb"]:
            return set()
        return {
            country
            for i in range(head + 1, view.size)
            if (country := self._tables.seats.get(view.words[i])) is not None
            and (view.heads[i] == verb or view.heads[view.heads[i]] == verb)
        }

    def _rivals(self, view: View, office: Office, entity: Entity) -> set[str | None]:
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
        return _SHARE * self._weights.get(country, 0) >= max(self._weights.values(), default=0)

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


def _is_past(office: Office, on: str) -> bool:
    """Tell whether an office is that of another time: "then President Holm", "in 1939 President Holm"."""
    view = office.view
    if "then" in view.lower[max(0, office.start - 1) : office.phrase.start]:
        return True
    return any(len(word) == 4 and word.isdigit() and "1000" < word < on[:4] for word in view.words)
