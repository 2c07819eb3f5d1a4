"""The measures: what is run for each, and which figures are read off the scorer's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaluation import factuality, false_events, growth, kills, library, memory, scale, speed, stories
from evaluation.bench import Bench
from evaluation.figures import Figure, score

READ = ("read", "--format", "jsonl", "--verbatim")


@dataclass(frozen=True)
class Measure:
    """One measure; ``run`` returns its figures."""

    title: str
    run: Callable[[Bench], list[Figure]]


def _record(gold: str, records: Callable[[Bench, Path], Path], bench: Bench) -> list[Figure]:
    path = bench.shared / gold
    bench.there(path)
    printed = bench.script(bench.shared / "bench/score_record.py", path, records(bench, path))
    figures = []
    for kind in ("events", "relations", "statements", "parts"):
        found = re.search(rf"^{kind}\s+precision=(\S+) recall=(\S+) F1=(\S+) \((\d+) of (\d+)", printed, re.MULTILINE)
        if found:
            figures.append(score(f"{kind} F1", found[3], f"precision {found[1]}, recall {found[2]}, n = {found[5]}"))
    if found := re.search(r"violations=(\d+)", printed):
        figures.append(Figure("read although absent", found[1]))
    return figures


def _seed_records(bench: Bench, gold: Path) -> Path:
    article = gold.with_name("article.txt")
    return bench.dragoman(*READ, "--published", "2023-03-29", article, out="seed.jsonl")


def _gold_records(bench: Bench, gold: Path) -> Path:
    return bench.dragoman(*READ, gold, out="gold.jsonl")


def _set(name: str, patterns: dict[str, str], bench: Bench) -> list[Figure]:
    """Read a set, adapt, score; ``patterns`` maps a figure's name to where its value stands in the scorer's words."""
    dev = bench.shared / "bench" / name / "dev.jsonl"
    bench.there(dev)
    records = bench.dragoman(*READ, dev, out=f"{name}.jsonl")
    return _scored(name, name, dev, records, patterns, bench)


def _pages(name: str, patterns: dict[str, str], bench: Bench) -> list[Figure]:
    folder = bench.shared / "bench" / name
    bench.there(folder / "html", folder / "dev.jsonl")
    records = bench.dragoman("read", "--format", "jsonl", "--any-language", folder / "html", out=f"{name}.jsonl")
    return _scored(name, "article", folder / "dev.jsonl", records, patterns, bench)


def _relation(bench: Bench) -> list[Figure]:
    dev = bench.shared / "bench/relation/dev.jsonl"
    bench.there(dev)
    main = {"root macro-F1": r"^root: .*?macro_f1=(\S+)", "quad macro-F1": r"^penta: .*?macro_f1=(\S+)"}
    more = {
        "root accuracy": r"^root: .*?accuracy=(\S+)",
        "conflict or not, macro-F1": r"^binary: .*?macro_f1=(\S+)",
    }
    answers = bench.dragoman("classify", dev, out="relation.jsonl")
    figures = _scored("relation", "relation", dev, answers, main | more, bench)
    for voter in ("lexicon", "classifier"):
        answers = bench.dragoman("classify", dev, "--voters", voter, out=f"relation-{voter}.jsonl")
        alone = {f"{name}, the {voter} alone": pattern for name, pattern in main.items()}
        figures += _scored(f"relation-{voter}", "relation", dev, answers, alone, bench)
    return figures


def _scored(name: str, task: str, dev: Path, records: Path, patterns: dict[str, str], bench: Bench) -> list[Figure]:
    scripts = bench.shared / "bench"
    gold = (dev,) if task == "article" else ()
    bench.script(scripts / "adapt.py", task, records, *gold, out=f"{name}.pred.jsonl")
    printed = bench.script(scripts / f"score_{task}.py", dev, bench.work / f"{name}.pred.jsonl")
    found = ((label, re.search(pattern, printed, re.MULTILINE)) for label, pattern in patterns.items())
    return [score(label, match[1]) for label, match in found if match]


_TEXT = {
    "text F1": r"^text: .*?F1=(\S+)",
    "precision": r"^text: .*?precision=(\S+)",
    "recall": r"^text: .*?recall=(\S+)",
}
_META = {
    "title exact": r"^title: .*?exact=(\S+)",
    "date same day": r"^date: .*?same_day=(\S+)",
    "authors F1": r"^authors: .*?F1=(\S+)",
}
_ATTRIBUTION = {
    "content tokens F1": r"^token content .*?F1=(\S+)",
    "source tokens F1": r"^token source .*?F1=(\S+)",
    "cue tokens F1": r"^token cue .*?F1=(\S+)",
    "content, Dice >= .5, F1": r"^relation content Dice>=\.5 +P.*?F1=(\S+)",
    "content and source F1": r"^relation content Dice>=\.5 \+ source overlap.*?F1=(\S+)",
}
_QUOTES = {
    "quotation exact F1": r"exact P=.*?F1=(\S+)",
    "speaker accuracy": r"^speaker .*?accuracy=(\S+)",
    "quotation and speaker F1": r"end-to-end quote\+speaker F1=(\S+)",
}
_COREF = {
    "accuracy, core": r"^CORE .*?accuracy=(\S+)",
    "accuracy, pronouns": r"^core pronoun: .*?accuracy=(\S+)",
    "accuracy, nominals": r"^core nominal: .*?accuracy=(\S+)",
}
_GEO = {
    f"{source} {label}": rf"^{re.escape(source)}: {pattern}"
    for source in ("GWN", "LGL", "TR-News")
    for label, pattern in (
        ("recognition exact F1", r"docs=.*?exact P=.*?F1=(\S+)"),
        ("within 161 km", r"resolution .*?acc@161km=(\S+)"),
    )
}
_TIME = {
    "strict F1": r"^ALL: .*?strict P=.*?F1=(\S+)",
    "relaxed F1": r"^ALL: .*?relaxed P=.*?F1=(\S+)",
    "value F1": r"^ALL: .*?value_F1=(\S+)",
}

MEASURES: dict[str, Measure] = {
    "seed": Measure("the article the project began with", partial(_record, "seed/gold.json", _seed_records)),
    "gold": Measure(
        "whole articles hand-coded by the codebook", partial(_record, "bench/gold/dev.jsonl", _gold_records)
    ),
    "relation": Measure("PLOVER type of a marked pair (PLV)", _relation),
    "article": Measure("HTML to text (Scrapinghub)", partial(_pages, "article", _TEXT)),
    "article_fundus": Measure("HTML to text (Fundus)", partial(_pages, "article_fundus", _TEXT)),
    "article_meta": Measure("HTML to title, date and authors", partial(_pages, "article_meta", _META)),
    "attribution": Measure("source, cue and content (PolNeAR)", partial(_set, "attribution", _ATTRIBUTION)),
    "quotes": Measure("quotations and their speakers (from PolNeAR)", partial(_set, "quotes", _QUOTES)),
    "coref": Measure("pronouns and nominals to names (GUM news)", partial(_set, "coref", _COREF)),
    "geo": Measure("toponyms found and placed", partial(_set, "geo", _GEO)),
    "time": Measure("time expressions (TimeBank, AQUAINT)", partial(_set, "time", _TIME)),
    "factuality": Measure("did it happen, per the author", factuality.run),
    "false_events": Measure("events read where none is told", false_events.run),
    "stories": Measure("one story, many papers", stories.run),
    "speed": Measure("words a second, against the stock spaCy pipeline", speed.ratio),
    "jobs": Measure("two processes against one", speed.jobs),
    "cluster": Measure("two Ray actors against two processes", scale.cluster),
    "bytes": Measure("what an article costs in a library", scale.bytes_of_a_library),
    "growth": Measure("adding to a million events, against adding to none", growth.run),
    "library": Measure("questions to a million events, and readers during a long write", library.run),
    "kills": Measure("adding killed at random moments and begun again", kills.kills),
    "memory": Measure("memory while a hundred thousand articles are added", memory.flat),
    "start": Measure("one article from a cold start", speed.cold_start),
}
"""Every measure by name, in the order of the table."""
