"""The event table of GDELT 2.0: 61 columns, parted by tabs, without a header.

Leetaru and Schrodt 2013, "GDELT: Global Data on Events, Location and Tone, 1979-2012"; columns after the "GDELT Event
Database Data Format Codebook", version 2.0 (2015).
"""

from __future__ import annotations

from typing import Any, BinaryIO

from dragoman.formats.codes import QUAD_CLASSES, cameo_quad, codes
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

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()

COLUMNS: tuple[str, ...] = (
    *"GlobalEventID Day MonthYear Year FractionDate".split(),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    *"DATEADDED SOURCEURL".split(),
)
"""The names of the columns, in their order."""

OLDER = 58
"""Columns of GDELT 1.0."""

_COUNTRY, _CITY_OF_USA, _CITY = 1, 3, 4


def write(export: Export, stream: BinaryIO) -> int:
    """Write events, a pair a row; return how many rows."""
    count = 0
    for event, actor, recipient in dated_pairs(export.events()):
        stream.write(row(_cells(event, actor, recipient).values()))
        count += 1
    return count


def read(cells: dict[str, str]) -> list[Imported]:
    """Return the event of a row; raises RejectedRowError when it is none."""
    if not cells["GlobalEventID"]:
        raise RejectedRowError("no GlobalEventID")
    return [
        made(
            id=cells["GlobalEventID"],
            day=iso_day(cells["Day"]),
            actor=_party(cells, 1),
            recipient=_party(cells, 2),
            score=number(cells["GoldsteinScale"], "GoldsteinScale"),
            scale="goldstein",
            place=text(cells["ActionGeo_Fullname"]),
            place_country=codes().of_fips(cells["ActionGeo_CountryCode"]),
            latitude=degrees(cells["ActionGeo_Lat"], 90),
            longitude=degrees(cells["ActionGeo_Long"], 180),
            url=text(cells["SOURCEURL"]),
            **of_cameo(cells["EventCode"]),
        )
    ]


def _cells(event: Found, actor: Side | None, recipient: Side | None) -> dict[str, Any]:
    year, month, day = event["day"].split("-")
    code = event["cameo_code"]
    keys = [side.key if side else None for side in (actor, recipient)]
    cells: dict[str, Any] = dict.fromkeys(COLUMNS)
    cells |= {
        # a number of 60 bits made of content: the same event has the same number in every export
        "GlobalEventID": int(identity("gdelt", event["id"], keys)[:15], 16),
        "Day": year + month + day,
        "MonthYear": year + month,
        "Year": year,
        "FractionDate": f"{int(year) + (int(month) * 30 + int(day)) / 365:.4f}",
        **_actor(1, actor),
        **_actor(2, recipient),
        "IsRootEvent": int(event["within"] is None),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": cameo_quad(code) if code else QUAD_CLASSES.index(event["quad_class"]) + 1,
        "GoldsteinScale": event["goldstein"],
        "NumMentions": len(event["mentions"]),
        "NumSources": 1,
        "NumArticles": 1,
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_place(event),
        "DATEADDED": (event["published"] or event["day"])[:10].replace("-", "") + "000000",
        "SOURCEURL": event["url"] or f"urn:dragoman:article:{event['article']}",
    }
    return cells


def _actor(place: int, side: Side | None) -> dict[str, str]:
    if side is None:
        return {}
    country = codes().gdelt(side.country)
    group, kind = codes().group(side.country)
    role = codes().cameo_sector(side.sector)
    kinds = [code for code in (kind, role) if code]
    values = {
        "Code": country + "".join(code for code in (kind, group, role) if code),
        "Name": side.name.upper(),
        "CountryCode": country,
        "KnownGroupCode": group,
        **{f"Type{at}Code": code for at, code in enumerate(kinds, start=1)},
    }
    return {f"Actor{place}{name}": value for name, value in values.items()}


def _place(event: Found) -> dict[str, Any]:
    name, country = event["place"], event["place_country"]
    if name is None:
        return {"ActionGeo_Type": 0}
    of = codes().name(country) if country else None
    city = _CITY_OF_USA if country == "USA" else _CITY
    parts = [part for part in (name, event["admin1"], of) if part]
    return {
        "ActionGeo_Type": _COUNTRY if name == of else city,
        "ActionGeo_Fullname": ", ".join(dict.fromkeys(parts)),
        "ActionGeo_CountryCode": codes().fips(country),
        "ActionGeo_Lat": event["latitude"],
        "ActionGeo_Long": event["longitude"],
    }


def _party(cells: dict[str, str], place: int) -> Party:
    kinds = tuple(cells[f"Actor{place}Type{at}Code"] for at in (1, 2, 3))
    sectors = (codes().of_cameo_sector(code) for code in kinds if code)
    country = codes().of_gdelt(cells[f"Actor{place}CountryCode"], cells[f"Actor{place}KnownGroupCode"], kinds)
    return Party(
        name=text(cells[f"Actor{place}Name"]),
        country=country,
        sector=next((sector for sector in sectors if sector), None),
    )
