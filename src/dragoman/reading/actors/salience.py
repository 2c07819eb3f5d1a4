"""What a pronoun can stand for: the actors spoken of so far, by nearness, place in the clause, number and gender.

The weights follow the order of preference known from the literature on centering (Grosz, Joshi, Weinstein 1995) and
from Lappin and Leass (1994): recency, then subject before object before the rest, then how often an actor is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors.binding import OBJECTS, SUBJECTS, is_topic
from dragoman.reading.actors.cast import Entity
from dragoman.reading.actors.view import View

REACH = 4
"""Sentences back to which a pronoun looks."""

_PLACING = frozenset({"in", "at", "near", "from", "across", "through", "into", "outside", "inside", "off", "around"})
"""Prepositions behind which a name is the place of something, and seldom what the next sentence is about."""

MAIN_SUBJECT = 1.5
"""What the subject of a main clause weighs."""

_QUOTED = 0.5
"""What a mention in a quotation loses for a pronoun outside."""

_SHARED = 0.8
"""What one of several actors of one mention loses as a candidate of its own."""

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod"})


@dataclass(slots=True)
class Trace:
    """An actor spoken of at token ``at`` of a sentence."""

    entity: Entity
    view: View
    at: int
    weight: float
    order: int
    form: str


class Salience:
    """The actors spoken of so far."""

    def __init__(self) -> None:
        self._traces: list[Trace] = []
        self._count: dict[int, int] = {}
        self._order = 0

    def note(self, entity: Entity, view: View, at: int, form: str, *, shared: bool = False) -> None:
        """Note that an actor is spoken of here; ``form`` is that of the mention, ``new`` for who has no name.

        ``shared`` when the words stand for several actors at once ("they"): none of them is then in focus alone.
        """
        head = at
        for _ in range(6):
            if view.deps[head] not in {"conj", "appos"}:
                break
            head = view.heads[head]
        dep = view.deps[head]
        weight = 0.0
        if dep in SUBJECTS:
            weight = MAIN_SUBJECT if _in_main_clause(view, head) else 1.1
        elif dep in OBJECTS:
            placed = dep == "pobj" and view.lower[view.heads[head]] in _PLACING
            weight = -0.1 if placed and entity.kind in {"country", "organisation"} else 0.5
            weight = 1.5 if is_topic(view, head) else weight
        elif dep in _MODIFIERS:
            weight = -0.4 if form == "demonym" else 0.1
        if view.deps[at] == "conj":
            weight -= 0.1
        if form == "new":
            weight += 0.4
        if shared:
            weight -= _SHARED
        if view.sentence.part == "caption":
            weight -= 1.0
        self._order += 1
        self._count[entity.number] = max(1, self._count.get(entity.number, 0) + (not shared))
        self._traces.append(Trace(entity, view, at, weight, self._order, form))
        if len(self._traces) > 160:
            del self._traces[:80]

    def candidates(self, view: View, reach: int = REACH, *, outside: bool = False) -> list[tuple[float, Trace]]:
        """Return the latest traces within reach with their base scores, each actor's best first.

        ``outside`` when who is looked for is spoken of outside quotations: those of a quotation are then less likely.
        """
        index, paragraph = view.sentence.index, view.sentence.paragraph
        best: dict[int, tuple[float, Trace]] = {}
        for trace in reversed(self._traces):
            distance = index - trace.view.sentence.index
            if distance > reach:
                break
            score = trace.weight - 0.9 * distance + 0.12 * min(self._count[trace.entity.number], 8)
            if trace.view.sentence.paragraph != paragraph:
                score -= 0.2
            if trace.entity.unnamed:
                score -= 0.7
            if distance == 0:
                score += 0.01 * trace.at
            if outside and trace.view.quoted[trace.at] and trace.form != "pronoun":
                score -= _QUOTED
            held = best.get(trace.entity.number)
            if held is None or score > held[0]:
                best[trace.entity.number] = (score, trace)
        return sorted(best.values(), key=lambda item: (-item[0], -item[1].order))

    def recent(self, kind: str, view: View, reach: int) -> list[Trace]:
        """Return the traces of one kind of actor within reach, the latest first, each actor once."""
        seen: set[int] = set()
        found = []
        for trace in reversed(self._traces):
            if view.sentence.index - trace.view.sentence.index > reach:
                break
            if trace.entity.kind == kind and trace.entity.number not in seen:
                seen.add(trace.entity.number)
                found.append(trace)
        return found

    def count(self, entity: Entity) -> int:
        """Return how often an actor was spoken of so far."""
        return self._count.get(entity.number, 0)


def _in_main_clause(view: View, at: int) -> bool:
    verb = view.heads[at]
    return view.deps[verb] in {"ROOT", "conj"}
