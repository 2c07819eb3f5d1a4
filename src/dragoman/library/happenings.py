"""Events that several articles tell are one happening with its reports.

Reports of one happening have the same type and the same sides (the first actor and the first recipient; of those who
act together the first two, whichever way round), and stand near each other in time and space:

- Time. Reports whose text names the day belong together when it is the same day. A report without a day of its own
  (it has the day of publication) belongs to such a day when it follows it by at most `Grouping.days`. Where there is
  none, it belongs to the first day of such reports within as many days before. No chain is longer than that, so the
  daily shelling of a long war is not one happening.
- Place. Within that, reports are told apart by places further than `Grouping.kilometres` from each other. One that
  names only a country goes with the most reports in it, one that names no place with the most reports.

The rule depends only on what reports there are within a few days, so the order of adding makes no difference, and
adding stays as fast in a large library. People can say that two reports tell of one happening, or that one stands
alone.

Corroboration counts sources that are independent: copies of one story count once, copy of one agency counts once,
and each outlet counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from dragoman.library.corroboration import count_sources
from dragoman.library.grouping import Grouping
from dragoman.library.rows import Rows, identity
from dragoman.library.schema import ACTOR, RECIPIENT, events, happenings, reports

EARTH = 6371.0
"""Radius in kilometres."""

DATED = ("text", "dateline")
"""Sources of an event's time that name its day."""

TOGETHER = 500
"""Keys of one look-up."""

Values = dict[str, Any]

