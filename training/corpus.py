"""The written corpus: rows, what is wrong with them, and near-duplicates."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
ACTIONS = Path(__file__).parent.parent / "src" / "dragoman" / "knowledge" / "events" / "actions.tsv"
SHORTEST, LONGEST = 5, 80
"""Words in a row."""

_MARK = re.compile(r"</?[ar]>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Row:
    """One written sentence.

    ``text`` marks the actor ``<a>..</a>`` and, where there is one, the recipient ``<r>..</r>``. ``right`` holds the
    actions of ``actions.tsv`` that the row may have: one where it was coded by action, several where it was coded by
    type and mode only, none where nothing passes from the one to the other. ``place`` says where the row stands.
    """

    text: str
    right: tuple[str, ...]
    place: str


def actions() -> dict[str, dict[str, str]]:
    """Return the rows of the action table by action."""
    lines = [line for line in ACTIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["action"]: row for row in csv.DictReader(lines, delimiter="\t")}


def plain(text: str) -> str:
    """Return a row's text without its marks."""
    return _MARK.sub("", text)


def problems(row: dict[str, object], table: dict[str, dict[str, str]]) -> list[str]:
    """Return what is wrong with a raw row, in words; an empty list when nothing is."""
    found = []
    text = row.get("text")
    if not isinstance(text, str):
        return ["no text"]
    if "action" in row:
        if row["action"] not in table:
            found.append(f"unknown action {row['action']!r}")
    elif row.get("type") != "NONE" and not right_actions(row, table):
        found.append(f"no action has the type {row.get('type')!r} and the mode {row.get('mode')!r}")
    if len(re.findall(r"<a>[^<>]+</a>", text)) != 1:
        found.append("the actor must be marked <a>..</a> just once")
    if text.count("<r>") > 1 or len(re.findall(r"<r>[^<>]+</r>", text)) != text.count("<r>"):
        found.append("the recipient may be marked <r>..</r> once at most")
    if len(_MARK.findall(text)) != (4 if "<r>" in text else 2):
        found.append("a mark is open, doubled or nested")
    if not SHORTEST <= len(plain(text).split()) <= LONGEST:
        found.append(f"{len(plain(text).split())} words; {SHORTEST} to {LONGEST} are allowed")
    if "\n" in text or "  " in text:
        found.append("line break or double space in the text")
    return found


def right_actions(row: dict[str, object], table: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Return the actions that a raw row may have, by its ``action`` or by its ``type`` and ``mode``."""
    if "action" in row:
        return () if row["action"] == "none" else (str(row["action"]),)
    return tuple(
        name
        for name, cells in table.items()
        if cells["plover"] == row.get("type") != "NONE" and row.get("mode") in (None, cells["mode"])
    )


def raw_rows(folder: Path = CORPUS) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield every row of the corpus with its place (``file:line``), in the order of file names."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield f"{path.name}:{number}", json.loads(line)


def load(folder: Path = CORPUS) -> list[Row]:
    """Return the rows of the corpus.

    Raises:
        ValueError: a row is malformed; the message names file and line.
    """
    known = actions()
    rows = []
    for place, raw in raw_rows(folder):
        if wrong := problems(raw, known):
            raise ValueError(f"{place}: {'; '.join(wrong)}")
        rows.append(Row(str(raw["text"]), right_actions(raw, known), place))
    return rows


def near_duplicates(texts: Iterable[str], overlap: float = 0.6, run: int = 4) -> list[tuple[int, int]]:
    """Return pairs ``(earlier, later)`` of texts that share at least ``overlap`` of their runs of ``run`` words.

    The measure is the containment of the shorter text's word n-grams in the longer one's.
    """
    holders: dict[tuple[str, ...], list[int]] = {}
    sizes: list[int] = []
    pairs = []
    for number, text in enumerate(texts):
        words = _WORD.findall(plain(text).lower())
        grams = {tuple(words[i : i + run]) for i in range(max(1, len(words) - run + 1))}
        shared: dict[int, int] = {}
        for gram in sorted(grams):
            for other in holders.get(gram, ()):
                shared[other] = shared.get(other, 0) + 1
        hits = [other for other, count in shared.items() if count >= overlap * min(len(grams), sizes[other])]
        if hits:
            pairs.append((min(hits), number))
        sizes.append(len(grams))
        for gram in sorted(grams):
            holders.setdefault(gram, []).append(number)
    return pairs
