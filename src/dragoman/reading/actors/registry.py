"""The table of leaders as a register of offices: who held which office on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dragoman.reading.actors.tables import ActorTables, Person


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person was on a day: ``now`` are the offices held, ``past`` those given up before, the latest first.

    An office that began or ended in an unknown day of the day's own year counts as held; one without any date too,
    when nothing dated is held.
    """

    now: tuple[Person, ...]
    past: tuple[Person, ...]

    @property
    def office(self) -> str | None:
        """The office held, "former ..." for one given up, None before the first."""
        if self.now:
            return self.now[0].office
        office = self.past[0].office if self.past else None
        return f"former {office}" if office else None

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of the office held; those who have left theirs are PLOVER's elites (``ELI``)."""
        if self.now:
            return self.now[0].sectors
        return ("ELI",) if self.past else ()


class Registry:
    """Looks up persons by office and day, and offices by person and day. Days are ISO dates."""

    def __init__(self, tables: ActorTables) -> None:
        self._names = tables.office_names
        self._by_ref: dict[str, list[Person]] = defaultdict(list)
        self._by_office: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self._leaders: dict[str, list[Person]] = defaultdict(list)
        for person in tables.persons:
            self._by_ref[person.ref].append(person)
            if person.office and person.office.split()[-1] in tables.state_offices:
                self._leaders[person.name.split()[-1].casefold()].append(person)
            if person.office and person.country:
                self._by_office[self.plain(person.office, person.country), person.country].append(person)

    def plain(self, office: str, country: str | None) -> str:
        """Return the plain name of an office: "foreign minister" for the British "foreign secretary"."""
        office = office.lower()
        return self._names.get((office, country or "")) or self._names.get((office, "")) or office

    def terms(self, ref: str) -> tuple[Person, ...]:
        """Return every office of a person, in the order of the table."""
        return tuple(self._by_ref.get(ref, ()))

    def standing(self, ref: str, on: str | None) -> Standing:
        """Return what a person was on a day; without a day, what the table has last."""
        terms = self.terms(ref)
        if on is None:
            return Standing(terms[-1:], ())
        held = [term for term in terms if (term.since or term.until) and _may_hold(term, on)]
        held.sort(key=lambda term: (_surely_holds(term, on), term.since), reverse=True)
        held = held or [term for term in terms if not term.since and not term.until]
        past = [term for term in terms if term.until and _last(term.until) < on]
        past.sort(key=lambda term: term.until, reverse=True)
        return Standing(tuple(held), tuple(past))

    def holders(self, office: str, country: str, on: str | None) -> tuple[Person, ...]:
        """Return who may have held an office of a state on a day, who surely did first; without a day, everybody."""
        terms = self._by_office.get((self.plain(office, country), country), [])
        if on is None:
            return tuple(terms)
        held = [term for term in terms if (term.since or term.until) and _may_hold(term, on)]
        return tuple(sorted(held, key=lambda term: not _surely_holds(term, on)))

    def sure_holders(self, office: str, country: str, on: str) -> tuple[Person, ...]:
        """Return who surely held an office of a state on a day, by the dates the table has."""
        return tuple(term for term in self.holders(office, country, on) if _surely_holds(term, on))

    def leaders(self, surname: str, on: str | None) -> tuple[Person, ...]:
        """Return who of a surname held an office that only a state has, on a day; nobody without a day."""
        terms = self._leaders.get(surname.casefold(), ()) if on is not None else ()
        return tuple(term for term in terms if (term.since or term.until) and _may_hold(term, on or ""))

    def holder(self, office: str, country: str, on: str) -> Person | None:
        """Return who held an office of a state on a day, None when the table has nobody or leaves it open."""
        held = self.holders(office, country, on)
        sure = [term for term in held if _surely_holds(term, on)]
        refs = {term.ref for term in sure or held}
        return (sure or held)[0] if len(refs) == 1 else None

    @staticmethod
    def may_hold(term: Person, on: str) -> bool:
        """Tell whether an office may have been held on a day, by the dates the table has."""
        return _may_hold(term, on)


def _first(bound: str) -> str:
    return bound if len(bound) > 4 else f"{bound}-01-01"


def _last(bound: str) -> str:
    return bound if len(bound) > 4 else f"{bound}-12-31"


def _may_hold(term: Person, on: str) -> bool:
    return (not term.since or _first(term.since) <= on) and (not term.until or on <= _last(term.until))


def _surely_holds(term: Person, on: str) -> bool:
    return (not term.since or _last(term.since) <= on) and (not term.until or on <= _first(term.until))
