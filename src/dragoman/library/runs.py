"""Runs: each call that reads into the library, with the settings, versions and data it read with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from dragoman.errors import LibraryError
from dragoman.library.processes import is_gone, this_process
from dragoman.library.projection import project, withdraw
from dragoman.library.rows import storable
from dragoman.library.schema import articles, failures, readings, runs

OPEN, DONE, STOPPED, ROLLED_BACK = "open", "done", "stopped", "rolled-back"

PATIENCE = timedelta(days=1)
"""A run of which nothing was kept for so long has stopped, where its process cannot be asked for (another computer)."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run.

    ``settings`` are those of the reading, ``knowledge`` the checksum of its data files, ``sources`` what was read.
    ``added`` articles were new, ``superseded`` ones had been read otherwise, ``known`` ones changed nothing.
    ``status`` is ``open done stopped rolled-back``; a run whose process is gone, because it was killed or the computer
    went off, is ``stopped``, and its ``finished`` is the moment when something of it was last kept.
    """

    seq: int
    started: str
    finished: str | None
    status: str
    reader: str
    settings: dict[str, Any]
    knowledge: str
    sources: list[str]
    added: int
    superseded: int
    known: int
    failed: int


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def signature(reader: str, settings: dict[str, Any], knowledge: str) -> str:
    """Return the hash of all that decides what a reading says of a given document."""
    said = json.dumps([reader, settings, knowledge], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def begin(connection: Connection, reader: str, settings: dict[str, Any], knowledge: str, sources: Sequence[str]) -> int:
    """Open a run and return its number."""
    values = {
        "started": now(),
        "status": OPEN,
        "reader": reader,
        "settings": json.dumps(settings, sort_keys=True),
        "knowledge": knowledge,
        "sources": json.dumps([storable(source) for source in sources], ensure_ascii=False),
        "process": this_process(),
    }
    _settle(connection)
    return int(connection.execute(insert(runs).values(values).returning(runs.c.seq)).scalar_one())


def finish(connection: Connection, seq: int, status: str) -> None:
    """Close a run as `DONE` or `STOPPED`; one that was taken back stays so."""
    mine = update(runs).where(runs.c.seq == seq)
    connection.execute(mine.values(finished=now()))
    connection.execute(mine.where(runs.c.status != ROLLED_BACK).values(status=status))


def check_going_on(connection: Connection, seq: int) -> None:
    """Raise LibraryError when a run was taken back while it still reads."""
    if one(connection, seq).status == ROLLED_BACK:
        raise LibraryError(f"run {seq} was taken back while it was going on; add again to read what is left")


def count(connection: Connection, seq: int, counts: dict[str, int]) -> None:
    """Add to a run's counts (``added superseded known failed``), and keep that it goes on."""
    values: dict[str, Any] = {name: runs.c[name] + number for name, number in counts.items() if number}
    connection.execute(update(runs).where(runs.c.seq == seq).values(**values, last_kept=now()))


def fail(connection: Connection, seq: int, failed: Sequence[tuple[str, str]]) -> None:
    """Keep what could not be read in a run, as ``(place, reason)``."""
    if failed:
        rows = [{"run": seq, "place": storable(place), "reason": storable(reason)} for place, reason in failed]
        connection.execute(insert(failures), rows)


def listed(connection: Connection) -> list[Run]:
    """Return all runs, the oldest first."""
    return [_run(dict(row._mapping)) for row in connection.execute(select(runs).order_by(runs.c.seq))]


def one(connection: Connection, seq: int) -> Run:
    """Return one run.

    Raises:
        LibraryError: there is none of that number.
    """
    # a number beyond the databases' own is no run's
    row = connection.execute(select(runs).where(runs.c.seq == seq)).one_or_none() if 0 < seq < 1 << 31 else None
    if row is None:
        raise LibraryError(f"no run {seq} in this library; 'dragoman runs' lists them")
    return _run(dict(row._mapping))


def failures_of(connection: Connection, seq: int) -> list[tuple[str, str]]:
    """Return what could not be read in a run, as ``(place, reason)``."""
    found = connection.execute(
        select(failures.c.place, failures.c.reason).where(failures.c.run == seq).order_by(failures.c.seq)
    )
    return [(row.place, row.reason) for row in found]


def roll_back(connection: Connection, seq: int) -> int:
    """Let the readings of a run no longer count, and those they superseded count again; return how many articles.

    Nothing is deleted: the readings are kept, and an article that only this run read stays without a current reading.

    Raises:
        LibraryError: there is no such run, or it was rolled back before.
    """
    if one(connection, seq).status == ROLLED_BACK:
        raise LibraryError(f"run {seq} was rolled back already")
    touched = [
        row.article
        for row in connection.execute(
            select(readings.c.article).where(readings.c.run == seq, readings.c.current).order_by(readings.c.seq)
        )
    ]
    connection.execute(update(runs).where(runs.c.seq == seq).values(status=ROLLED_BACK))
    for article in touched:
        withdraw(connection, article)
        connection.execute(update(readings).where(readings.c.article == article).values(current=False))
        former = connection.execute(
            select(readings.c.seq, readings.c.record, readings.c.run)
            .join(runs, runs.c.seq == readings.c.run)
            .where(readings.c.article == article, runs.c.status != ROLLED_BACK)
            .order_by(readings.c.seq.desc())
            .limit(1)
        ).one_or_none()
        if former is not None:
            connection.execute(update(readings).where(readings.c.seq == former.seq).values(current=True))
            project(connection, article, former.record, former.run)
            connection.execute(update(articles).where(articles.c.seq == article).values(last_run=former.run))
    return len(touched)


def _settle(connection: Connection) -> None:
    """Close the runs whose process is gone, so that also other computers see that they stopped."""
    for row in connection.execute(select(runs).where(runs.c.status == OPEN).order_by(runs.c.seq)).mappings():
        if _has_stopped(dict(row)):
            ended = {"status": STOPPED, "finished": row["last_kept"] or row["started"]}
            connection.execute(update(runs).where(runs.c.seq == row["seq"]).values(ended))


def _has_stopped(row: dict[str, Any]) -> bool:
    """Return whether a run that did not say that it finished goes on no more."""
    gone = is_gone(row["process"]) if row["process"] else None
    heard = datetime.fromisoformat(row["last_kept"] or row["started"])
    return datetime.now(UTC) - heard > PATIENCE if gone is None else gone


def _run(row: dict[str, Any]) -> Run:
    values = {str(name): value for name, value in row.items()}
    last_kept = values.pop("last_kept")
    del values["process"]
    if row["status"] == OPEN and _has_stopped(row):
        values |= {"status": STOPPED, "finished": last_kept or row["started"]}
    values["settings"] = json.loads(row["settings"])
    values["sources"] = json.loads(row["sources"])
    return Run(**values)
