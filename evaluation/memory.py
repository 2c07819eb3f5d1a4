"""Memory while very many articles are added: it must not grow with their number."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from evaluation.bench import Bench, NotThereError
from evaluation.figures import Figure

ARTICLES = 100_000
SEED = 100_000
TENTHS = 10
EACH = 0.2
"""Seconds between two looks at the process."""

_STATES = ("Kenya", "Peru", "Norway", "Ghana", "Vietnam", "Ecuador", "Georgia", "Turkey", "Iran", "Japan", "Chile")
_VERBS = ("criticised", "thanked", "met", "warned", "praised", "accused", "visited", "condemned", "invited", "urged")
_TIMES = ("on Monday", "on Tuesday", "last week", "in May", "yesterday", "on 3 March", "two days ago")
_SYLLABLES = ("ba", "do", "ka", "li", "mo", "na", "re", "su", "ti", "va", "zo", "she")


def flat(bench: Bench) -> list[Figure]:
    """Return the memory of ``dragoman add`` in the second and the last tenth of very many articles, and their ratio."""
    return measure(bench, ARTICLES)


def measure(bench: Bench, count: int) -> list[Figure]:
    """Add ``count`` articles and return the figures."""
    rows = bench.work / "short.jsonl"
    with rows.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in islice(_rows(), count))
    library = bench.work / "flat.db"
    command = [str(Path(sys.executable).with_name("dragoman")), "add", str(rows), "--library", str(library)]
    begun = time.monotonic()
    # what has been read of the file tells how far it is, without asking the library
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    size = rows.stat().st_size
    found: list[list[float]] = [[] for _ in range(TENTHS)]
    while process.poll() is None:
        look = _look(process.pid, rows)
        if look is not None:
            memory, at = look
            found[min(TENTHS - 1, int(at / size * TENTHS))].append(memory)
        time.sleep(EACH)
    said = process.stderr.read().decode() if process.stderr is not None else ""
    if process.returncode != 0 or not said.strip().endswith(f"the library is {library}"):
        raise NotThereError(f"dragoman add ended with code {process.returncode}: {said.strip()[-200:]}")
    if not all(found):
        raise NotThereError(f"only {sum(map(bool, found))} of {TENTHS} tenths were seen; add more articles")
    bench.note(f"dragoman add {rows.name} --library flat.db   # {count:,} articles")
    peaks = [max(tenth) for tenth in found]
    seconds = time.monotonic() - begun
    ratio = f"{peaks[-1] / peaks[1]:.3f}"
    return [
        Figure(
            "second tenth", f"{peaks[1]:,.0f} MB", f"{count:,} articles in {seconds:,.0f} s, {count / seconds:,.0f}/s"
        ),
        Figure("last tenth", f"{peaks[-1]:,.0f} MB"),
        Figure("last tenth to second", ratio, "tenths: " + " ".join(f"{peak:.0f}" for peak in peaks)),
    ]


def _look(pid: int, rows: Path) -> tuple[float, int] | None:
    """Return a process's resident memory in MB and how far it has read a file, or None when that cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            if handle.resolve() == rows.resolve():
                info = Path(f"/proc/{pid}/fdinfo/{handle.name}").read_text()
                return memory / 1024, int(info.split()[1])
    except (OSError, StopIteration, IndexError, ValueError):
        return None
    return None


def _rows() -> Iterator[dict[str, str]]:
    """Yield short articles without end; each has a name that no other has, as new people come up in the news."""
    chance = random.Random(SEED)
    number = 0
    while True:
        name = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
        actor, other = chance.sample(_STATES, 2)
        text = f"{actor} {chance.choice(_VERBS)} {other} {chance.choice(_TIMES)}, said {name} {number}."
        day = f"{2000 + number // 360 % 25}-{number // 30 % 12 + 1:02}-{number % 28 + 1:02}"
        yield {"id": str(number), "text": text, "published": day}
        number += 1
