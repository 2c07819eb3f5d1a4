"""The published table: kept as data, written as a page, the same bytes for the same figures."""

from __future__ import annotations

import csv
import json
import os
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evaluation.figures import Figure
from evaluation.measures import MEASURES

_INTRODUCTION = """# How good it is

Written by `make bench`, which runs the commands below; do not edit by hand. The sets are development halves made
by others, except `seed` and `gold`, which were hand-coded for this project by `docs/codebook.md`. Nothing of them
is in the program, its word lists or its training text. `dragoman` is the program; paths are those of the folder
with the sets (`--shared`, or `DRAGOMAN_BENCH`), where each set's own README gives its source, licence and cautions.

The figures of others are as published, or recomputed from their published output; they stand on the same kind of
text but not on the same rows unless it says so. Read them as a neighbourhood, not as a race.
"""


class Report:
    """The figures of all measures, those just taken and those kept from before."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "benchmarks.json"
        self._page = folder / "benchmarks.md"
        self._kept: dict[str, Any] = json.loads(self._data.read_text("utf-8")) if self._data.is_file() else {}

    def keep(self, name: str, figures: list[Figure], commands: list[str]) -> None:
        """Take the figures of one measure in place of older ones."""
        self._kept[name] = {
            "figures": [asdict(figure) for figure in figures],
            "commands": list(dict.fromkeys(commands)),
            "machine": _machine(),
        }

    def table(self) -> str:
        """Return the figures as one Markdown table, beside those of others."""
        rivals = _rivals()
        lines = ["| measure | figure | Dragoman | others, as published |", "|---|---|---|---|"]
        for name, kept in self._ordered():
            for figure in kept["figures"]:
                others = [row for row in rivals if (row["measure"], row["figure"]) == (name, figure["name"])]
                beside = "; ".join(f"{row['system']} {row['value']} ({row['where']})" for row in others)
                note = f" ({figure['note']})" if figure["note"] else ""
                lines.append(f"| {name} | {figure['name']}{note} | {figure['value']} | {beside} |")
        return "\n".join(lines)

    def write(self) -> None:
        """Write the data and the page."""
        self._data.write_text(json.dumps(dict(self._ordered()), indent=1, ensure_ascii=False) + "\n", "utf-8")
        machines = list(dict.fromkeys(kept["machine"] for _, kept in self._ordered()))
        parts = [_INTRODUCTION, self.table(), "\n## The machine\n", *machines, "\n## The commands\n"]
        for name, kept in self._ordered():
            parts.append(f"{name}: {MEASURES[name].title}\n")
            parts += [f"    {command}" for command in kept["commands"]]
            parts.append("")
        self._page.write_text("\n".join(parts).rstrip() + "\n", "utf-8")

    def _ordered(self) -> list[tuple[str, Any]]:
        return [(name, self._kept[name]) for name in MEASURES if name in self._kept]


def _rivals() -> list[dict[str, str]]:
    path = Path(__file__).with_name("rivals.tsv")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def _machine() -> str:
    cpu = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [
            line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = names[0] if names else cpu
    return (
        f"{os.cpu_count()} cores, {cpu}, {platform.system()}, Python {platform.python_version()}, "
        f"spaCy {version('spacy')}, Dragoman {version('dragoman')}."
    )
