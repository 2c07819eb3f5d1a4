"""What an edit of an item's field means: the words a person wrote as values of its row."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.library.judging import EVENT, RELATION, STATEMENT
from dragoman.library.rows import Row
from dragoman.library.schema import ACTOR, RECIPIENT, THIRD, actors

MODALITIES = ("actual", "planned", "possible", "negated")
POLARITIES = ("holds", "denied", "possible")

PERSON = "person"
"""Source of an event's time that a person gave."""

SIDES = {
    EVENT: {"actors": ACTOR, "recipients": RECIPIENT, "third_parties": THIRD},
    RELATION: {"subjects": ACTOR, "objects": RECIPIENT},
    STATEMENT: {},
}
NUMBERS = {
    EVENT: ("confidence", "latitude", "longitude", "geonames_id"),
    RELATION: ("number", "confidence"),
    STATEMENT: (),
}
BOUNDS = {
    "confidence": (0.0, 1.0),
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
    "geonames_id": (1, (1 << 31) - 1),
}
"""What a number lies between."""
DAYS = {
    EVENT: ("day", "earliest", "latest"),
    STATEMENT: ("day",),
    RELATION: ("day", *(f"{name}_{end}" for name in ("since", "until", "as_of") for end in ("earliest", "latest"))),
}
WORDS = {
    EVENT: ("mode", "contexts", "place", "place_country", "admin1", "within", "said_in"),
    STATEMENT: ("kind", "cue", "content"),
    RELATION: ("type", "unit", "of", "field", "place", "said_in"),
}
SPECIAL = {EVENT: ("action", "type", "modality", "speaker"), STATEMENT: ("speaker",), RELATION: ("polarity", "speaker")}
NEEDED = frozenset({"type", "action", "modality", "kind", "content", "polarity", "confidence", "actors", "subjects"})
"""Fields that cannot be empty."""

_CODE = re.compile(r"[A-Z]{3}")


def fields_of(kind: str) -> list[str]:
    """Return the fields of an item that can be edited."""
    plain = (*SIDES[kind], *SPECIAL[kind], *WORDS[kind], *DAYS[kind], *NUMBERS[kind])
    return sorted(plain)


def changes(connection: Connection, kind: str, item: Row, article: int, said: Mapping[str, str]) -> dict[str, Any]:
    """Return what an edit changes: ``set``, the columns of the row, and ``sides``, the parties of a side.

    Args:
        item: the row as it stands.
        article: the ``seq`` of its article.
        said: the fields and their new values as words; an empty value takes a field away.

    Raises:
        UsageError: there is no such field, or it cannot have that value; the message says what it can have.
    """
    known = fields_of(kind)
    values: dict[str, Any] = {}
    sides: dict[str, list[Row]] = {}
    for name, value in said.items():
        if name not in known:
            raise UsageError(f"{kind}s have no field '{name}' to edit; there are {', '.join(known)}")
        if not value and name in NEEDED:
            raise UsageError(f"{name} cannot be empty")
        if name in SIDES[kind]:
            found = [_party(connection, article, one.strip()) for one in value.split(",") if one.strip()]
            if kind == RELATION:
                found = [{field: party[field] for field in party if field != "role"} for party in found]
            side = SIDES[kind][name]
            sides[side] = [{"side": side, **party} for party in {party["ref"]: party for party in found}.values()]
        elif name in DAYS[kind]:
            values.update(_day(name, value, kind, item))
        elif name in NUMBERS[kind]:
            values[name] = _number(name, value)
        else:
            values.update(_word(connection, kind, item, article, name, value, said))
    changed: dict[str, Any] = {}
    if values:
        changed["set"] = values
    if sides:
        changed["sides"] = sides
    if kind == EVENT and "type" in said and "action" not in said:
        # the action is then the first of its type, no choice of the person's
        changed["by_type"] = True
    return changed


def _word(
    connection: Connection, kind: str, item: Row, article: int, name: str, value: str, said: Mapping[str, str]
) -> Row:
    match name:
        case "action":
            return _coding(value)
        case "type" if kind == EVENT:
            if "action" in said:
                if _coding(said["action"])["type"] != value:
                    raise UsageError(f"the action {said['action']} is of another type than {value}; leave one out")
                return {}
            return _coding(_first_of(value))
        case "modality" | "polarity":
            allowed = MODALITIES if name == "modality" else POLARITIES
            if value not in allowed:
                raise UsageError(f"{name} is one of {', '.join(allowed)}, not '{value}'")
            return {name: value}
        case "mode":
            modes = sorted({row["mode"] for row in _actions().values() if row["mode"]})
            if value and value not in modes:
                raise UsageError(f"no mode '{value}'; there are {', '.join(modes)}")
            return {name: value or None}
        case "contexts":
            return {name: json.dumps([one.strip() for one in value.split(",") if one.strip()], ensure_ascii=False)}
        case "speaker":
            party = _party(connection, article, value) if value else {"ref": None, "name": None, "country": None}
            if kind == STATEMENT:
                return {"speaker": party["ref"], "speaker_name": party["name"], "speaker_country": party["country"]}
            return {"speaker": party["ref"]}
        case "within":
            return {name: None if value in ("", "none") else value}
        case _:
            return {name: value or None}


