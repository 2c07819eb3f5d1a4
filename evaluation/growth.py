"""Adding to a library of a million events against adding to an empty one: seconds an article."""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import statistics
import time
from pathlib import Path
from typing import Any

from evaluation import postgres
from evaluation.bench import Bench, NotThereError
from evaluation.figures import Figure

EVENTS = 1_000_000
ARTICLES = 160
"""Articles that are added to each."""

BATCH = 16
"""Articles a transaction, as ``dragoman add`` writes them."""

BANDS = 50
"""Bands of a signature."""

CORPUS = "corpus/articles.jsonl.gz"


def run(bench: Bench) -> list[Figure]:
    """Read articles, then add their records to both libraries in turn, so that the machine's moods hit both alike."""
    corpus = bench.shared / CORPUS
    bench.there(corpus)
    reading, records = _records(corpus)
    large = bench.work / "large.db"
    large.unlink(missing_ok=True)
    make(large)
    empty = bench.work / "empty.db"
    empty.unlink(missing_ok=True)
    return [
        *_figures("SQLite", _writing(str(empty), str(large), records), reading),
        Figure("milliseconds of reading an article", f"{reading * 1000:.0f}", "mean, one process"),
        *_on_postgresql(large, records, reading),
    ]


def _on_postgresql(large: Path, records: list[bytes], reading: float) -> list[Figure]:
    try:
        with postgres.server() as address:
            copied = postgres.database(address, "large")
            postgres.copy(large, copied)
            return _figures("PostgreSQL", _writing(address, copied, records), reading)
    except NotThereError as missing:
        return [Figure("PostgreSQL: reading and writing, large against empty", "not measured", str(missing))]


def _writing(empty: str, large: str, records: list[bytes]) -> tuple[float, float]:
    """Return the seconds that writing an article into an empty and a large library takes."""
    times: dict[str, list[float]] = {empty: [], large: []}
    for begun in range(0, len(records), BATCH):
        for address, taken in times.items():
            taken.append(_keep(address, records[begun : begun + BATCH], f"{begun} {time.time_ns()}") / BATCH)
    # the first batch pays for imports and for what SQLAlchemy compiles once
    return statistics.median(times[empty][1:]), statistics.median(times[large][1:])


def _figures(name: str, writing: tuple[float, float], reading: float) -> list[Figure]:
    small, big = writing
    note = f"{ARTICLES} articles of the corpus, {EVENTS:,} events in the large library"
    return [
        Figure(f"{name}: reading and writing, large against empty", f"{(reading + big) / (reading + small):.3f}", note),
        Figure(f"{name}: writing alone, large against empty", f"{big / small:.2f}", note),
        Figure(f"{name}: milliseconds of writing an article, empty", f"{small * 1000:.1f}", "median of batches of 16"),
        Figure(f"{name}: milliseconds of writing an article, large", f"{big * 1000:.1f}", "median of batches of 16"),
    ]


def make(path: Path, size: int = EVENTS) -> None:
    """Make a library of made events, with the bands and the reports that adding them would have left."""
    from dragoman.knowledge import Knowledge
    from evaluation import made_library

    codes = sorted(row["ref"] for row in Knowledge().table("actors/states.tsv"))
    made_library.make(path, size, codes)
    chance = random.Random(size)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE articles SET story = seq")
        # what happened on a day between two is what counts here; each is a happening of its own until it is added to
        connection.execute(
            """INSERT INTO reports (event, key, day, dated)
            SELECT e.seq, e.type || char(9) || d.actor || char(9) || d.recipient || char(9),
                CAST(julianday(e.day) - 1721424.5 AS INTEGER), 1
            FROM events e JOIN dyads d ON d.event = e.seq"""
        )
        connection.execute(
            """INSERT INTO happenings (id, type, actor, recipient, earliest, latest, reports, outlets)
            SELECT e.id, e.type, d.actor, d.recipient, e.day, e.day, 1, 1
            FROM events e JOIN dyads d ON d.event = e.seq"""
        )
        connection.execute("UPDATE events SET happening = seq")
        days = connection.execute(
            "SELECT CAST(julianday(published) - 1721424.5 AS INTEGER) / 7, seq FROM articles ORDER BY 1, 2"
        )
        held: list[tuple[int, int, int]] = []
        week = -1
        for this, article in days:
            if this != week:
                _insert(connection, held)
                held, week = [], this
            held += [(this, chance.getrandbits(63), article) for _ in range(BANDS)]
        _insert(connection, held)


def _insert(connection: sqlite3.Connection, held: list[tuple[int, int, int]]) -> None:
    connection.executemany("INSERT INTO bands (week, band, article) VALUES (?, ?, ?)", sorted(held))


def _records(corpus: Path) -> tuple[float, list[bytes]]:
    """Return the seconds that reading an article took, and the records, dated within the large library's years."""
    from dragoman.scale import Settings, read_all
    from dragoman.sources import Document

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    chosen = random.Random(ARTICLES).sample(rows, len(rows))
    documents = (
        Document(
            place=row["id"],
            content=row["text"],
            published=row.get("date") or "2016-03-01",
            publisher=row.get("outlet"),
        )
        for row in chosen
    )
    records: list[bytes] = []
    begun = time.perf_counter()
    for outcome in read_all(documents, Settings()):
        if outcome.record is not None:
            records.append(outcome.record)
        if len(records) == ARTICLES:
            break
        if len(records) == 1:
            # the first article pays for the reader's start
            begun = time.perf_counter()
    return (time.perf_counter() - begun) / max(1, len(records) - 1), records


def _keep(address: str, records: list[bytes], name: str) -> float:
    from dragoman.library import Kept, Library

    with Library(address, create=True) as library:
        writer = library.writer(reader="measure", settings={}, knowledge="", sources=[name])
        # the pages that every write touches are in memory in a running program
        with library.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM runs").all()
        begun = time.perf_counter()
        writer.keep([Kept(fingerprint=f"{name} {n}", place=name, record=one) for n, one in enumerate(records)])
        return time.perf_counter() - begun
