"""Modality on given spans: what `EventReader.modality` says of the events that a set marks."""

from __future__ import annotations

import json
import re

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.language import Parser
from evaluation.bench import Bench
from evaluation.figures import Figure, score

LABELS = {"actual": "happened", "planned": "future", "negated": "negated", "possible": "uncertain"}


def run(bench: Bench) -> list[Figure]:
    """Return accuracy and macro-F1 on both sources."""
    scripts = bench.shared / "bench"
    dev = scripts / "factuality/dev.jsonl"
    bench.there(dev)
    events, parser = EventReader(Knowledge()), Parser()
    predictions = bench.work / "factuality.pred.jsonl"
    with dev.open(encoding="utf-8") as rows, predictions.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            doc = parser.parse_sentence(row["text"])
            found = [
                {"start": e["start"], "end": e["end"], "label": LABELS[events.modality(doc, e["start"], e["end"])]}
                for e in row["events"]
            ]
            out.write(json.dumps({"id": row["id"], "events": found}) + "\n")
    bench.note("python -m evaluation factuality")
    printed = bench.script(scripts / "score_factuality.py", dev, predictions)
    figures = []
    for name in ("UW 3-way", "UW 4-way", "MEANTIME 3-way"):
        if printed_line := re.search(rf"^{name}\S*.*?accuracy=(\S+) macro_f1=(\S+)", printed, re.MULTILINE):
            figures.append(score(f"{name} macro-F1", printed_line[2], f"accuracy {printed_line[1]}"))
    return figures
