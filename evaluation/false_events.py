"""Events read where none is told: in sentences of sport, culture and business, and in articles about football.

The corpus cannot be published, so `false_events.tsv` names its sentences by article, characters and a hash.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.bench import Bench, NotThereError
from evaluation.figures import Figure

CORPUS = "corpus/articles.jsonl.gz"
WHOLE = "football"
"""The topic whose rows are whole articles."""


@dataclass(frozen=True)
class Quiet:
    """A stretch of an article, ``[start, end)`` in characters, in which nothing political happens."""

    topic: str
    article: str
    start: int
    end: int


def run(bench: Bench) -> list[Figure]:
    """Read the articles whole and return the events of their quiet stretches, each topic per 100 sentences."""
    corpus = bench.shared / CORPUS
    bench.there(corpus)
    stretches, articles = _chosen(corpus)
    rows = bench.work / "false_events.articles.jsonl"
    with rows.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(articles[name]) + "\n" for name in sorted(articles))
    bench.note("python -m evaluation false_events")
    records = bench.dragoman("read", "--format", "jsonl", "--verbatim", rows, out="false_events.jsonl")
    told: dict[str, list[int]] = {}
    with records.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            events = [event for event in record["events"] if not event["within"]]
            told[record["article"]["key"]] = [min(m["trigger"][0] for m in event["mentions"]) for event in events]
    return _figures(stretches, told)


def _figures(stretches: list[Quiet], told: dict[str, list[int]]) -> list[Figure]:
    found: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for quiet in stretches:
        count[quiet.topic] += 1
        found[quiet.topic] += sum(quiet.start <= at < quiet.end for at in told.get(quiet.article, ()))
    topics = sorted(topic for topic in count if topic != WHOLE)
    events, sentences = sum(found[topic] for topic in topics), sum(count[topic] for topic in topics)
    parts = ", ".join(f"{topic} {found[topic]}" for topic in topics)
    return [
        Figure("events per 100 quiet sentences", f"{100 * events / sentences:.1f}", f"n = {sentences}; {parts}"),
        Figure("events in articles about football", str(found[WHOLE]), f"n = {count[WHOLE]}"),
    ]


def _chosen(corpus: Path) -> tuple[list[Quiet], dict[str, dict[str, Any]]]:
    """Return the stretches and their articles.

    Raises:
        NotThereError: an article is missing from the corpus, or its text is another than the one chosen from.
    """
    lines = Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    names = {row["article"] for row in rows}
    with gzip.open(corpus, "rt", encoding="utf-8") as articles:
        found = {article["id"]: article for article in map(json.loads, articles) if article["id"] in names}
    stretches = []
    for row in rows:
        quiet = Quiet(row["topic"], row["article"], int(row["start"]), int(row["end"]))
        text = found.get(quiet.article, {"text": ""})["text"][quiet.start : quiet.end]
        if hashlib.sha256(text.encode()).hexdigest()[:8] != row["hash"]:
            raise NotThereError(f"the text of {quiet.article} at {quiet.start} is not the one that was chosen")
        stretches.append(quiet)
    return stretches, found
