"""One story, many papers: pairs of articles that a library groups or keeps apart.

`stories.jsonl` is written for this project: invented articles, each with copies, rewrites, cut versions, updates and
corrections (the same story), and with other events, later reports and reports from one mould (another story).
`stories_corpus.tsv` names pairs of real articles by id.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dragoman.library import Kept, Library
from dragoman.library.schema import articles
from dragoman.record import Article, Record
from evaluation.bench import Bench
from evaluation.figures import Figure, score

HERE = Path(__file__).parent
CORPUS = "corpus/articles.jsonl.gz"
APART = 40
"""Days by which one pair is moved from the next, so that no pair meets another one's articles."""

BATCH = 100


def run(bench: Bench) -> list[Figure]:
    """Add the invented pairs and the corpus to libraries, and read off which articles are one story."""
    figures = _invented(bench.work / "stories.db")
    corpus = bench.shared / CORPUS
    if corpus.exists():
        figures += _corpus(bench.work / "corpus.db", corpus)
    return figures


def _invented(path: Path) -> list[Figure]:
    rows = [json.loads(line) for line in (HERE / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    made: list[Record] = []
    for number, row in enumerate(rows):
        begun = date.fromisoformat(row["one"]["published"])
        for side in ("one", "two"):
            article = row[side]
            passed = date.fromisoformat(article["published"]) - begun
            day = date(1990, 1, 1) + timedelta(days=APART * number) + passed
            made.append(_record(f"{row['id']} {side}", {**article, "date": day.isoformat()}))
    grouped = _grouped(path, made)
    together = {row["id"] for row in rows if grouped[f"{row['id']} one"] == grouped[f"{row['id']} two"]}
    kinds = Counter((row["kind"], row["same"], row["id"] in together) for row in rows)
    figures = _figures("pairs written for this project", [(row["same"], row["id"] in together) for row in rows])
    for kind, same in dict.fromkeys((row["kind"], row["same"]) for row in rows):
        right, wrong = kinds[kind, same, same], kinds[kind, same, not same]
        figures.append(Figure(f"right: {kind}", f"{right} of {right + wrong}", "one story" if same else "two stories"))
    return figures


def _corpus(path: Path, corpus: Path) -> list[Figure]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    grouped = _grouped(path, [_record(row["id"], row) for row in rows])
    lines_of = (HERE / "stories_corpus.tsv").read_text(encoding="utf-8").splitlines()
    labelled = list(csv.DictReader([line for line in lines_of if not line.startswith("#")], delimiter="\t"))
    pairs = [(row["same"] == "yes", grouped[row["one"]] == grouped[row["two"]]) for row in labelled]
    sizes = Counter(grouped.values())
    several = sum(size * (size - 1) // 2 for size in sizes.values())
    found = sum(together for _, together in pairs)
    note = f"{len(rows)} articles of the corpus, {len(pairs)} pairs that share a quarter or more, read and labelled"
    return [
        *_figures("real news", pairs, note),
        Figure("real news: pairs grouped that nobody labelled", str(several - found), note),
    ]


def _figures(what: str, pairs: list[tuple[bool, bool]], note: str = "") -> list[Figure]:
    """Return precision and recall of pairs as ``(one story, grouped)``."""
    right = sum(same and together for same, together in pairs)
    found = sum(together for _, together in pairs)
    gold = sum(same for same, _ in pairs)
    note = note or f"{len(pairs)} pairs, {gold} of one story; thresholds were tuned on them"
    return [
        score(f"{what}: precision", str(right / max(1, found)), note),
        score(f"{what}: recall", str(right / max(1, gold)), note),
    ]


def _grouped(path: Path, made: Iterable[Record]) -> dict[str, int]:
    """Return, by key of an article, its story in a new library."""
    path.unlink(missing_ok=True)
    kept = [Kept(fingerprint=one.article.key or "", place="", record=one.to_json()) for one in made]
    with Library(path, create=True) as library:
        writer = library.writer(reader="measure", settings={}, knowledge="", sources=[])
        for begun in range(0, len(kept), BATCH):
            writer.keep(kept[begun : begun + BATCH])
        with library.reading() as connection:
            return {row.key: row.story for row in connection.execute(select(articles.c.key, articles.c.story))}


def _record(key: str, row: dict[str, Any]) -> Record:
    """Return a record in which nothing is read: stories rest on the text, its title, its date and its outlet."""
    article = Article(
        id=hashlib.sha256(f"{key}\0{row['text']}".encode()).hexdigest()[:20],
        key=key,
        title=row.get("title"),
        url=None,
        publisher=row.get("publisher") or row.get("outlet"),
        authors=(),
        published=row.get("date"),
        language="en",
        text=row["text"],
        parts=(),
    )
    return Record(
        reader="measure", article=article, actors=(), places=(), times=(), statements=(), events=(), relations=()
    )