_SIGN = "\t"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A counted event as it is gathered; ``seq`` and ``id`` are of the event."""

    seq: int
    id: str
    article: int
    day: int
    dated: bool
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    place: str | None
    happening: int | None


def reports_of(rows: Rows) -> list[tuple[int, Values]]:
    """Return what is gathered of a reading: ``(place of the event, report)``."""
    sides: dict[tuple[int, str], list[str]] = {}
    for at, party in rows.parties:
        sides.setdefault((at, party["side"]), []).append(party["country"] or party["ref"])
    found = []
    for place, row in enumerate(rows.events):
        counted = row["modality"] == "actual" and row["within"] is None and row.get("verdict") != "rejected"
        day = _ordinal(row["day"])
        doing = sides.get((place, ACTOR), [])
        if not counted or day is None or not doing:
            continue
        pair = dyad(doing, sides.get((place, RECIPIENT), []))
        report = {
            "key": key_of(row["type"], *pair, row.get("apart", "")),
            "day": day,
            "dated": row["precision"] == "day" and row["earliest"] == row["latest"] and row["time_source"] in DATED,
            "country": row["place_country"],
            "admin1": row["admin1"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
        }
        # what a person said of it stands above what it says itself
        found.append((place, {**report, **row.get("pinned", {})}))
    return found


def key_of(type_: str, actor: str, recipient: str, apart: str = "") -> str:
    """Return what reports of one happening have in common; ``apart`` tells a report from all others."""
    return _SIGN.join((type_, actor, recipient, apart))


def dyad(actors: list[str], recipients: list[str]) -> tuple[str, str]:
    """Return the pair that a happening is known by; those who act together stand in the order of the alphabet."""
    if recipients:
        return actors[0], recipients[0]
    pair = sorted(dict.fromkeys(actors))[:2] if len(actors) > 1 else actors
    return pair[0], pair[1] if len(pair) > 1 else ""


def gather(connection: Connection, told: list[tuple[int, Values]], grouping: Grouping) -> None:
    """Keep the reports of a reading, as ``(seq of the event, report)``, and let them join their happenings."""
    if told:
        connection.execute(insert(reports), [{**report, "event": seq} for seq, report in told])
        settle(connection, {(report["key"], report["day"]) for _, report in told}, set(), grouping)


def release(connection: Connection, article: int) -> tuple[set[tuple[str, int]], set[int]]:
    """Take away the reports of an article, whose events go next; give what `settle` needs after that."""
    mine = (
        select(reports.c.event, reports.c.key, reports.c.day, events.c.happening)
        .join(events, events.c.seq == reports.c.event)
        .where(events.c.article == article)
    )
    found = connection.execute(mine).all()
    if found:
        connection.execute(delete(reports).where(reports.c.event.in_([row.event for row in found])))
    return {(row.key, row.day) for row in found}, {row.happening for row in found if row.happening is not None}


def recount(connection: Connection, of: Iterable[int]) -> None:
    """Count the sources anew of every happening that some articles report."""
    wanted = sorted(of)
    for begun in range(0, len(wanted), TOGETHER):
        asked = (
            select(events.c.happening)
            .where(events.c.article.in_(wanted[begun : begun + TOGETHER]), events.c.happening.is_not(None))
            .distinct()
        )
        for happening in sorted(connection.execute(asked).scalars()):
            told = select(events.c.article).where(events.c.happening == happening).distinct()
            outlets = count_sources(connection, list(connection.execute(told).scalars()))
            connection.execute(update(happenings).where(happenings.c.seq == happening).values(outlets=outlets))


def gather_all(connection: Connection, grouping: Grouping) -> None:
    """Make every happening anew from the reports that are kept."""
    connection.execute(update(events).where(events.c.happening.is_not(None)).values(happening=None))
    connection.execute(delete(happenings))
    keys = list(connection.execute(select(reports.c.key, reports.c.day).distinct()).all())
    done: set[tuple[str, int]] = set()
    for row in sorted((row.key, row.day) for row in keys):
        if row not in done:
            done.add(row)
            settle(connection, {row}, set(), grouping)


def groups(found: list[Report], grouping: Grouping) -> list[tuple[int, list[Report]]]:
    """Return reports of one key as ``(first day, reports)``; the rule of this module."""
    dated = {report.day for report in found if report.dated}
    reach = range(grouping.days + 1)

    def named(day: int) -> int | None:
        return next((day - back for back in reach if day - back in dated), None)

    loose = {report.day for report in found if not report.dated and named(report.day) is None}
    leads = {day for day in loose if not any(day - back in loose for back in reach if back)}

    def root(report: Report) -> int:
        if report.dated:
            return report.day
        if (day := named(report.day)) is not None:
            return day
        return next((report.day - back for back in reach if report.day - back in leads), report.day)

    by_day: dict[int, list[Report]] = {}
    for report in sorted(found, key=lambda report: report.id):
        by_day.setdefault(root(report), []).append(report)
    return [(day, part) for day, told in sorted(by_day.items()) for part in _by_place(told, grouping.kilometres)]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two points given as degrees of latitude and longitude (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    inner = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(inner)))


def _by_place(told: list[Report], kilometres: float) -> list[list[Report]]:
    spots: dict[tuple[float, float], list[Report]] = {}
    wide: list[Report] = []
    for report in told:
        if report.admin1 is None or report.latitude is None or report.longitude is None:
            wide.append(report)
        else:
            spots.setdefault((report.latitude, report.longitude), []).append(report)
    parts: list[list[tuple[float, float]]] = []
    for spot in sorted(spots):
        near = [part for part in parts if any(distance(spot, other) <= kilometres for other in part)]
        parts = [part for part in parts if part not in near] + [[spot, *(other for part in near for other in part)]]
    found = [[report for spot in part for report in spots[spot]] for part in parts]
    found.sort(key=_rank)
    named = [report for report in wide if report.country is not None]
    countries = {report.country for report in named}
    for country in sorted(code for code in countries if code):
        mine = [report for report in named if report.country == country]
        home = next((part for part in found if any(report.country == country for report in part)), None)
        if home is None:
            found.append(mine)
        else:
            home += mine
    anywhere = [report for report in wide if report.country is None]
    if not found:
        return [anywhere] if anywhere else []
    min(found, key=_rank).extend(anywhere)
    return found


def _rank(part: list[Report]) -> tuple[int, str]:
    """Order parts by the most reports, then by the lowest id: the order of adding makes no difference."""
    return -len(part), min(report.id for report in part)


def settle(connection: Connection, touched: set[tuple[str, int]], former: set[int], grouping: Grouping) -> None:
    """Make anew the happenings that a change of reports of some keys and days can alter, and no others.

    Args:
        touched: ``(key, day)`` of the reports that came or went.
        former: happenings that events which went had pointed at.
    """
    left = set(former)
    for key, day in sorted(touched):
        # a report can alter the groups that begin up to `days` before it and three times as many after it
        reach = grouping.days
        found = list(_reports(connection, key, day - 4 * reach, day + 4 * reach))
        parts = [part for begun, part in groups(found, grouping) if day - reach <= begun <= day + 3 * reach]
        left |= {report.happening for part in parts for report in part if report.happening is not None}
        for part in parts:
            left.discard(_keep(connection, key, part))
    for happening in sorted(left):
        used = select(events.c.seq).where(events.c.happening == happening).limit(1)
        if connection.execute(used).first() is None:
            connection.execute(delete(happenings).where(happenings.c.seq == happening))


def _keep(connection: Connection, key: str, part: list[Report]) -> int:
    """Write one happening and let its events point at it; return its ``seq``."""
    first = min(part, key=lambda report: report.id)
    name = identity("happening", key, first.id)
    articles = sorted({report.article for report in part})
    days = [report.day for report in part if report.dated] or [report.day for report in part]
    places = Counter(report.place for report in part if report.place is not None)
    type_, actor, recipient, _ = key.split(_SIGN)
    values = {
        "type": type_,
        "actor": actor,
        "recipient": recipient,
        "earliest": date.fromordinal(min(days)).isoformat(),
        "latest": date.fromordinal(max(days)).isoformat(),
        "place": min(places, key=lambda place: (-places[place], place)) if places else None,
        "reports": len(articles),
        "outlets": count_sources(connection, articles),
    }
    held = connection.execute(select(happenings).where(happenings.c.id == name)).mappings().one_or_none()
    if held is None:
        seq = connection.execute(insert(happenings).values(id=name, **values).returning(happenings.c.seq)).scalar_one()
    else:
        seq = held["seq"]
        if any(held[field] != value for field, value in values.items()):
            connection.execute(update(happenings).where(happenings.c.seq == seq).values(values))
    moved = [report.seq for report in part if report.happening != seq]
    for begun in range(0, len(moved), TOGETHER):
        some = events.c.seq.in_(moved[begun : begun + TOGETHER])
        connection.execute(update(events).where(some).values(happening=seq))
    return int(seq)


def _reports(connection: Connection, key: str, since: int, until: int) -> Iterator[Report]:
    asked = (
        select(
            events.c.seq,
            events.c.id,
            events.c.article,
            events.c.place,
            events.c.happening,
            *(reports.c[name] for name in ("day", "dated", "country", "admin1", "latitude", "longitude")),
        )
        .join(events, events.c.seq == reports.c.event)
        .where(reports.c.key == key, reports.c.day.between(since, until))
    )
    for row in connection.execute(asked).mappings():
        yield Report(**row)


def _ordinal(day: str | None) -> int | None:
    try:
        return None if day is None else date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
