"""How modality moves an act to another: planned aid is a promise, a refused meeting a rejection."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.events.actions import Actions

SHIFTS = ("planned", "decided", "refused", "ended", "demanded", "threatened")
"""What may be said of an act, each a column of ``events/shifts.tsv``."""

NOTHING = "-"
"""The cell that says: no event comes of it."""


class Shifts:
    """The table of shifts (the codebook's "How modality moves an act to another type").

    Raises:
        KnowledgeError: a row names an unknown act, or an unknown action in a cell.
    """

    def __init__(self, knowledge: Knowledge, actions: Actions) -> None:
        self._actions = actions
        self._table: dict[tuple[str, str], str] = {}
        for row in knowledge.table("events/shifts.tsv"):
            act = row["act"]
            if act not in actions and act not in actions.types:
                raise row.error(f"unknown act '{act}': neither an action nor a type")
            for shift in SHIFTS:
                target = row[shift]
                if target and target != NOTHING and target not in actions:
                    raise row.error(f"unknown action '{target}' under '{shift}'")
                self._table[act, shift] = target

    def counterpart(self, action: str, shift: str) -> str | None:
        """Return what ``action`` becomes under ``shift``: an action, ``NOTHING``, or None when it stays what it is."""
        found = self._table.get((action, shift))
        if found is None:
            found = self._table.get((self._actions[action].type, shift), "")
        return found or None
