"""The event table of ICEWS: 20 columns, parted by tabs, with a header.

Boschee, Lautenschlager, O'Brien, Shellman, Starz and Ward 2015, "ICEWS Coded Event Data", Harvard Dataverse.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from dragoman.formats.codes import codes
from dragoman.formats.export import Export, row
from dragoman.formats.imported import (
    Imported,
    Party,
    RejectedRowError,
    degrees,
    iso_day,
    made,
    number,
    of_cameo,
    text,
)
from dragoman.formats.pairs import Found, Side, dated_pairs
from dragoman.library.rows import identity

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
"""The names of the columns, in their order."""

NEEDED = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")
"""Columns without which a file is none of ICEWS."""


def write(export: Export, stream: BinaryIO) -> int:
    """Write events, a pair a row; return how many rows."""
    stream.write(row(COLUMNS))
    count = 0
    for event, actor, recipient in dated_pairs(export.events()):
        stream.write(row(_cells(event, actor, recipient)))
        count += 1
    return count


def read(cells: dict[str, str]) -> list[Imported]:
    """Return the event of a row; raises RejectedRowError when it is none."""
    if not cells["Event ID"]:
        raise RejectedRowError("no Event ID")
    return [
        made(
            id=cells["Event ID"],
            day=iso_day(cells["Event Date"]),
            actor=_party(cells, "Source"),
            recipient=_party(cells, "Target"),
            score=number(cells.get("Intensity", ""), "Intensity"),
            scale="goldstein",
            place=text(cells.get("City", "")),
            place_country=codes().of_name(cells.get("Country", "")),
            latitude=degrees(cells.get("Latitude", ""), 90),
            longitude=degrees(cells.get("Longitude", ""), 180),
            publisher=text(cells.get("Publisher", "")),
            **of_cameo(_code(cells["CAMEO Code"])),
        )
    ]


def _code(cell: str) -> str:
    # spreadsheets drop the leading nought: 42 is 042, and 20 stays
    return f"0{cell}" if len(cell) in (1, 2) and cell.isdigit() and cell not in ("10", "20") else cell


def _cells(event: Found, actor: Side | None, recipient: Side | None) -> list[Any]:
    code = event["cameo_code"]
    keys = [side.key if side else None for side in (actor, recipient)]
    country = codes().icews(event["place_country"])
    return [
        int(identity("icews", event["id"], keys)[:12], 16),
        event["day"],
        *_side(actor),
        codes().event(code)[2],
        code,
        event["goldstein"],
        *_side(recipient),
        int(event["article"][:12], 16) if _is_hash(event["article"]) else event["article"],
        None,
        event["publisher"],
        None if event["place"] == country else event["place"],
        None,
        event["admin1"],
        country,
        event["latitude"],
        event["longitude"],
    ]


def _side(side: Side | None) -> tuple[str, str, str]:
    if side is None:
        return "", "", ""
    return side.name, codes().icews_sectors(side.country, side.sector), codes().icews(side.country)


def _party(cells: dict[str, str], side: str) -> Party:
    country = codes().of_name(cells.get(f"{side} Country", ""))
    body, sector = codes().of_icews_sectors(cells.get(f"{side} Sectors", ""))
    return Party(name=text(cells[f"{side} Name"]), country=country or body, sector=sector)


def _is_hash(value: str) -> bool:
    try:
        return int(value[:12], 16) >= 0 and len(value) >= len("0123456789ab")
    except ValueError:
        return False
