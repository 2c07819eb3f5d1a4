"""Events with places as GeoJSON (RFC 7946), one feature an event, for maps."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from dragoman.formats.export import Export
from dragoman.formats.pairs import Found

_FIELDS = (
    "day latest precision published type action mode contexts quad_class plover_score goldstein cameo_code modality "
    "within said_in speaker place place_country admin1 geonames_id confidence sentence article publisher title url"
).split()


def write(export: Export, stream: BinaryIO) -> int:
    """Write the events that have a place on the map; return how many."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for event in export.events():
        if event["latitude"] is None or event["longitude"] is None:
            continue
        stream.write((b",\n" if count else b"\n") + msgspec.json.encode(_feature(event)))
        count += 1
    stream.write(b"\n]}\n")
    return count


def _feature(event: Found) -> dict[str, Any]:
    told = {
        field: [
            country or ref for country, ref in zip(event[f"{field}_countries"], event[f"{field}_refs"], strict=True)
        ]
        for field in ("actors", "recipients")
    }
    return {
        "type": "Feature",
        "id": event["id"],
        "geometry": {"type": "Point", "coordinates": [event["longitude"], event["latitude"]]},
        "properties": {
            "actors": event["actors"],
            "actors_codes": told["actors"],
            "recipients": event["recipients"],
            "recipients_codes": told["recipients"],
            **{name: event[name] for name in _FIELDS},
        },
    }
