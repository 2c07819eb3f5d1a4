"""How a statement speaks of an actor: favourable, hostile or neutral, with the words that show it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.record import Span

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_BORDER = re.compile(r"[.!?;]\s|[.!?][”\"]")
_BEHIND = 8
"""Words behind a mention in which a word of stance tells on it."""
_BEFORE = 4
"""Words before a mention in which one does."""
_NEGATED = 3
"""Words after a negation within which it turns a word of stance."""
_BE = frozenset({"be", "been", "being", "was", "were", "is", "are", "am", "gets", "got"})
_CALLED = _BE | frozenset(
    {"as", "like", "remain", "remains", "remained", "seem", "seems", "seemed", "become", "becomes", "became", "called"}
    | {"pose", "poses", "posed", "represent", "represents", "represented", "nothing", "just"}
)
"""Words between a mention and what it is called ("Iran is a menace", "described her as corrupt", "posed a threat")."""
_APART = frozenset({"from", "after", "against", "of", "in", "on", "during", "over", "under", "amid", "before", "for"})
"""Prepositions that part a mention from an evil behind it, which somebody else does ("the UN on the attack")."""
_AWAY = frozenset({"on", "against", "to", "toward", "towards", "from", "upon", "than"})
"""Prepositions that lead from an evil to who suffers it ("a danger to Norway")."""

FAVOURABLE, HOSTILE, NEUTRAL = "favourable", "hostile", "neutral"
DOER, TARGET = "doer", "target"


@dataclass(frozen=True, slots=True)
class Shown:
    """A word of stance at ``span`` that tells on the mention with number ``mention``; ``weight`` is 1 or -1."""

    mention: int
    weight: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Entry:
    weight: int
    side: str


class StanceReader:
    """Weighs the words near the mentions of actors with the table `knowledge/statements/stance.tsv`.

    Raises:
        KnowledgeError: a row's stance is neither ``favourable`` nor ``hostile``, or its side neither doer nor target.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries: dict[str, _Entry] = {}
        for row in knowledge.table("statements/stance.tsv"):
            if row["stance"] not in {FAVOURABLE, HOSTILE}:
                raise row.error(f"no stance '{row['stance']}': write favourable or hostile")
            if row["side"] not in {"", DOER, TARGET}:
                raise row.error(f"no side '{row['side']}': write doer or target, or leave it empty")
            self._entries[row["word"]] = _Entry(1 if row["stance"] == FAVOURABLE else -1, row["side"])
        self._negations = frozenset(row["word"] for row in knowledge.table("statements/negation.tsv"))

    def weigh(self, text: str, start: int, end: int, mentions: Sequence[Span]) -> list[Shown]:
        """Return the words of stance within ``[start, end)``, each with the one mention it tells on.

        ``mentions`` are in the order of the text. A word tells on the mention it qualifies or is aimed at ("the corrupt
        ministry", "condemned Iran"), else on the one before it in its sentence ("Iran is a menace"); what is done to
        somebody ("plots to kill civilians", "civilians were killed") does not tell on him.
        """
        near = _Near(text, start, end, mentions)
        found: list[Shown] = []
        negated = -_NEGATED - 1
        for place, match in enumerate(near.words):
            word = match.group().lower()
            if word in self._negations or word.endswith(("n't", "n’t")):
                negated = place
                continue
            entry = self._entries.get(word)
            if entry is None or near.names(match.start()):
                continue
            number = _aimed_at(near, place, entry)
            if number is None:
                number = _told_of(near, place, entry)
            if number is not None:
                weight = -entry.weight if place - negated <= _NEGATED else entry.weight
                found.append(Shown(number, weight, match.span()))
        return found


class _Near:
    """The words, mentions and borders of one content, found by where they stand."""

    def __init__(self, text: str, start: int, end: int, mentions: Sequence[Span]) -> None:
        self.text = text
        self.end = end
        self.words = list(_WORD.finditer(text, start, end))
        self.places = [match.start() for match in self.words]
        self.mentions = mentions
        self._starts = [left for left, _ in mentions]
        self._borders = [match.start() for match in _BORDER.finditer(text, start, end)]

    def names(self, offset: int) -> bool:
        """Tell whether a word is part of a mention."""
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and offset < self.mentions[number][1]

    def behind(self, offset: int) -> int | None:
        """Return the first mention from an offset on in its sentence."""
        number = bisect_left(self._starts, offset)
        border = bisect_left(self._borders, offset)
        stop = self._borders[border] if border < len(self._borders) else self.end
        return number if number < len(self.mentions) and self._starts[number] < stop else None

    def before(self, offset: int) -> int | None:
        """Return the last mention that ends before an offset in its sentence."""
        number = bisect_left(self._starts, offset) - 1
        border = bisect_left(self._borders, offset) - 1
        floor = self._borders[border] if border >= 0 else -1
        if number < 0 or self.mentions[number][1] > offset or self._starts[number] < floor:
            return None
        return number

    def between(self, start: int, end: int) -> list[str]:
        """Return the words between two offsets, in lower case."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return [match.group().lower() for match in self.words[first:last]]


def _aimed_at(near: _Near, place: int, entry: _Entry) -> int | None:
    """Return the mention right behind a word that qualifies it or is aimed at it."""
    after = near.words[place].end()
    number = near.behind(after)
    if number is None:
        return None
    left = near.mentions[number][0]
    if place + _BEFORE + 1 < len(near.places) and near.places[place + _BEFORE + 1] < left:
        return None
    between = near.between(after, left)
    if "," in near.text[after:left] or between[:1] == ["to"]:
        return None
    if "by" in between:
        return number
    if entry.side == DOER or (entry.weight < 0 and entry.side != TARGET and not _AWAY.isdisjoint(between)):
        return None
    return number if entry.side == TARGET or len(between) <= 1 or "of" in between else None


def _told_of(near: _Near, place: int, entry: _Entry) -> int | None:
    """Return the mention before a word that it tells on: who does it, who is called so, or who suffers the blame."""
    at = near.places[place]
    number = near.before(at)
    if number is None:
        return None
    right = near.mentions[number][1]
    if place >= _BEHIND and near.places[place - _BEHIND] >= right:
        return None
    between = near.between(right, at)
    passive = not _BE.isdisjoint(between[-2:])
    if entry.side == DOER:
        done_to = passive and near.words[place].group().lower().endswith(("ed", "en", "t", "n"))
        return None if done_to or not _APART.isdisjoint(between) else number
    if entry.side == TARGET:
        return number if passive else None
    return number if len(between) <= 1 or not _CALLED.isdisjoint(between) else None
