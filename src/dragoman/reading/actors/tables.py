"""The actor tables, loaded and checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.knowledge import Knowledge, Row

_DATE = re.compile(r"\d{4}(?:-\d\d-\d\d)?")

SECTORS = frozenset(
    "GOV MIL COP JUD LEG PTY REB SPY PRM UAF BUS CVL EDU ELI JRN LAB MED REF OPP REL SOC CRM AGR PRE UNK".split()
)
"""PLOVER's sector codes (manual of 2021)."""

INTERNATIONAL = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
"""PLOVER's codes for actors of no single state."""


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory; ``ref`` is its ISO alpha-3 code."""

    ref: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    epithets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body known by name; ``country`` is ISO alpha-3 or one of `INTERNATIONAL`."""

    ref: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """A people without a state, or a body that claims one; ``ref`` is its row in organisations.tsv.

    ``nouns`` are those with which an adjective that is a bloc's too ("Arab leaders") is the people's.
    """

    ref: str
    adjectives: tuple[str, ...]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """A person known by name, in one office; ``gender`` is ``m``, ``f`` or empty.

    ``since`` and ``until`` bound the office as ISO dates or years, and are empty where nobody knows or it goes on.
    """

    ref: str
    name: str
    names: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    gender: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class RoleTerm:
    """An office or a kind of people; ``number`` is ``person`` or ``group``."""

    term: str
    number: str
    sectors: tuple[str, ...]
    gender: str
    political: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes a noun phrase the name of a body.

    ``common`` when it names one in lower case too ("the ministry"); ``back`` when in lower case it only points
    back at one already named ("the alliance").
    """

    head: str
    kind: str
    sectors: tuple[str, ...]
    common: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A personal pronoun with what it can stand for."""

    term: str
    number: str
    gender: str
    kind: str
    person: str


@dataclass(frozen=True, slots=True)
class ClassNoun:
    """A noun that points back at somebody or something named before (``of`` is ``person people organisation place``).

    ``like`` are the nouns that one called so may be called by too, ``sectors`` those of bodies that may be called so
    though nobody has yet; ``open`` when the noun fits any body, man or woman; ``unlisted`` when it may call a body
    what is only a name so far.
    """

    term: str
    of: str
    gender: str
    like: tuple[str, ...]
    sectors: frozenset[str]
    open: bool
    unlisted: bool


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A state's name that is also something else, and the words of an article that decide."""

    name: str
    ref: str
    favour: tuple[str, ...]
    against: tuple[str, ...]
    otherwise: bool


