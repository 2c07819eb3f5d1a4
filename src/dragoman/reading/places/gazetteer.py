"""The gazetteer: GeoNames' towns and divisions as columns of numbers, and the project's own tables beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.places.names import name_key, normal_form, press_form

CAPITALS = frozenset({"PPLC", "PPLG"})
NEAR = 100.0
"""Kilometres within which two places speak for each other."""
FAR = 2.0
"""Degrees of latitude beyond which a distance is not worth computing."""


class Entry(NamedTuple):
    """One place of the gazetteer; ``country`` is ISO alpha-3, ``division`` GeoNames' first level (``US.TX``)."""

    row: int
    id: int | None
    name: str
    country: str | None
    division: str | None
    latitude: float | None
    longitude: float | None
    population: int
    feature: str


def kilometres(one: Entry, other: Entry) -> float:
    """Return the great-circle distance of two places; infinite when one of them has no point, or they are far apart."""
    if one.latitude is None or other.latitude is None or one.longitude is None or other.longitude is None:
        return math.inf
    if abs(one.latitude - other.latitude) > FAR:
        return math.inf
    a, b, c, d = (math.radians(angle) for angle in (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.009 * math.asin(min(1.0, math.sqrt(half)))


class Gazetteer:
    """Looks names up; rows of GeoNames stay columns, and an entry is made only when somebody asks for it.

    Raises:
        KnowledgeError: the shipped slice of GeoNames is missing, or a row of a table is bad.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        files = [knowledge.bytes(f"places/{name}.parquet") for name in ("gazetteer", "names")]
        if None in files:
            raise KnowledgeError("places/gazetteer.parquet and names.parquet are missing: install Dragoman again")
        table, lookup = (pq.ParquetFile(BytesIO(data or b"")).read(use_threads=False) for data in files)
        self._ids, self._latitudes, self._longitudes, self._populations = (
            _column(table[name]) for name in ("id", "latitude", "longitude", "population")
        )
        self._names = table["name"].combine_chunks()
        divisions, features = table["division"].combine_chunks(), table["feature"].combine_chunks()
        self._division_names: list[str] = divisions.dictionary.to_pylist()
        self._feature_names: list[str] = features.dictionary.to_pylist()
        self._divisions, self._features = np.from_dlpack(divisions.indices), np.from_dlpack(features.indices)
        self._keys, self._rows, self._other = (_column(lookup[name]) for name in ("key", "row", "other"))
        self._made: dict[int, Entry] = {}
        self._own: list[Entry] = []
        self._by_key: dict[int, list[int]] = {}
        self._iso3: dict[str, str] = {}
        self.demonyms: dict[str, int] = {}
        self.abbreviations: dict[str, int] = {}
        self.exact: dict[str, int] = {}
        self.divisions: dict[str, int] = {}
        self.countries: dict[str, int] = {}
        self._read_countries(knowledge)
        first_level = self._feature_names.index("ADM1")
        for row in np.flatnonzero(self._features == first_level).tolist():
            self.divisions[self._division_names[self._divisions[row]]] = row
        self._read_divisions(knowledge)
        self._read_features(knowledge)
        self._read_demonyms(knowledge)

    def find(self, keys: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return the rows filed under each of the keys that has any, main names before other names."""
        wanted = sorted(set(keys))
        array = np.array(wanted, dtype=np.int64)
        left, right = np.searchsorted(self._keys, array, "left"), np.searchsorted(self._keys, array, "right")
        found: dict[int, tuple[int, ...]] = {}
        for key, start, end in zip(wanted, left.tolist(), right.tolist(), strict=True):
            own = self._by_key.get(key, [])
            if start == end and not own:
                continue
            rows = sorted(range(start, end), key=lambda at: int(self._other[at]))
            found[key] = (*own, *(int(self._rows[at]) * 2 + int(self._other[at]) for at in rows))
        return found

    def entry(self, reference: int) -> Entry:
        """Return the place behind a reference that `find` gave."""
        if reference < 0:
            return self._own[-reference - 1]
        row = reference // 2
        made = self._made.get(row)
        if made is None:
            division = self._division_names[self._divisions[row]]
            name = press_form(self._names[row].as_py())
            made = Entry(
                row * 2, int(self._ids[row]), name, self._iso3.get(division[:2]), division,
                int(self._latitudes[row]) / 10_000, int(self._longitudes[row]) / 10_000, int(self._populations[row]),
                self._feature_names[self._features[row]],
            )  # fmt: skip
            self._made[row] = made
        return made

    def division_name(self, code: str | None) -> str | None:
        """Return the name of a first-level division, or None."""
        row = self.divisions.get(code or "")
        return self.entry(row if row < 0 else row * 2).name if row is not None else None

    @staticmethod
    def is_other_name(reference: int) -> bool:
        """Tell whether a reference was found under an alternate name of its place."""
        return reference > 0 and reference % 2 == 1

    def _add(self, names: list[str], entry: Entry) -> int:
        reference = -len(self._own) - 1
        self._own.append(entry._replace(row=reference))
        for name in names:
            if len(normal_form(name)) <= 3 or "." in name:
                self.exact[name] = reference
            else:
                self._by_key.setdefault(name_key(name), []).append(reference)
        return reference

    def _read_countries(self, knowledge: Knowledge) -> None:
        for row in knowledge.table("places/countries.tsv"):
            names = row["names"].split("|")
            try:
                point = float(row["latitude"]), float(row["longitude"])
                entry = Entry(
                    0, int(row["geonames_id"]), names[0], row["iso3"], None, *point, int(row["population"]), "PCLI"
                )
            except ValueError as error:
                raise row.error(f"not a number: {error}") from error
            reference = self._add(names, entry)
            self._iso3[row["iso2"]] = row["iso3"]
            self.countries[row["iso3"]] = reference
            for adjective in filter(None, (row["adjectives"] + "|" + row["people"]).split("|")):
                self._add_demonym(adjective, reference)

    def _add_demonym(self, word: str, reference: int) -> None:
        self.demonyms.setdefault(word, reference)
        if not word.endswith(("ese", "ish", "ss", "ch", "men")):
            self.demonyms.setdefault(word + "s", reference)

    def _read_divisions(self, knowledge: Knowledge) -> None:
        for row in knowledge.table("places/divisions.tsv"):
            place = self.divisions.get(row["code"])
            if place is not None:
                for short in filter(None, row["abbreviations"].split("|")):
                    self.abbreviations.setdefault(short, place * 2)

    def _read_features(self, knowledge: Knowledge) -> None:
        for row in knowledge.table("places/features.tsv"):
            names = row["names"].split("|")
            try:
                point = float(row["latitude"]), float(row["longitude"])
                number = int(row["geonames_id"]) if row["geonames_id"] else None
            except ValueError as error:
                raise row.error(f"not a number: {error}") from error
            entry = Entry(0, number, names[0], row["country"] or None, None, *point, 0, row["feature"])
            at = int(np.searchsorted(self._ids, number)) if number is not None else len(self._ids)
            if at < len(self._ids) and self._ids[at] == number:
                known = self.entry(at * 2)
                entry = entry._replace(name=known.name, division=known.division, population=known.population)
            self._add(names, entry)

    def _read_demonyms(self, knowledge: Knowledge) -> None:
        for row in knowledge.table("places/demonyms.tsv"):
            places = self._by_key.get(name_key(row["place"])) or list(
                self.find([name_key(row["place"])]).get(name_key(row["place"]), ())
            )
            if not places:
                raise row.error(f"no place is called '{row['place']}'; write a name that the gazetteer has")
            best = max(places, key=lambda reference: (reference < 0, self.entry(reference).population))
            for word in row["words"].split("|"):
                self._add_demonym(word, best)


def _column(column: Any) -> Any:
    """Return a column of numbers as an array that shares its memory; ``to_numpy`` would import pandas where it is."""
    return np.from_dlpack(column.combine_chunks())


def inside(gazetteer: Gazetteer, towns: tuple[int, ...], areas: tuple[int, ...]) -> list[int]:
    """Return the references among ``towns`` that lie in a country or first-level division among ``areas``."""
    countries, divisions = set(), set()
    for reference in areas:
        entry = gazetteer.entry(reference)
        if entry.feature == "PCLI":
            countries.add(entry.country)
        elif entry.feature == "ADM1":
            divisions.add(entry.division)
    return [
        reference
        for reference in towns
        if (entry := gazetteer.entry(reference)).feature not in ("PCLI", "CONT")
        and (
            (entry.country in countries and entry.country) or (entry.division in divisions and entry.feature != "ADM1")
        )
    ]
