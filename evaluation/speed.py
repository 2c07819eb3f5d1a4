"""Speed, start and memory of the command line, with stock spaCy on the same texts in the same run."""

from __future__ import annotations

import gzip
import json
import statistics
import sys
from pathlib import Path

from evaluation.bench import Bench, Run
from evaluation.figures import Figure

ARTICLES = 300
MANY = 1200
"""Articles enough that what two processes need to begin weighs little."""
ROUNDS = 3
STARTS = 5


def ratio(bench: Bench) -> list[Figure]:
    """Return words a second of both, taken in turns, and their ratio; whole processes, start included."""
    texts, words = _texts(bench)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_read(bench, texts, jobs=1))
        theirs.append(
            bench.timed([sys.executable, "-m", "evaluation.stock_spacy", str(texts)], bench.work / "stock.txt")
        )
    bench.note(f"dragoman read --format jsonl --verbatim --jobs 1 {texts.name} > speed.jsonl")
    bench.note(f"python -m evaluation.stock_spacy {texts.name}")
    mine, stock = _rate(words, ours), _rate(words, theirs)
    rounds = f"median of {ROUNDS} rounds, {ARTICLES} articles, {words:,} words"
    return [
        Figure("words a second", f"{mine:,.0f}", rounds),
        Figure("stock spaCy, words a second", f"{stock:,.0f}", "en_core_web_sm with all components, defaults"),
        Figure("ratio", f"{mine / stock:.2f}"),
        Figure("peak memory", f"{max(run.peak_mb for run in ours):,.0f} MB", "one process"),
    ]


def jobs(bench: Bench) -> list[Figure]:
    """Return how much faster two processes are than one, start included, for few articles and for many."""
    figures = []
    for count in (ARTICLES, MANY):
        texts, _ = _texts(bench, count)
        one, two = [], []
        for _ in range(ROUNDS):
            one.append(_read(bench, texts, jobs=1).seconds)
            two.append(_read(bench, texts, jobs=2).seconds)
        bench.note(f"dragoman read --format jsonl --verbatim --jobs 2 {texts.name} > speed.jsonl")
        share = statistics.median(one) / statistics.median(two)
        figures.append(Figure("speed-up with two processes", f"{share:.2f}", f"{count:,} articles"))
    return figures


def cold_start(bench: Bench) -> list[Figure]:
    """Return the seconds and the memory of reading one article in a process of its own."""
    article = bench.shared / "seed/article.txt"
    bench.there(article)
    command = [str(_program()), "read", "--published", "2023-03-29", str(article)]
    runs = [bench.timed(command, bench.work / "start.txt") for _ in range(STARTS)]
    bench.note("dragoman read --published 2023-03-29 seed/article.txt")
    return [
        Figure("cold start", f"{statistics.median(run.seconds for run in runs):.2f} s", f"median of {STARTS}"),
        Figure("peak memory", f"{max(run.peak_mb for run in runs):,.0f} MB"),
    ]


def _program() -> Path:
    return Path(sys.executable).with_name("dragoman")


def _read(bench: Bench, texts: Path, *, jobs: int) -> Run:
    command = [str(_program()), "read", "--format", "jsonl", "--verbatim", "--jobs", str(jobs), str(texts)]
    return bench.timed(command, bench.work / "speed.jsonl", may_fail=1)


def _rate(words: int, runs: list[Run]) -> float:
    return words / statistics.median(run.seconds for run in runs)


def _texts(bench: Bench, count: int = ARTICLES) -> tuple[Path, int]:
    """Write articles from all over the corpus until there are enough, and return the file and its words."""
    corpus = bench.shared / "corpus/articles.jsonl.gz"
    bench.there(corpus)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        every = list(lines)
    rows = [json.loads(line) for line in every[:: len(every) // count][:count]]
    target = bench.work / f"texts-{count}.jsonl"
    with target.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({key: row[key] for key in ("id", "text", "date") if row.get(key)}) + "\n")
    return target, sum(len(row["text"].split()) for row in rows)
