"""A Ray cluster of two actors against a pool of two processes, and what an article costs in bytes."""

from __future__ import annotations

import gzip
import json
import logging
import os
import shutil
import statistics
import time
from itertools import islice
from pathlib import Path

from evaluation.bench import Bench, NotThereError
from evaluation.figures import Figure

ARTICLES = 600
ROUNDS = 3


def cluster(bench: Bench) -> list[Figure]:
    """Return how fast two Ray actors on this machine are beside two processes; the cluster stands before the clock."""
    try:
        import ray
    except ImportError as error:
        raise NotThereError("Ray is not installed: pip install 'dragoman[scale]'") from error
    from dragoman.scale import Settings, read_all
    from dragoman.scale.cluster import read_on, read_with
    from dragoman.scale.shards import Shards
    from dragoman.sources import documents

    texts = _texts(bench)
    how = Settings(verbatim=True, any_language=True)
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(address="local", num_cpus=2, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    pool, actors = [], []
    try:
        for number in range(ROUNDS):
            begun = time.perf_counter()
            for _ in read_all(documents([str(texts)]), how, jobs=2):
                pass
            pool.append(time.perf_counter() - begun)
            shards = Shards(str(bench.work / f"shards-{number}"))
            begun = time.perf_counter()
            for _ in read_on("auto", documents([str(texts)]), how, shards, read_with(how), actors=2, size=25):
                pass
            actors.append(time.perf_counter() - begun)
    finally:
        ray.shutdown()
    size = sum(path.stat().st_size for path in (bench.work / "shards-0").iterdir())
    for number in range(ROUNDS):
        shutil.rmtree(bench.work / f"shards-{number}")
    bench.note("dragoman add texts.jsonl --on local-cluster --jobs 2 --shards shards (the cluster stands already)")
    ratio = statistics.median(pool) / statistics.median(actors)
    return [
        Figure(
            "Ray, two actors, against two processes", f"{ratio:.2f}", f"median of {ROUNDS} rounds, {ARTICLES} articles"
        ),
        Figure("shards", f"{size / ARTICLES:,.0f} bytes an article", "Parquet, zstd"),
    ]


def bytes_of_a_library(bench: Bench) -> list[Figure]:
    """Return the bytes that a library and its records take, by article and by event."""
    from sqlalchemy import func, select

    from dragoman.library import Library
    from dragoman.library.schema import articles, events

    texts, path = _texts(bench), bench.work / "bytes.db"
    bench.dragoman("add", texts, "--verbatim", "--library", path, out="bytes.txt")
    with Library(path) as library, library.reading() as connection:
        counts = [
            int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in (articles, events)
        ]
    size = path.stat().st_size
    return [
        Figure(
            "library", f"{size / counts[0]:,.0f} bytes an article", f"{counts[0]} articles, {counts[1]} events, SQLite"
        ),
    ]


def _texts(bench: Bench) -> Path:
    corpus = bench.shared / "corpus/articles.jsonl.gz"
    bench.there(corpus)
    target = bench.work / f"texts-{ARTICLES}.jsonl"
    if not target.exists():
        with gzip.open(corpus, "rt", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
            for line in islice(lines, 0, 4 * ARTICLES, 4):
                row = json.loads(line)
                out.write(json.dumps({key: row[key] for key in ("id", "text", "date") if row.get(key)}) + "\n")
    return target
