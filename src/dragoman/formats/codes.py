"""The codes of other schemes: countries, sectors and CAMEO's categories, to and from those of the record."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.knowledge import Knowledge

QUAD_CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""In the order of PLOVER's and GDELT's numbers, 1 to 4."""

INTERNATIONAL = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")

_KOSOVO, _KOSOVO_IN_PLOVER = "XKX", "KOS"
_LAST_VERBAL_COOPERATION, _LAST_MATERIAL_COOPERATION, _LAST_VERBAL_CONFLICT = 5, 8, 13


class Member(msgspec.Struct, frozen=True):
    """A state's time in the Correlates of War state system: its code, and its first and last year (None: open)."""

    code: int
    first: int | None
    last: int | None


class Codes:
    """Codes of countries and sectors, and what CAMEO's categories are in PLOVER.

    Countries are ISO 3166 alpha-3 codes here, with ``XKX`` for Kosovo.

    Args:
        knowledge: where the tables are; the shipped ones when not given.

    Raises:
        KnowledgeError: a table is missing or has a bad row.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        tables = knowledge or Knowledge()
        self._names: dict[str, str] = {}
        self._iso2: dict[str, str] = {}
        self._members: dict[str, Member] = {}
        self._by_name: dict[str, str] = {}
        for row in tables.table("actors/states.tsv"):
            ref = row["ref"]
            self._names.setdefault(ref, row["name"])
            self._iso2.setdefault(ref, row["iso2"])
            if row["cow"]:
                self._members.setdefault(ref, Member(int(row["cow"]), _year(row["from"]), _year(row["until"])))
            for name in (row["name"], *row["names"].split("|")):
                self._by_name.setdefault(name.casefold(), ref)
        self._fips: dict[str, str] = {}
        self._gdelt: dict[str, str] = {}
        self._icews: dict[str, str] = {}
        self._followthemoney: dict[str, str] = {"EUR": "eu"}
        self._of_fips: dict[str, str] = {}
        self._of_gdelt = {ref: ref for ref in self._names} | {_KOSOVO_IN_PLOVER: _KOSOVO}
        for row in tables.table("formats/countries.tsv"):
            ref = row["ref"]
            _both_ways(ref, row["fips"], self._fips, self._of_fips)
            _both_ways(ref, row["gdelt"], self._gdelt, self._of_gdelt)
            if row["followthemoney"]:
                self._followthemoney[ref] = row["followthemoney"].strip("-")
            if row["icews"]:
                self._icews[ref] = row["icews"]
                self._by_name[row["icews"].casefold()] = ref
        self._sector_to: dict[tuple[str, str], str] = {}
        self._sector_of: dict[tuple[str, str], str] = {}
        for row in tables.table("formats/sectors.tsv"):
            for scheme in ("cameo", "icews"):
                values = row[scheme].split("|")
                self._sector_to[scheme, row["plover"]] = values[0]
                for value in values:
                    self._sector_of[scheme, value.casefold()] = row["plover"]
        self._groups: dict[str, tuple[str, str, str]] = {}
        for row in tables.table("formats/internationals.tsv"):
            self._groups[row["code"]] = (row["group"], row["kind"], row["icews"])
        self._cameo = {
            row["code"]: (row["type"], row["mode"], row["label"]) for row in tables.table("formats/cameo.tsv")
        }
        types = tables.table("events/types.tsv")
        self._quad_of_type = {row["type"]: row["quad_class"] for row in types}

    def name(self, country: str) -> str:
        """Return a country's name, or the code itself where it is none."""
        return self._names.get(country, country)

    def iso2(self, country: str | None) -> str | None:
        """Return the ISO alpha-2 code, or None."""
        return self._iso2.get(country or "") or None

    def followthemoney(self, country: str | None) -> str | None:
        """Return the key that FollowTheMoney has for a country, or None."""
        found = self._followthemoney.get(country or "", (self.iso2(country) or "").lower())
        return found or None

    def cow(self, country: str | None, day: str | None) -> int | None:
        """Return the Correlates of War code of a state that was a member of the state system on a day, or None."""
        member = self._members.get(country or "")
        if member is None:
            return None
        year = int(day[:4]) if day else None
        early = year is not None and member.first is not None and year < member.first
        late = year is not None and member.last is not None and year > member.last
        return None if early or late else member.code

    def plover(self, country: str | None) -> str | None:
        """Return the code as PLOVER writes it: ``KOS`` for Kosovo."""
        return _KOSOVO_IN_PLOVER if country == _KOSOVO else country

    def of_plover(self, code: str | None) -> str | None:
        """Return the code of the record for one of PLOVER's, or None."""
        if not code:
            return None
        return _KOSOVO if code == _KOSOVO_IN_PLOVER else code

    def fips(self, country: str | None) -> str:
        """Return the FIPS 10-4 code, or nothing."""
        return self._fips.get(country or "", "")

    def of_fips(self, code: str) -> str | None:
        """Return the country of a FIPS 10-4 code, or None."""
        return self._of_fips.get(code)

    def gdelt(self, country: str | None) -> str:
        """Return the code that GDELT has for a country, or nothing for what is no state."""
        if not country or country in INTERNATIONAL:
            return ""
        return self._gdelt.get(country, country)

    def of_gdelt(self, code: str, group: str = "", kinds: tuple[str, ...] = ()) -> str | None:
        """Return the country or international code of an actor of GDELT by its country, group and type codes."""
        if code:
            return self._of_gdelt.get(code) or (code if code in INTERNATIONAL else None)
        for name, (known, _, _) in self._groups.items():
            if group and known == group:
                return name
        return next((name for name, (known, kind, _) in self._groups.items() if not known and kind in kinds), None)

    def group(self, country: str | None) -> tuple[str, str]:
        """Return GDELT's group and type code of an international actor, or two empty texts."""
        known = self._groups.get(country or "")
        return (known[0], known[1]) if known else ("", "")

    def icews(self, country: str | None) -> str:
        """Return a country's name as ICEWS writes it, or nothing for what is no state."""
        if not country or country in INTERNATIONAL:
            return ""
        return self._icews.get(country) or self.name(country)

    def of_name(self, name: str) -> str | None:
        """Return the country of a name in any scheme, or None."""
        return self._by_name.get(name.casefold())

    def icews_sectors(self, country: str | None, sector: str | None) -> str:
        """Return the sectors of an actor as ICEWS writes them, parted by commas."""
        group = self._groups.get(country or "")
        found = [group[2]] if group else []
        if sector and (name := self._sector_to.get(("icews", sector))):
            found.append(name)
        return ",".join(found)

    def of_icews_sectors(self, sectors: str) -> tuple[str | None, str | None]:
        """Return the international code and the sector that a list of ICEWS's sectors tells of, each None if none."""
        parts = sectors.split(",")
        country = None
        for name, (_, _, label) in self._groups.items():
            if all(part in parts for part in label.split(",")) and (country is None or "," in label):
                country = name
        sector = next((code for part in parts if (code := self._sector_of.get(("icews", part.casefold())))), None)
        return country, sector

    def cameo_sector(self, sector: str | None) -> str:
        """Return CAMEO's code of a sector, or nothing."""
        return self._sector_to.get(("cameo", sector or ""), "")

    def of_cameo_sector(self, code: str) -> str | None:
        """Return the sector of a role code of CAMEO, or None."""
        return self._sector_of.get(("cameo", code.casefold()))

    def event(self, code: str) -> tuple[str | None, str | None, str]:
        """Return PLOVER's type and mode of a CAMEO code and its label; type and mode are None where it has none.

        A code without a row of its own is what its longest known beginning is.
        """
        for length in range(len(code), 1, -1):
            if (found := self._cameo.get(code[:length])) is not None:
                return found[0] or None, found[1] or None, found[2]
        return None, None, ""

    def quad_of_type(self, type_: str | None) -> str | None:
        """Return the quad class of a type of PLOVER, or None."""
        return self._quad_of_type.get(type_ or "")


@cache
def codes() -> Codes:
    """Return the shipped codes, loaded once."""
    return Codes()


def cameo_quad(code: str) -> int:
    """Return GDELT's QuadClass of a CAMEO code, 1 to 4; raises ValueError when the code has no number."""
    root = int(code[:2])
    if root <= _LAST_VERBAL_COOPERATION:
        return 1
    if root <= _LAST_MATERIAL_COOPERATION:
        return 2
    return 3 if root <= _LAST_VERBAL_CONFLICT else 4


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def _both_ways(ref: str, cell: str, to: dict[str, str], back: dict[str, str]) -> None:
    values = [value for value in cell.split("|") if value]
    if values:
        to[ref] = values[0]
    for value in values:
        back[value] = ref
