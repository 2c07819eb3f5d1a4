"""The event table of POLECAT: PLOVER's types in columns, parted by tabs, with a header.

Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, "PLOVER and POLECAT: A New Political Event Ontology and
Dataset", and the files of POLECAT on the Harvard Dataverse.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from dragoman.formats.codes import codes
from dragoman.formats.export import Export, row
from dragoman.formats.imported import Imported, Party, RejectedRowError, degrees, iso_day, made, number, text
from dragoman.formats.pairs import Found, Side, dated_pairs
from dragoman.library.rows import identity

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""The names of the columns, in their order."""

NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
"""Columns without which a file is none of POLECAT."""

NOTHING = "None"
"""What POLECAT writes in a cell that holds nothing."""

_ELSEWHERE = {"DEMAND": "REQUEST"}
_INTENSITIES = ("Intensity", "Event Intensity")


def write(export: Export, stream: BinaryIO) -> int:
    """Write events, a pair a row; return how many rows."""
    stream.write(row(COLUMNS))
    count = 0
    for event, actor, recipient in dated_pairs(export.events()):
        stream.write(row(_cells(event, actor, recipient)))
        count += 1
    return count


def read(cells: dict[str, str]) -> list[Imported]:
    """Return the events of a row, one for each country of either side; raises RejectedRowError when it is none."""
    told = {name: "" if value == NOTHING else value for name, value in cells.items()}
    if not told["Event ID"]:
        raise RejectedRowError("no Event ID")
    type_ = told["Event Type"].upper()
    type_ = _ELSEWHERE.get(type_, type_)
    quad = codes().quad_of_type(type_)
    if quad is None:
        raise RejectedRowError(f"'{told['Event Type']}' is no type of PLOVER")
    intensity = next((told[name] for name in _INTENSITIES if name in told), "")
    fields = {
        "id": told["Event ID"],
        "day": iso_day(told["Event Date"]),
        "type": type_,
        "mode": text(told.get("Event Mode", "").lower()),
        "contexts": text(";".join(part.strip() for part in told.get("Contexts", "").split(";"))),
        "quad_class": quad,
        "score": number(intensity, "Intensity"),
        "scale": "plover",
        "place": text(told.get("Placename", "")) or text(told.get("City", "")),
        "place_country": codes().of_plover(told.get("Country")),
        "latitude": degrees(told.get("Latitude", ""), 90),
        "longitude": degrees(told.get("Longitude", ""), 180),
        "publisher": text(told.get("Source", "")),
    }
    return [
        made(actor=actor, recipient=recipient, **fields)
        for actor in _parties(told, "Actor")
        for recipient in _parties(told, "Recipient")
    ]


def _cells(event: Found, actor: Side | None, recipient: Side | None) -> list[Any]:
    keys = [side.key if side else None for side in (actor, recipient)]
    day = event["day"]
    cells = [
        f"{day.replace('-', '')}-{identity('polecat', event['id'], keys)}",
        day,
        event["type"],
        event["mode"],
        event["plover_score"],
        event["quad_class"].upper(),
        ";".join(event["contexts"]),
        *_side(actor, day),
        *_side(recipient, day),
        event["place"],
        None,
        None,
        event["admin1"],
        codes().plover(event["place_country"]),
        event["latitude"],
        event["longitude"],
        event["geonames_id"],
        event["place"],
        None,
        event["publisher"],
        event["published"],
        None,
        None,
        None,
        "en",
        "Dragoman",
    ]
    return [NOTHING if value in (None, "") else value for value in cells]


def _side(side: Side | None, day: str) -> list[Any]:
    if side is None:
        return [None] * 8
    country = codes().plover(side.country)
    return [side.name, country, codes().cow(side.country, day), side.sector, side.sector, side.role, side.name, None]


def _parties(told: dict[str, str], side: str) -> list[Party]:
    """Return those on a side: one for each country that its cell lists."""
    name = text(told[f"{side} Name"]) or text(told.get(f"{side} Name Raw", ""))
    sector = text(told.get(f"Primary {side} Sector", "").split(";")[0].strip())
    listed = [part.strip() for part in told.get(f"{side} Country", "").split(";")]
    countries = dict.fromkeys(codes().of_plover(part) for part in listed if part)
    return [Party(name=name, country=country, sector=sector) for country in countries] or [
        Party(name=name, sector=sector)
    ]
