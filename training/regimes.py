"""What training on more rows gives, and the comparable regime: ``python -m training.regimes curve|comparable DEV``.

Needs the measuring set of marked pairs (PLV, Hu et al. 2024) with its scorer, which is no part of this repository.
*Open*: no row of the set is trained on. *Comparable*: four fifths of its development rows are added to the corpus and
the last fifth is measured, five times over; it stands beside systems that were trained on the set, and never ships.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dragoman.reading.events.classifier import Vote
from dragoman.reading.pairs import PairReader, PairReading
from dragoman.sources import Failure
from dragoman.sources.pairs import Pair, pairs
from training.corpus import Row, actions, load
from training.encoder import ActionEncoder
from training.fit import RATE, SEED, Example, examples, fit, labels, predict
from training.reversals import reversed_rows

SIZES = (2000, 4000, 8000)
"""Rows of the curve before all of them."""

FOLDS = 5
FINE_EPOCHS = 4
"""Times the set's own rows are seen, with as many rows of the corpus beside them."""


class NetworkVoter:
    """Lets a network that is not yet exported vote."""

    def __init__(self, network: ActionEncoder) -> None:
        self._network = network

    def vote(self, marked: Sequence[str]) -> list[Vote]:
        """Return the votes on marked sentences, in their order."""
        chances, passes = predict(self._network, marked)
        return [
            Vote(dict(zip(labels(), row, strict=True)), one)
            for row, one in zip(chances.tolist(), passes.tolist(), strict=True)
        ]


def curve(dev: Path) -> None:
    """Print what 2,000, 4,000, 8,000 and all rows give, by the classifier alone and by both voters."""
    rows = load()
    random.Random(SEED).shuffle(rows)
    for size in (*[size for size in SIZES if size < len(rows)], len(rows)):
        network = _trained(rows[:size])
        for voters in ("classifier", "both"):
            _say(f"{size} rows, {voters}", dev, _read(dev, network, voters))


def comparable(dev: Path) -> None:
    """Print the five-fold figures of the comparable regime, over all development rows together."""
    rows = load()
    start = _trained(rows)
    chance = random.Random(SEED)
    gold = [json.loads(line) for line in dev.read_text(encoding="utf-8").splitlines()]
    order = list(range(len(gold)))
    chance.shuffle(order)
    read: dict[str, dict[str, PairReading]] = {"classifier": {}, "both": {}}
    for fold in range(FOLDS):
        held = {gold[number]["id"] for number in order[fold::FOLDS]}
        own = [_example(row) for row in gold if row["id"] not in held]
        beside = chance.sample(examples(rows), len(own))
        network = fit(own + beside, epochs=FINE_EPOCHS, rate=RATE / 2, start=start, quiet=True)
        for voters, found in read.items():
            found.update({one.id: one for one in _read(dev, network, voters) if one.id in held})
    for voters, found in read.items():
        _say(f"comparable, five-fold, {voters}", dev, list(found.values()))


def _trained(rows: Sequence[Row]) -> ActionEncoder:
    types = {name: cells["plover"] for name, cells in actions().items()}
    return fit(examples([*rows, *reversed_rows(rows, types)]), quiet=True)


def _example(row: dict[str, str]) -> Example:
    """Turn a row of the set into an example: any action that the benchmark of 2016 counts under its root is right."""
    index = {name: number for number, name in enumerate(labels())}
    table = actions()
    right = tuple(index[name] for name in index if table[name]["benchmark_2016"] == row["gold_root"])
    marked = row["marked_sentence"]
    for theirs, ours in (("<s>", "<a>"), ("</s>", "</a>"), ("<t>", "<r>"), ("</t>", "</r>")):
        marked = marked.replace(theirs, ours)
    return Example(marked, right, True)


def _read(dev: Path, network: ActionEncoder, voters: str) -> list[PairReading]:
    rows: list[Pair] = []
    for row in pairs(str(dev)):
        if isinstance(row, Failure):
            raise SystemExit(str(row))
        rows.append(row)
    return PairReader(voters=voters, classifier=NetworkVoter(network)).read(rows)


def _say(what: str, dev: Path, read: Sequence[PairReading]) -> None:
    """Print the macro-F1 of roots and of the four classes, by the set's own scorer."""
    scripts = dev.parent.parent
    with tempfile.TemporaryDirectory() as folder:
        answers, adapted = Path(folder) / "answers.jsonl", Path(folder) / "adapted.jsonl"
        answers.write_text("".join(json.dumps({"id": r.id, "action": r.action, "type": r.type}) + "\n" for r in read))
        adapted.write_text(_run(scripts / "adapt.py", "relation", answers))
        printed = _run(scripts / "score_relation.py", dev, adapted)
    figures = [re.search(rf"^{name}: .*?macro_f1=(\S+)", printed, re.MULTILINE) for name in ("root", "penta")]
    print(what, *(match[1] if match else "?" for match in figures), flush=True)


def _run(script: Path, *arguments: str | Path) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    wanted = {"curve": curve, "comparable": comparable}
    if len(sys.argv) != 3 or sys.argv[1] not in wanted:
        sys.exit("usage: python -m training.regimes curve|comparable bench/relation/dev.jsonl")
    wanted[sys.argv[1]](Path(sys.argv[2]))
