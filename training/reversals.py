"""Hard negatives made by program: the same sentence with the two actors in the wrong direction."""

from __future__ import annotations

from collections.abc import Iterable

from training.corpus import Row

MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
"""Types whose events often hold both ways, so that a reversed pair is no sure negative."""


def reversed_rows(rows: Iterable[Row], types: dict[str, str], every: int = 4) -> list[Row]:
    """Return every ``every``-th row of a one-sided type with actor and recipient changed over, as a negative."""
    one_sided = [r for r in rows if r.right and "<r>" in r.text and not MUTUAL & {types[name] for name in r.right}]
    return [Row(_reversed(row.text), (), row.place) for row in one_sided[::every]]


def _reversed(text: str) -> str:
    swap = {"<a>": "<r>", "</a>": "</r>", "<r>": "<a>", "</r>": "</a>"}
    out, at = [], 0
    while at < len(text):
        mark = next((m for m in swap if text.startswith(m, at)), None)
        out.append(swap[mark] if mark else text[at])
        at += len(mark) if mark else 1
    return "".join(out)
