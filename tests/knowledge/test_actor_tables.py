"""The tables of actors: every cell in its form, no name that stands for two states, every code known."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, Row

SECTORS = set(
    "GOV MIL COP JUD LEG PTY REB SPY PRM UAF BUS CVL EDU ELI JRN LAB MED REF OPP REL SOC CRM AGR PRE UNK".split()
)
INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
COLUMNS = {
    "states": "ref name iso2 cow from until names adjectives people capital seats epithets",
    "organisations": "ref name names kind country sectors",
    "roles": "term number sectors gender political",
    "titles": "title gender office",
    "given_names": "name gender",
    "persons": "ref name names country sectors office from until gender",
}


def rows(table: str) -> list[Row]:
    return Knowledge().table(f"actors/{table}.tsv")


def parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_columns_are_those_the_code_reads(table: str) -> None:
    assert list(rows(table)[0]) == COLUMNS[table].split()


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_no_cell_has_an_empty_or_padded_value(table: str) -> None:
    bad = [
        f"{row.place}: {column}={cell!r}"
        for row in rows(table)
        for column, cell in row.items()
        if cell and any(not part or part != part.strip() for part in cell.split("|"))
    ]
    assert not bad, bad[:10]


@pytest.mark.parametrize(("table", "column"), [("states", "names"), ("organisations", "names"), ("persons", "names")])
def test_names_have_two_letters_and_hold_the_name_itself(table: str, column: str) -> None:
    bad = [
        f"{row.place}: {row['name']} / {row[column]}"
        for row in rows(table)
        if row["name"] not in parts(row[column])
        or any(sum(letter.isalnum() for letter in name) < 2 for name in parts(row[column]))
    ]
    assert not bad, bad[:10]


def test_state_codes_are_unique_and_well_formed() -> None:
    states = rows("states")
    doubled = [ref for ref, count in Counter(row["ref"] for row in states).items() if count > 1]
    assert not doubled, doubled
    bad = [row.place for row in states if not re.fullmatch("[A-Z]{3}", row["ref"])]
    bad += [row.place for row in states if not re.fullmatch("([A-Z]{2})?", row["iso2"])]
    assert not bad, bad


def test_no_name_stands_for_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("states"):
        for column in ("names", "capital", "seats", "epithets"):
            for name in parts(row[column]):
                owners.setdefault(name, set()).add(row["ref"])
    shared = {name: sorted(refs) for name, refs in owners.items() if len(refs) > 1}
    assert not shared, shared


def test_no_demonym_stands_for_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("states"):
        for column in ("adjectives", "people"):
            for name in parts(row[column]):
                owners.setdefault(name, set()).add(row["ref"])
    shared = {name: sorted(refs) for name, refs in owners.items() if len(refs) > 1}
    assert not shared, shared


def test_members_of_the_state_system_have_a_code_and_a_first_year() -> None:
    bad = [row.place for row in rows("states") if len({bool(row[key]) for key in ("cow", "from")}) != 1]
    assert not bad, bad
    members = [row for row in rows("states") if row["cow"] and not row["until"]]
    assert len(members) == 195, f"193 members of the UN, Taiwan and Kosovo, but {len(members)} rows"


@pytest.mark.parametrize("ref", ["PSE", "TWN", "XKX", "ESH", "HKG", "MAC", "GRL", "PRI", "GIB", "SUN", "YUG", "VDR"])
def test_contested_dependent_and_former_territories_are_there(ref: str) -> None:
    assert ref in {row["ref"] for row in rows("states")}


@pytest.mark.parametrize("table", ["states", "persons"])
def test_years_are_sane(table: str) -> None:
    bad = []
    for row in rows(table):
        since, until = row["from"], row["until"]
        if any(date and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date) for date in (since, until)):
            bad.append(f"{row.place}: {since}-{until}")
        elif since and until and since[:4] > until[:4]:
            bad.append(f"{row.place}: {since} after {until}")
    assert not bad, bad[:10]


@pytest.mark.parametrize("table", ["organisations", "persons", "roles"])
def test_sectors_are_plover_codes(table: str) -> None:
    bad = [f"{row.place}: {row['sectors']}" for row in rows(table) if set(parts(row["sectors"])) - SECTORS]
    assert not bad, bad[:10]


@pytest.mark.parametrize("table", ["organisations", "persons"])
def test_countries_exist(table: str) -> None:
    known = {row["ref"] for row in rows("states")} | INTERNATIONAL | {""}
    bad = [f"{row.place}: {row['country']}" for row in rows(table) if row["country"] not in known]
    assert not bad, bad[:10]


def test_organisations_have_one_row_each() -> None:
    doubled = [ref for ref, count in Counter(row["ref"] for row in rows("organisations")).items() if count > 1]
    assert not doubled, doubled[:10]
    bad = [row.place for row in rows("organisations") if row["kind"] not in {"organisation", "group"}]
    assert not bad, bad[:10]


def test_no_state_name_is_an_organisation() -> None:
    states = {name for row in rows("states") for key in ("names", "capital", "seats") for name in parts(row[key])}
    bad = [f"{row.place}: {name}" for row in rows("organisations") for name in parts(row["names"]) if name in states]
    assert not bad, bad[:10]


def test_roles_are_lower_case_lemmas_and_unique() -> None:
    roles = rows("roles")
    doubled = [term for term, count in Counter(row["term"].lower() for row in roles).items() if count > 1]
    assert not doubled, doubled[:10]
    bad = [row.place for row in roles if row["number"] not in {"person", "group"}]
    bad += [row.place for row in roles if row["gender"] not in {"", "m", "f"} or row["political"] not in {"yes", "no"}]
    assert not bad, bad[:10]


def test_titles_and_given_names_are_unique_and_coded() -> None:
    for table, column, genders in (("titles", "title", {"m", "f", ""}), ("given_names", "name", {"m", "f", "u"})):
        found = rows(table)
        doubled = [name for name, count in Counter(row[column] for row in found).items() if count > 1]
        assert not doubled, (table, doubled[:10])
        bad = [row.place for row in found if row["gender"] not in genders]
        assert not bad, bad[:10]


def test_one_ref_is_one_person() -> None:
    facts: dict[str, set[tuple[str, str]]] = {}
    for row in rows("persons"):
        facts.setdefault(row["ref"], set()).add((row["name"], row["gender"]))
    bad = {ref: sorted(found) for ref, found in facts.items() if len(found) > 1}
    assert not bad, list(bad.items())[:10]


@pytest.mark.parametrize("name", ["IS", "Who", "Labour", "Wa", "Reading", "May", "Will", "Bush", "Nice", "Dawn"])
def test_no_name_is_a_word_that_may_begin_a_sentence(name: str) -> None:
    bad = [row.place for table in ("organisations", "persons") for row in rows(table) if name in parts(row["names"])]
    assert not bad, bad


def test_a_missing_table_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="missing"):
        rows("no_such_table")


def test_no_army_is_called_by_its_plain_troops() -> None:
    states = {name for row in rows("states") for name in parts(row["adjectives"])}
    plain = [
        name
        for row in rows("organisations")
        for name in parts(row["names"])
        if name.removesuffix(" troops").removesuffix(" forces") in states and name not in states
    ]
    assert plain == []
