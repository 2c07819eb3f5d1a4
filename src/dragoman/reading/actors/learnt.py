"""Persons whom a library has met with their office: who may be meant by a name or an office near a day.

What a library has seen is evidence, and no table: it counts only near the days on which it was seen, never against
what the article or the tables say, and only where it leaves no choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import ActorTables
from dragoman.record import OfficeSeen

BEFORE = 3
"""Months before it was first seen in which an office is taken to have been held already."""

AFTER = 6
"""Months after it was last seen in which an office is taken to be held still, unless a successor was seen."""


_SEVERAL = frozenset({"deputy", "vice", "assistant", "junior", "state", "parliamentary", "under", "former"})
"""Words of an office that several persons may hold at once."""


@dataclass(frozen=True, slots=True)
class Term:
    """An office seen, with the months between which it is taken to be held; ``sure`` months are those seen.

    ``sole`` tells that a state has it, for one person at a time.
    """

    seen: OfficeSeen
    begin: int
    end: int
    sure: tuple[int, int]
    sole: bool


class Learnt:
    """Looks up by name, surname and office whom a library has seen. Days are ISO dates; without a day, nobody."""

    def __init__(self, tables: ActorTables, registry: Registry, seen: Iterable[OfficeSeen] = ()) -> None:
        self._tables = tables
        self._registry = registry
        self._by_name: dict[str, list[Term]] = defaultdict(list)
        self._by_surname: dict[str, list[Term]] = defaultdict(list)
        self._by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
        offices: dict[tuple[str, str], list[OfficeSeen]] = defaultdict(list)
        listed = {f"person/{ref}" for ref in tables.leaders}
        for one in seen:
            offices[registry.plain(one.office, one.country), one.country].append(one)
        for (office, country), held in offices.items():
            for one in held:
                sole = [other for other in held if self._is_of_state(other)] if self._is_sole(office) else []
                term = self._term(one, sole)
                if term.sole:
                    self._by_office[office, country].append(term)
                if one.ref in listed:
                    continue  # the tables know the name, and say what they say
                self._by_name[one.name.casefold()].append(term)
                self._by_surname[one.name.split()[-1].casefold()].append(term)

    def _is_sole(self, office: str) -> bool:
        """Tell whether an office is one that only a state has, and one person at a time."""
        words = office.split()
        return words[-1] in self._tables.state_offices and _SEVERAL.isdisjoint(words) and office != "minister"

    def _is_of_state(self, seen: OfficeSeen) -> bool:
        return seen.body == self._tables.state_names.get(seen.country)

    @staticmethod
    def _term(one: OfficeSeen, sole: list[OfficeSeen]) -> Term:
        """Bound a term: by the days it was seen, its known end, and whoever was seen in the office after or before.

        ``sole`` are those seen in the office, where it is one that a single person holds.
        """
        first, last = _month(one.first), _month(one.last)
        begin, end = first - BEFORE, last + AFTER
        if one.until is not None:
            end = min(end, max(last, _month(one.until) - 1))
        rivals = [other for other in sole if not one_person([one, other])] if one in sole else []
        for other in rivals:
            if _month(other.first) > last:
                end = min(end, _month(other.first) - 1)
            if _month(other.last) < first:
                begin = max(begin, _month(other.last) + 1)
        return Term(one, begin, end, (first, last), one in sole)

    def named(self, name: str, on: str | None) -> tuple[OfficeSeen, ...]:
        """Return the offices that a person of this whole name held near a day, the best seen first."""
        return _near(self._by_name.get(name.casefold(), ()), on)

    def surnamed(self, surname: str, on: str | None) -> tuple[OfficeSeen, ...]:
        """Return the offices that persons of this surname held near a day, the best seen first."""
        return _near(self._by_surname.get(surname.casefold(), ()), on)

    def holder(self, office: str, country: str, on: str | None) -> OfficeSeen | None:
        """Return who held an office of a state near a day; None where nobody was seen, or several may be meant."""
        near = _near(self._by_office.get((self._registry.plain(office, country), country), ()), on)
        return near[0] if one_person(near) else None

    def same_office(self, one: str, other: str, country: str) -> bool:
        """Tell whether two wordings may be of one office: equal in plain words, or one the shorter of the other."""
        mine, its = self._registry.plain(one, country), self._registry.plain(other, country)
        return mine == its or set(mine.split()) < set(its.split()) or set(its.split()) < set(mine.split())

    def why(self, seen: OfficeSeen) -> str:
        """Return the reason as a reader of the record is told it."""
        when = seen.first if seen.first == seen.last else f"{seen.first} to {seen.last}"
        return f"the library has seen {seen.name} as {seen.office} of {seen.body}, {when}"


def one_person(seen: Sequence[OfficeSeen]) -> bool:
    """Tell whether all are one person, also under a longer and a shorter name ("James B. Holm", "James Holm")."""
    if not seen:
        return False
    longest = max((_words(one) for one in seen), key=len)
    return len({one.country for one in seen}) == 1 and all(_words(one) <= longest for one in seen)


def _words(seen: OfficeSeen) -> set[str]:
    return set(seen.ref.partition("/")[2].split("-"))


def _near(terms: Iterable[Term], on: str | None) -> tuple[OfficeSeen, ...]:
    if on is None:
        return ()
    day = _month(on)
    held = [term for term in terms if term.begin <= day <= term.end]
    held.sort(key=lambda term: _rank(term, day))
    return tuple(term.seen for term in held)


def _rank(term: Term, day: int) -> tuple[int, bool, int, str, str, str]:
    """Order offices near a day: the nearest in time first, then a state's highest, then the one seen longest."""
    first, last = term.sure
    seen = term.seen
    return (max(first - day, day - last, 0), not term.sole, first - last, seen.ref, seen.office, seen.body)


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1
