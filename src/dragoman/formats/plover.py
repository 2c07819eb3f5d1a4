"""Event records of PLOVER, one JSON object a line.

Field names after the PLOVER manual (Open Event Data Alliance, draft 0.7, 2021), chapter "JSON Data Fields", which lets
providers add fields; ours are ``goldstein``, ``cameo``, ``action``, ``modality``, ``within``, ``said_in``,
``according_to``, ``third_parties`` and ``confidence``, and in an actor ``iso3``, ``cow`` and ``kind``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from dragoman.formats.codes import QUAD_CLASSES, codes
from dragoman.formats.export import Export, line
from dragoman.formats.imported import Imported, Party, RejectedRowError, degrees, iso_day, made, number, text
from dragoman.formats.pairs import Found, Side, sides

CODEBOOK = "plover-base-0.7"
CODER = "Dragoman"


def write(export: Export, stream: BinaryIO) -> int:
    """Write events, one a line; return how many."""
    count = 0
    for event in export.events():
        if event["day"] is not None:
            stream.write(line(_record(event)))
            count += 1
    return count


def read(row: str) -> list[Imported]:
    """Return the events of a record, one for each pair of its sides; raises RejectedRowError when it is none."""
    try:
        told = json.loads(row)
    except ValueError as error:
        raise RejectedRowError(f"no JSON ({error})") from None
    if not isinstance(told, dict) or not told.get("id") or not told.get("event"):
        raise RejectedRowError("no PLOVER record: it has an id and an event")
    try:
        return [_imported(told, type_, *pair) for type_ in _listed(told["event"]) for pair in _pairs(told)]
    except (AttributeError, TypeError, KeyError) as error:
        raise RejectedRowError(f"no PLOVER record ({type(error).__name__}: {error})") from None


def _record(event: Found) -> dict[str, Any]:
    day = event["day"]
    start, end = event["mentions"][0][1] if event["mentions"] else (None, None)
    record = {
        "id": event["id"],
        "date": day,
        "enddate": event["latest"] if event["latest"] != day else None,
        "source": [_actor(side, day) for side in sides(event, "actors")],
        "recipient": [_actor(side, day) for side in sides(event, "recipients")],
        "event": [event["type"]],
        "event_text": [event["trigger"]] if event["trigger"] else None,
        "event_loc": _place(event),
        "quad_code": QUAD_CLASSES.index(event["quad_class"]) + 1,
        "event_scale": event["plover_score"],
        "mode": event["mode"],
        "context": event["contexts"],
        "link": event["happening"],
        "text": event["sentence"],
        "text_info": _told({"start": start, "end": end}),
        "cite_info": _told(
            {
                "corpus": event["article"],
                "url": event["url"],
                "title": event["title"],
                "publication": event["publisher"],
                "language": "en",
                "coder": CODER,
                "codebook": CODEBOOK,
            }
        ),
        "coder": CODER,
        "goldstein": event["goldstein"],
        "cameo": event["cameo_code"],
        "action": event["action"],
        "modality": event["modality"],
        "within": event["within"],
        "said_in": event["said_in"],
        "according_to": event["speaker"],
        "third_parties": [_actor(side, day) for side in sides(event, "third_parties")],
        "confidence": event["confidence"],
    }
    return _told(record)


def _actor(side: Side, day: str) -> dict[str, Any]:
    actor = {
        "code": codes().plover(side.country),
        "sector": side.sector,
        "actor_text": side.name,
        "identifier_id": side.ref,
        "identifier_text": side.name,
        "office": side.role,
        "kind": side.ref.partition("/")[0],
        "iso3": side.country if codes().iso2(side.country) else None,
        "cow": codes().cow(side.country, day),
    }
    return _told(actor)


def _place(event: Found) -> dict[str, Any] | None:
    if event["place"] is None:
        return None
    place = {
        "geonameid": event["geonames_id"],
        "name": event["place"],
        "latitude": event["latitude"],
        "longitude": event["longitude"],
        "country code": codes().iso2(event["place_country"]),
        "cc3": event["place_country"],
        "admin1": event["admin1"],
    }
    return _told(place)


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the fields that hold nothing."""
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def _imported(told: dict[str, Any], type_: str, actor: Party, recipient: Party) -> Imported:
    quad = codes().quad_of_type(type_)
    if quad is None:
        raise RejectedRowError(f"'{type_}' is no type of PLOVER")
    place = told.get("event_loc") or {}
    cited = told.get("cite_info") or {}
    score = told.get("event_scale")
    return made(
        id=str(told["id"]),
        day=iso_day(str(told.get("date") or "")),
        actor=actor,
        recipient=recipient,
        type=type_,
        mode=";".join(_listed(told.get("mode"))) or None,
        contexts=";".join(_listed(told.get("context"))) or None,
        quad_class=quad,
        code=told.get("cameo"),
        score=number("" if score is None else str(score), "event_scale"),
        scale="plover",
        place=place.get("name"),
        place_country=codes().of_plover(place.get("cc3")),
        latitude=degrees(str(place.get("latitude") or ""), 90),
        longitude=degrees(str(place.get("longitude") or ""), 180),
        publisher=text(cited.get("publication") or told.get("publication") or ""),
        url=text(cited.get("url") or ""),
        words=told.get("text"),
    )


def _pairs(told: dict[str, Any]) -> list[tuple[Party, Party]]:
    actors = _parties(told.get("source"))
    recipients = _parties(told.get("recipient") or told.get("target"))
    if not recipients and len(actors) > 1:
        # PLOVER's way to write what several do together: all are sources
        return [(one, other) for one in actors for other in actors if _key(one) != _key(other)]
    return [(one, other) for one in actors or [Party()] for other in recipients or [Party()]]


def _parties(told: Any) -> list[Party]:
    found: dict[str | None, Party] = {}
    for actor in told or ():
        party = Party(
            name=actor.get("identifier_text") or actor.get("actor_text") or actor.get("actorText"),
            country=codes().of_plover(actor.get("code")),
            sector=actor.get("sector"),
        )
        found.setdefault(_key(party), party)
    return list(found.values())


def _key(party: Party) -> str | None:
    return party.country or party.name


def _listed(value: Any) -> Sequence[str]:
    if not value:
        return ()
    return [value] if isinstance(value, str) else [str(one) for one in value]
