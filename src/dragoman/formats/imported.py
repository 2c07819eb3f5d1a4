"""One shape for the events of every set: what is kept of an imported row, and of one that is not taken."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

import msgspec

from dragoman.formats.codes import QUAD_CLASSES, codes

_DAY = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$")


class RejectedRowError(Exception):
    """A row that is no event of its format; the message says why."""


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was not taken: where it stands, and why."""

    file: str
    line: int
    reason: str


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A side of an imported event. ``country`` is the record's code (ISO alpha-3, ``XKX``, ``IGO`` ...)."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """One event with one actor and one recipient.

    ``actor`` and ``recipient`` are the country's code, or the name where there is none. ``type`` and ``quad_class``
    are PLOVER's; ``type`` is None for CAMEO's statements and appeals, which PLOVER drops. ``scale`` names what
    ``score`` is measured by: ``goldstein`` or ``plover``.
    """

    id: str
    day: str
    actor: str | None
    actor_name: str | None
    actor_country: str | None
    actor_sector: str | None
    recipient: str | None
    recipient_name: str | None
    recipient_country: str | None
    recipient_sector: str | None
    type: str | None
    mode: str | None
    contexts: str | None
    quad_class: str | None
    code: str | None
    score: float | None
    scale: str
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    publisher: str | None
    url: str | None
    words: str | None


def made(*, actor: Party, recipient: Party, **fields: Any) -> Imported:
    """Return an imported event; fields that are not given are None."""
    values: dict[str, Any] = dict.fromkeys(Imported.__struct_fields__) | fields
    for side, party in (("actor", actor), ("recipient", recipient)):
        values |= {
            side: party.country or party.name,
            f"{side}_name": party.name,
            f"{side}_country": party.country,
            f"{side}_sector": party.sector,
        }
    return Imported(**values)


def of_cameo(code: str) -> dict[str, Any]:
    """Return ``code type mode quad_class`` of a CAMEO code; raises RejectedRowError when it is none."""
    if not re.fullmatch(r"\d{2,4}", code) or not 1 <= int(code[:2]) <= 20:
        raise RejectedRowError(f"'{code}' is no CAMEO code")
    type_, mode, _ = codes().event(code)
    quad = codes().quad_of_type(type_) or QUAD_CLASSES[0]
    return {"code": code, "type": type_, "mode": mode, "quad_class": quad}


def iso_day(cell: str) -> str:
    """Return a day as an ISO date; raises RejectedRowError when it is none."""
    found = _DAY.match(cell)
    try:
        if found is None:
            raise ValueError
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        raise RejectedRowError(f"'{cell}' is no date") from None


def number(cell: str, what: str) -> float | None:
    """Return a number, or None for an empty cell; raises RejectedRowError when it is none."""
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise RejectedRowError(f"'{cell}' is no number ({what})")
    return value


def degrees(cell: str, most: float) -> float | None:
    """Return degrees, or None where a cell holds none: a place is lost then, not the event."""
    try:
        value = number(cell, "degrees")
    except RejectedRowError:
        return None
    return value if value is not None and abs(value) <= most else None


def text(cell: str) -> str | None:
    """Return a cell, or None when it is empty."""
    return cell or None