class ActorTables:
    """All tables of ``knowledge/actors``.

    Raises:
        KnowledgeError: a table is missing, or a row lacks its name or has an unknown sector, country or kind.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.states = [_state(row) for row in self._rows("states")]
        self.countries = {state.ref for state in self.states} | INTERNATIONAL
        self.state_names = {state.ref: state.name for state in self.states}
        self.adjective = {state.ref: state.adjectives[0] for state in self.states if state.adjectives}
        self.seats = {name: state.ref for state in self.states for name in (state.name, *state.names, *state.capitals)}
        self.organisations = [self._organisation(row) for row in self._rows("organisations")]
        self.blocs = [self._bloc(row) for row in self._rows("blocs")]
        self.persons = [self._person(row) for row in self._rows("persons")]
        self.bodies = {body.ref: body for body in (*self.organisations, *self.blocs)}
        self.peoples = {people.ref: people for people in map(self._people, self._rows("peoples"))}
        self.leaders = {person.ref: person for person in self.persons}
        self.office_names = {
            (name.lower(), row.get("country", "")): _needed(row, "office")
            for row in self._rows("office_names")
            for name in (row["office"], *_cells(row["names"]))
        }
        self.roles = [_role(row) for name in ("roles", "relative_roles") for row in self._rows(name)]
        self.given = {row["name"].casefold(): _gender(row, "mfu") for row in self._rows("given_names")}
        titles = [
            (_needed(row, "title").rstrip(".").casefold(), _gender(row, "mf"), row["office"] == "yes")
            for row in self._rows("titles")
        ]
        self.titles = {title for title, _, _ in titles}
        self.honorifics = {title for title, gender, office in titles if gender and not office}
        self.title_gender = {title: gender for title, gender, _ in titles if gender}
        self.heads = {row["head"]: _head(row) for row in self._rows("heads")}
        self.pronouns = {row["term"]: _pronoun(row) for row in self._rows("pronouns")}
        self.nominals = {
            row["term"]: (_needed(row, "of"), frozenset(_cells(row.get("except", ""))))
            for row in self._rows("nominals")
        }
        self.classes: dict[str, tuple[ClassNoun, ...]] = {}
        for row in self._rows("classes"):
            noun = _class_noun(row)
            self.classes[noun.term] = (*self.classes.get(noun.term, ()), noun)
        self.state_offices = {row["term"] for row in self._rows("state_offices")}
        self.decoys = [row["name"] for row in self._rows("decoys")]
        self.elsewhere = {row["term"] for row in self._rows("elsewhere")}
        self.things = frozenset(row["term"] for row in self._rows("things"))
        self.name_ends = frozenset(row["word"] for row in self._rows("name_ends") if row["where"] == "end")
        self.name_starts = frozenset(row["word"] for row in self._rows("name_ends") if row["where"] == "start")
        self.place_given = frozenset(row["name"].casefold() for row in self._rows("place_given"))
        self.lands = {row["term"] for row in self._rows("lands")}
        self.qualifiers = {row["term"] for row in self._rows("qualifiers")}
        self.particles = {row["term"] for row in self._rows("particles")}
        self.place_words = {
            kind: frozenset(row["word"] for row in words if row["kind"] == kind)
            for words in [self._rows("place_words")]
            for kind in {row["kind"] for row in words}
        }
        self.ambiguous = {row["name"]: _ambiguity(row) for row in self._rows("ambiguous")}

    def _rows(self, name: str) -> list[Row]:
        return self._knowledge.table(f"actors/{name}.tsv")

    def _country(self, row: Row) -> str | None:
        country = row["country"]
        if country and self.states and country not in self.countries:
            raise row.error(f"'{country}' is neither the ref of a state in states.tsv nor an international code")
        return country or None

    def _organisation(self, row: Row) -> Organisation:
        if row["kind"] not in {"organisation", "group"}:
            raise row.error(f"kind '{row['kind']}' is not one of organisation, group")
        return Organisation(
            _needed(row, "ref"),
            _needed(row, "name"),
            _cells(row["names"]),
            row["kind"],
            self._country(row),
            _sectors(row),
        )

    def _bloc(self, row: Row) -> Organisation:
        return Organisation(
            _needed(row, "ref"),
            _needed(row, "name"),
            _cells(row["names"]),
            "group",
            self._country(row),
            (),
            _cells(row["adjectives"]),
        )

    def _people(self, row: Row) -> People:
        if (ref := _needed(row, "ref")) not in self.bodies:
            raise row.error(f"'{ref}' is not the ref of a row in organisations.tsv")
        return People(ref, _cells(_needed(row, "adjectives")), frozenset(_cells(row["nouns"])))

    def _person(self, row: Row) -> Person:
        return Person(
            _needed(row, "ref"),
            _needed(row, "name"),
            _cells(row["names"]),
            self._country(row),
            _sectors(row),
            row["office"] or None,
            _gender(row, "mf"),
            _date(row, "from"),
            _date(row, "until"),
        )


def _state(row: Row) -> State:
    ref = _needed(row, "ref")
    if len(ref) != 3 or not ref.isupper():
        raise row.error(f"ref '{ref}' is no ISO alpha-3 code")
    return State(
        ref,
        _needed(row, "name"),
        _cells(row["names"]),
        _cells(row["adjectives"]),
        _cells(row["people"]),
        _cells(row["capital"]),
        _cells(row["seats"]),
        _cells(row["epithets"]),
    )


def _role(row: Row) -> RoleTerm:
    if row["number"] not in {"person", "group"}:
        raise row.error(f"number '{row['number']}' is not one of person, group")
    term = _needed(row, "term").lower()
    return RoleTerm(term, row["number"], _sectors(row), _gender(row, "mf"), row["political"] == "yes")


def _head(row: Row) -> Head:
    return Head(_needed(row, "head"), row["kind"], _sectors(row), row["common"] != "no", row["common"] == "back")


def _pronoun(row: Row) -> Pronoun:
    return Pronoun(_needed(row, "term"), row["number"], row["gender"], row["kind"], row["person"])


def _class_noun(row: Row) -> ClassNoun:
    if row["of"] not in {"person", "people", "organisation", "place"}:
        raise row.error(f"of '{row['of']}' is not one of person, people, organisation, place")
    return ClassNoun(
        _needed(row, "term"),
        row["of"],
        _gender(row, "mf"),
        _cells(row.get("like", "")),
        frozenset(_sectors(row)),
        row.get("open") == "yes",
        row.get("unlisted") == "yes",
    )


def _ambiguity(row: Row) -> Ambiguity:
    return Ambiguity(
        _needed(row, "name"), row["ref"], _cells(row["for"]), _cells(row["against"]), row["otherwise"] == "yes"
    )


def _needed(row: Row, column: str) -> str:
    if not row[column]:
        raise row.error(f"the cell '{column}' is empty")
    return row[column]


def _cells(cell: str) -> tuple[str, ...]:
    if "|" not in cell:
        return (cell,) if cell else ()
    return tuple(piece for part in cell.split("|") if (piece := part.strip()))


def _sectors(row: Row) -> tuple[str, ...]:
    sectors = tuple(row["sectors"].replace("|", " ").split())
    if not SECTORS.issuperset(sectors):
        unknown = next(sector for sector in sectors if sector not in SECTORS)
        raise row.error(f"'{unknown}' is no PLOVER sector code")
    return sectors


def _date(row: Row, column: str) -> str:
    cell = row.get(column, "")
    if cell and not _DATE.fullmatch(cell):
        raise row.error(f"{column} '{cell}' is no year (2019) and no ISO date (2019-05-24)")
    return cell


def _gender(row: Row, allowed: str) -> str:
    gender = row["gender"]
    if gender and gender not in allowed:
        raise row.error(f"gender '{gender}' is not one of {', '.join(allowed)}")
    return gender
