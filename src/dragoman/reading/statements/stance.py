"""How a statement speaks of an actor: favourable, hostile or neutral, by the words near the mention."""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_BORDER = re.compile(r"[.!?;]\s")
_WINDOW = 8
"""Words on either side of a mention in which a word of stance counts."""
_REACH = 160
"""Characters on either side of a mention that are looked at, so that a long content costs no more than a short one."""
_NEGATED = 3
"""Words after a negation within which it turns a word of stance."""

FAVOURABLE, HOSTILE, NEUTRAL = "favourable", "hostile", "neutral"


class StanceReader:
    """Weighs the words near a mention with the table `knowledge/statements/stance.tsv`.

    Raises:
        KnowledgeError: a row's stance is neither ``favourable`` nor ``hostile``.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._weights: dict[str, int] = {}
        for row in knowledge.table("statements/stance.tsv"):
            if row["stance"] not in {FAVOURABLE, HOSTILE}:
                raise row.error(f"no stance '{row['stance']}': write favourable or hostile")
            self._weights[row["word"]] = 1 if row["stance"] == FAVOURABLE else -1
        self._negations = frozenset(row["word"] for row in knowledge.table("statements/negation.tsv"))

    def words(self, text: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the words of stance within ``[start, end)``: ordinal among all words, offset, weight."""
        found = []
        negated = -_NEGATED - 1
        for place, match in enumerate(_WORD.finditer(text, start, end)):
            word = match.group().lower()
            if word in self._negations or word.endswith(("n't", "n’t")):
                negated = place
                continue
            weight = self._weights.get(word, 0)
            if weight:
                found.append((place, match.start(), -weight if place - negated <= _NEGATED else weight))
        return found

    def near(self, text: str, start: int, end: int, left: int, right: int) -> str:
        """Return the stance of the content ``[start, end)`` towards the mention ``[left, right)`` in it."""
        begin, stop = max(start, left - _REACH), min(end, right + _REACH)
        for border in _BORDER.finditer(text, begin, stop):
            if border.end() <= left:
                begin = border.end()
            elif border.start() >= right:
                stop = border.start()
                break
        here = sum(1 for _ in _WORD.finditer(text, begin, left))
        score = sum(weight for place, _, weight in self.words(text, begin, stop) if abs(place - here) <= _WINDOW)
        return FAVOURABLE if score > 0 else HOSTILE if score < 0 else NEUTRAL
