"""Stopping and starting again: ``dragoman add`` killed at random moments ends with the library of one never killed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select, text

from dragoman.library import Library
from dragoman.library.schema import (
    actors,
    articles,
    bands,
    documents,
    dyads,
    events,
    happenings,
    parties,
    readings,
    relation_parties,
    relations,
    reports,
    stances,
    statements,
)
from evaluation.bench import Bench, NotThereError
from evaluation.figures import Figure

KILLS = 200
SEED = 200
ROWS = 240
EARLY = 0.2
"""Share of the moments before the first word is written to the library; the others lie between it and the end."""

TABLES = (
    articles,
    readings,
    documents,
    actors,
    statements,
    stances,
    events,
    parties,
    dyads,
    relations,
    relation_parties,
    happenings,
    reports,
    bands,
)
"""What an article leaves in a library; runs, their failures and what watching keeps are not of articles."""
_REFERENCES = {
    "article": articles,
    "story": articles,
    "statement": statements,
    "event": events,
    "relation": relations,
    "happening": happenings,
}
_OF_THE_RUN = frozenset({"seq", "run", "first_run", "last_run", "first_seen", "last_seen"})
_STATES = ("Azerbaijan", "Turkey", "Georgia", "Iran", "Peru", "Norway", "Vietnam", "Ecuador", "Ghana", "Egypt")
_CITIES = ("Baku", "Ankara", "Tbilisi", "Tehran", "Nairobi", "Lima", "Oslo", "Hanoi", "Quito", "Accra", "Cairo")


def kills(bench: Bench) -> list[Figure]:
    """Return how often the program was killed, how many libraries that filled, and whether each was the same."""
    return measure(bench, KILLS)


def measure(bench: Bench, count: int) -> list[Figure]:
    """Kill ``count`` times and return the figures."""
    rows = bench.work / "kills.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in _rows()), encoding="utf-8")
    whole = bench.work / "whole.db"
    begun = time.monotonic()
    process = _start(rows, whole)
    early = _first_write(process, whole)
    process.wait()
    late = time.monotonic() - begun - early
    wanted = contents(whole)
    chance = random.Random(SEED)
    killed = finished = writing = 0
    differences: list[str] = []
    path = bench.work / "killed-0.db"
    while True:
        process = _start(rows, path)
        if killed < count and _kill(process, path, chance, early, late):
            killed += 1
            writing += path.exists()
            continue
        if process.wait() != 0:
            raise NotThereError(f"dragoman add ended with code {process.returncode} after {killed} kills")
        finished += 1
        differences += _differences(path, wanted)
        path = bench.work / f"killed-{finished}.db"
        if killed >= count:
            break
    bench.note(f"dragoman add {rows.name} --library killed.db   # killed {killed} times, begun again each time")
    told = f"{ROWS} articles; {writing} after the first write; {finished} libraries came to their end"
    return [
        Figure("kills", str(killed), told),
        Figure("libraries that differ", str(len(differences)), "; ".join(differences[:3])),
    ]


def contents(where: Path | str) -> dict[str, list[str]]:
    """Return all that articles left in a library, without what hangs on when and in which run it was read."""
    with Library(where) as library, library.reading() as connection:
        names = {table: _names(connection, table) for table in set(_REFERENCES.values())}
        return {table.name: sorted(_lines(connection, table, names)) for table in TABLES}


def _names(connection: Connection, table: Table) -> dict[int, str]:
    return {row.seq: row.id for row in connection.execute(select(table.c.seq, table.c.id))}


def _lines(connection: Connection, table: Table, names: dict[Table, dict[int, str]]) -> list[str]:
    found = []
    for row in connection.execute(select(table)):
        values: dict[str, Any] = {}
        for name, value in row._mapping.items():
            if name in _OF_THE_RUN:
                continue
            if name in _REFERENCES and value is not None and (table is not articles or name == "story"):
                value = names[_REFERENCES[name]][value]
            values[str(name)] = value.hex() if isinstance(value, bytes) else value
        found.append(json.dumps(values, sort_keys=True))
    return found


def _differences(path: Path, wanted: dict[str, list[str]]) -> list[str]:
    got = contents(path)
    told = [f"{path.name}: {name}" for name in wanted if got[name] != wanted[name]]
    with Library(path) as library, library.reading() as connection:
        signatures = {row.signature for row in connection.execute(select(readings.c.signature))}
        if signatures != {json.loads(wanted["readings"][0])["signature"]}:
            raise NotThereError("the program or its tables were changed meanwhile; measure again")
        sound = connection.execute(text("PRAGMA integrity_check")).scalar_one()
    return told + ([] if sound == "ok" else [f"{path.name}: {sound}"])


def _kill(process: subprocess.Popen[bytes], path: Path, chance: random.Random, early: float, late: float) -> bool:
    """Kill a process at a random moment; tell whether it still ran."""
    if chance.random() < EARLY:
        moment = chance.uniform(0, early)
    else:
        moment = chance.uniform(0, late)
        _first_write(process, path)
    time.sleep(moment)
    if process.poll() is not None:
        return False
    process.kill()
    process.wait()
    return True


def _first_write(process: subprocess.Popen[bytes], path: Path) -> float:
    """Wait until a process writes to a library and return the seconds that took."""
    begun = time.monotonic()
    log = path.with_name(path.name + "-wal")
    before = _stamp(log)
    while process.poll() is None and _stamp(log) in (before, None):
        time.sleep(0.002)
    return time.monotonic() - begun


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _start(rows: Path, library: Path) -> subprocess.Popen[bytes]:
    program = str(Path(sys.executable).with_name("dragoman"))
    command = [program, "add", str(rows), "--library", str(library)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _rows() -> list[dict[str, str]]:
    """Return short articles; some tell the same, so that stories and happenings are joined."""
    rows = []
    for number in range(ROWS):
        city = _CITIES[number % len(_CITIES)]
        text = (
            f"{_STATES[number // 3 % len(_STATES)]} criticised Kenya on Wednesday over tariff number {number // 3}. "
            f"Foreign Minister Alfred Mutua said in {city} that his government wanted more trade."
        )
        rows.append({"id": str(number), "text": text, "published": f"2023-03-{number % 28 + 1:02}"})
    return rows
