"""How far the confidence of `dragoman classify` can be believed: ``python -m training.reliability DEV [PICTURE]``.

Prints the expected calibration error (Guo et al. 2017, "On Calibration of Modern Neural Networks") and the bins it
rests on, and draws them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dragoman.reading.pairs import PairReader
from dragoman.sources import Failure
from dragoman.sources.pairs import pairs
from training.corpus import actions

BINS = 10


def read(dev: Path, voters: str = "both") -> tuple[list[float], list[bool]]:
    """Return the confidence of each reading of the set, and whether its root is right."""
    gold = {row["id"]: row["gold_root"] for row in map(json.loads, dev.read_text(encoding="utf-8").splitlines())}
    roots = {name: cells["benchmark_2016"] for name, cells in actions().items()}
    rows = [row for row in pairs(str(dev)) if not isinstance(row, Failure)]
    found = PairReader(voters=voters).read(rows)
    return [one.confidence for one in found], [roots[one.action] == gold[one.id] for one in found]


def bins(confidence: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float, int]]:
    """Return, for each tenth of confidence that has readings, their mean confidence, share of right ones and number."""
    place = np.minimum((np.array(confidence) * BINS).astype(int), BINS - 1)
    found = []
    for number in range(BINS):
        here = place == number
        if here.any():
            found.append(
                (float(np.array(confidence)[here].mean()), float(np.array(right)[here].mean()), int(here.sum()))
            )
    return found


def error(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error: the mean gap between confidence and accuracy, by readings."""
    found = bins(confidence, right)
    return sum(abs(sure - share) * count for sure, share, count in found) / len(confidence)


def draw(confidence: Sequence[float], right: Sequence[bool], picture: Path) -> None:
    """Draw the reliability diagram as SVG, the same bytes for the same figures."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "dragoman"
    from matplotlib import pyplot

    found = bins(confidence, right)
    figure, axes = pyplot.subplots(figsize=(4.6, 4.2))
    axes.plot([0, 1], [0, 1], color="0.6", linewidth=1)
    axes.plot([sure for sure, _, _ in found], [share for _, share, _ in found], "o-", color="#1f4e79")
    for sure, share, count in found:
        axes.annotate(str(count), (sure, share), textcoords="offset points", xytext=(6, -10), fontsize=8, color="0.35")
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share of right readings")
    axes.set_title(f"expected calibration error {error(confidence, right):.3f}", fontsize=10)
    figure.tight_layout()
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m training.reliability bench/relation/dev.jsonl [docs/reliability.svg]")
    sure, hit = read(Path(sys.argv[1]))
    print(f"expected calibration error {error(sure, hit):.4f}")
    for line in bins(sure, hit):
        print(f"{line[0]:.3f} {line[1]:.3f} {line[2]}")
    if len(sys.argv) == 3:
        draw(sure, hit, Path(sys.argv[2]))
