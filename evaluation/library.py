"""Questions to a library of a million events, and readers while somebody writes for long."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from evaluation import growth, made_library, postgres
from evaluation.bench import Bench, NotThereError
from evaluation.figures import Figure

if TYPE_CHECKING:
    from dragoman.library import Library
    from dragoman.questions.query import Query

ASKED = 200
"""Pairs and words asked for, drawn as the made library draws them: a few pairs have most of the events."""

SHOWN = 50
PANELS = 5
READERS = 3
WRITING = 10.0
"""Seconds of the long write, which is one transaction."""

START = 2_000
"""Events of the library that is read during the write."""

SEED = 5


def run(bench: Bench) -> list[Figure]:
    """Return how long questions to a large library take; one is made unless ``growth`` left its own."""
    from dragoman.library import Library
    from dragoman.questions.finding import find_articles, find_events
    from dragoman.questions.panel import PanelQuery, panel
    from dragoman.questions.query import Query
    from dragoman.questions.timeline import timeline

    large = bench.work / "large.db"
    if not large.exists():
        growth.make(large)
    chance = random.Random(SEED)
    codes = _codes()
    weights = [1 / (rank + 1) for rank in range(len(codes))]
    pairs = [pair for pair in (chance.choices(codes, weights, k=2) for _ in range(ASKED)) if pair[0] != pair[1]]
    words = [chance.choice(made_library.vocabulary()) for _ in range(ASKED)]
    with Library(large) as library:
        lines = [_timed(partial(timeline, library, *pair)) for pair in pairs]
        asked = [Query(text=word, limit=SHOWN) for word in words]
        events = [_timed(partial(_count, find_events, library, query)) for query in asked]
        found = [_timed(partial(_count, find_articles, library, query)) for query in asked]
        world = [_timed(lambda: _rows(panel(library, PanelQuery(zeros=False)))) for _ in range(PANELS)]
        year = _timed(lambda: _rows(panel(library, PanelQuery(since="2010", until="2010"))))
        several = [_timed(lambda: _rows(panel(library, PanelQuery(zeros=False, count="reports"))))]
    return [
        _figure("timeline of a dyad, p95", lines, f"{len(pairs)} pairs"),
        _figure("events by a word, first 50, p95", events, f"{ASKED} words, each in a fifth of the articles"),
        _figure("articles by a word, first 50, p95", found, f"{ASKED} words, each in a fifth of the articles"),
        _figure("world dyad-month panel, rows with events, p95", world, f"{PANELS} times, by type, with sources"),
        _figure("the same, each report counted", several, "once"),
        _figure("world dyad-month panel of a year, with zeros", [year], "once"),
        *_during("SQLite", str(bench.work / "busy.db")),
        *_on_postgresql(),
    ]


@dataclass(frozen=True)
class Took:
    """What one question took, in milliseconds by the wall and of this process's time."""

    wall: float
    own: float


def _timed(ask: Callable[[], object]) -> Took:
    begun, own = time.perf_counter(), time.process_time()
    ask()
    return Took((time.perf_counter() - begun) * 1000, (time.process_time() - own) * 1000)


def _figure(name: str, took: list[Took], note: str) -> Figure:
    wall, own = _p95([one.wall for one in took]), _p95([one.own for one in took])
    return Figure(name, f"{wall:,.0f} ms", f"{note}; {own:,.0f} ms of the processor")


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def _count(find: Callable[..., Iterator[Any]], library: Library, query: Query) -> int:
    return sum(1 for _ in find(library, query))


def _rows(batches: Iterator[Any]) -> int:
    return sum(batch.num_rows for batch in batches)


def _codes() -> list[str]:
    from dragoman.knowledge import Knowledge

    return sorted(row["ref"] for row in Knowledge().table("actors/states.tsv"))


def _during(name: str, address: str) -> list[Figure]:
    """Ask from other processes before and during one long transaction, and say how many failed or had to wait."""
    from dragoman.library import Library

    with Library(address, create=True) as library:
        made_library.fill(library, START, _codes())
        context = multiprocessing.get_context("spawn")
        writes, stop = context.Event(), context.Event()
        answers: Any = context.Queue()
        readers = [context.Process(target=_read, args=(address, writes, stop, answers)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for _ in readers:
            answers.get(timeout=120)
        time.sleep(WRITING / 4)
        written = 0
        with library.writing() as connection:
            writes.set()
            begun = time.perf_counter()
            for articles in made_library.chunks(START // made_library.EVENTS_EACH, _codes()):
                made_library.write(connection, articles)
                written += len(articles)
                if time.perf_counter() - begun > WRITING:
                    break
            stop.set()
            told = [answers.get(timeout=120) for _ in readers]
        for reader in readers:
            reader.join()
    quiet = [took for one in told for took in one["quiet"]]
    busy = [took for one in told for took in one["busy"]]
    failed = [fault for one in told for fault in one["faults"]]
    changed = sum(one["changed"] for one in told)
    note = f"{READERS} processes read while {written:,} articles were written in one transaction of {WRITING:.0f} s"
    return [
        Figure(f"{name}: questions failed during a long write", f"{len(failed)} of {len(busy)}", note),
        Figure(f"{name}: questions that saw it half done", str(changed)),
        Figure(f"{name}: slowest question during the write", f"{max(busy):,.0f} ms", f"before it {max(quiet):,.0f} ms"),
        Figure(f"{name}: p95 during the write", f"{_p95(busy):,.0f} ms", f"before it {_p95(quiet):,.0f} ms"),
    ]


def _read(address: str, writes: Any, stop: Any, answers: Any) -> None:
    from dragoman.library import Library
    from dragoman.questions.finding import find_events
    from dragoman.questions.query import Query

    told: dict[str, Any] = {"quiet": [], "busy": [], "faults": [], "changed": 0}
    with Library(address) as library:
        before = len(list(find_events(library, Query())))
        answers.put("ready")
        while not stop.is_set():
            during = writes.is_set()
            begun = time.perf_counter()
            try:
                now = len(list(find_events(library, Query())))
            except Exception as fault:
                told["faults"].append(str(fault))
                continue
            told["busy" if during else "quiet"].append((time.perf_counter() - begun) * 1000)
            told["changed"] += now != before
    answers.put(told)


def _on_postgresql() -> list[Figure]:
    try:
        with postgres.server() as address:
            return _during("PostgreSQL", address)
    except NotThereError as missing:
        return [Figure("PostgreSQL: questions failed during a long write", "not measured", str(missing))]