def _coding(action: str) -> Row:
    """Return the columns that an action decides."""
    row = _actions().get(action)
    if row is None:
        raise UsageError(f"no action '{action}'; 'dragoman review actions' lists them")
    quad = _types()[row["plover"]]
    return {
        "action": action,
        "type": row["plover"],
        "mode": row["mode"] or None,
        "quad_class": quad["quad_class"],
        "plover_score": float(quad["plover_score"]),
        "cameo_code": row["cameo"],
        "goldstein": _goldstein()[row["cameo"]],
    }


def _first_of(type_: str) -> str:
    """Return the action that stands for a type where a person names only the type: the first of the table."""
    for action, row in _actions().items():
        if row["plover"] == type_:
            return action
    raise UsageError(f"no type '{type_}'; there are {', '.join(sorted(_types()))}")


def _day(name: str, value: str, kind: str, item: Row) -> Row:
    if value:
        try:
            # Python takes 20230329 and 2023-W13-3 too, which sort elsewhere
            if date.fromisoformat(value).isoformat() != value:
                raise ValueError
        except ValueError:
            raise UsageError(f"{name}={value} is no day; write it as 2023-03-29") from None
    if kind != EVENT:
        return {name: value or None}
    if not value:
        raise UsageError(f"{name} cannot be empty; give the day, such as {name}=2023-03-29")
    first, last = (value, value) if name == "day" else (item["earliest"] or value, item["latest"] or value)
    if name != "day":
        first, last = (value, max(value, last)) if name == "earliest" else (min(value, first), value)
    precision = "day" if first == last else item["precision"] or "day"
    return {"day": first, "earliest": first, "latest": last, "precision": precision, "time_source": PERSON}


def _number(name: str, value: str) -> float | int | None:
    if not value:
        return None
    lowest, highest = BOUNDS.get(name, (-math.inf, math.inf))
    try:
        number = int(value) if name == "geonames_id" else float(value)
        if not math.isfinite(number):
            raise ValueError
    except (ValueError, OverflowError):
        raise UsageError(f"{name}={value} is no number") from None
    if not lowest <= number <= highest:
        raise UsageError(f"{name}={value} is none; it lies between {lowest:g} and {highest:g}")
    return number


def _party(connection: Connection, article: int, value: str) -> Row:
    """Return an actor of the article by code, ref or name, or a state that the article does not name."""
    asked = select(actors).where(actors.c.article == article).order_by(actors.c.mentions.desc(), actors.c.ref)
    found = list(connection.execute(asked).mappings())

    def fits(row: Mapping[Any, Any]) -> int:
        if row["ref"] == value or (row["country"] == value and row["kind"] == "country"):
            return 3
        return 2 if row["name"].casefold() == value.casefold() else 0

    best = max(found, key=fits, default=None)
    if best is not None and fits(best):
        sectors = json.loads(best["sectors"])
        fields = {name: best[name] for name in ("ref", "name", "kind", "country", "role")}
        return {**fields, "sector": sectors[0] if sectors else None}
    if _CODE.fullmatch(value) and value in _states():
        name = _states()[value]
        return {
            "ref": f"country/{value}",
            "name": name,
            "kind": "country",
            "country": value,
            "role": None,
            "sector": "GOV",
        }
    named = ", ".join(sorted(row["ref"] for row in found)) or "none"
    raise UsageError(f"no actor '{value}'; name a country code, or an actor of the article: {named}")


@cache
def _actions() -> dict[str, Row]:
    rows = Knowledge().table("events/actions.tsv")
    return {row["action"]: dict(row) for row in rows if row["action"] != "none"}


@cache
def _types() -> dict[str, Row]:
    return {row["type"]: dict(row) for row in Knowledge().table("events/types.tsv")}


@cache
def _goldstein() -> dict[str, float]:
    return {row["cameo"]: float(row["goldstein"]) for row in Knowledge().table("events/goldstein.tsv")}


@cache
def _states() -> dict[str, str]:
    return {row["ref"]: row["name"] for row in Knowledge().table("actors/states.tsv")}


def actions() -> list[Row]:
    """Return the actions that an event can be coded with, each with its type, mode and gloss."""
    return [
        {"action": name, "type": row["plover"], "mode": row["mode"], "gloss": row["gloss"]}
        for name, row in _actions().items()
    ]
