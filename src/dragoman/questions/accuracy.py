"""How right a coding is: precision, recall and F1 by type, with bootstrap intervals and a table of confusions.

Intervals are percentiles of a bootstrap over articles (or over pairs): Efron and Tibshirani 1993, "An Introduction to
the Bootstrap", chapter 13.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.errors import UsageError
from dragoman.questions.coded import PAIRS, CodedEvent, Coding

RESAMPLES = 1000
SEED = 1993
LEVEL = 0.95

NEAR = 0.6
"""Share of the words of one passage that must stand in the other for the two to be the same passage."""

NOTHING = "-"
"""In the table of confusions: no event of this pair was coded."""

Unit = tuple[tuple[str | None, str | None], ...]
"""What one article or pair gives: ``(gold type, read type)``, with None where the other side has nothing."""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """One line of figures; ``low`` and ``high`` bound F1 in 95 of 100 resamples."""

    type: str
    gold: int
    read: int
    right: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


class Accuracy(msgspec.Struct, frozen=True, kw_only=True):
    """How right a coding is: all types together, the mean over types, each type, and ``(gold, read) -> n``."""

    all: Score
    macro_f1: float
    types: tuple[Score, ...]
    confusions: dict[tuple[str, str], int]


def accuracy(gold: Coding, read: Coding, *, resamples: int = RESAMPLES) -> Accuracy:
    """Score a coding against gold.

    An event is right when its type, its actor and its recipient are, and it is told in the same passage. Events that
    gold marks as optional cost nothing when missed. For the confusions, an event of the same pair and passage but of
    another type stands opposite.

    Raises:
        UsageError: one file codes pairs and the other articles, or they share no id.
    """
    if gold.form != read.form:
        raise UsageError(f"gold codes {gold.form} and the other file {read.form}; give two files of one kind")
    units = _of_pairs(gold, read) if gold.form == PAIRS else _of_articles(gold, read)
    names = sorted({name for unit in units for pair in unit for name in pair if name is not None})
    chance = random.Random(SEED)
    draws = [chance.choices(range(len(units)), k=len(units)) for _ in range(resamples)]
    tallies = [_tally(unit) for unit in units]
    scores = [_score(name, tallies, draws, name) for name in names]
    told = [score.f1 for score in scores if score.gold]
    return Accuracy(
        all=_score("all", tallies, draws, None),
        macro_f1=round(sum(told) / len(told), 4) if told else 0.0,
        types=tuple(scores),
        confusions=dict(
            sorted(Counter((left or NOTHING, right or NOTHING) for unit in units for left, right in unit).items())
        ),
    )


def _of_pairs(gold: Coding, read: Coding) -> list[Unit]:
    shared = [name for name in gold.pairs if name in read.pairs]
    if not shared:
        raise UsageError("no id of gold stands in the other file; code the same rows")
    return [((gold.pairs[name], read.pairs.get(name)),) for name in gold.pairs]


def _of_articles(gold: Coding, read: Coding) -> list[Unit]:
    if not any(name in read.events for name in gold.events):
        raise UsageError("no article of gold stands in the other file; read the same articles and keep their ids")
    return [_align(events, read.events.get(name, ())) for name, events in gold.events.items()]


def _align(golds: Sequence[CodedEvent], read: Sequence[CodedEvent]) -> Unit:
    """Pair events one to one: first those that are right, then those that differ in type alone."""
    free = list(read)
    pairs: list[tuple[str | None, str | None]] = []
    missed = []
    for one in sorted(golds, key=lambda event: event.optional):
        found = next((other for other in free if other.types & one.types and _same_pair(one, other)), None)
        if found is not None:
            free.remove(found)
            told = next(iter(found.types))
            pairs.append((told, told))
        elif not one.optional:
            missed.append(one)
    # a second reading of what is right already is no new falsehood
    free = [other for other in free if not any(other.types & one.types and _same_pair(one, other) for one in golds)]
    for one in missed:
        found = next((other for other in free if _same_pair(one, other)), None)
        if found is not None:
            free.remove(found)
        pairs.append((min(one.types), next(iter(found.types)) if found is not None else None))
    return (*pairs, *((None, next(iter(other.types))) for other in free))


def _same_pair(gold: CodedEvent, read: CodedEvent) -> bool:
    return _same_sides(gold, read) and any(_near(one, other) for one in gold.words for other in read.words)


def _same_sides(gold: CodedEvent, read: CodedEvent) -> bool:
    def fits(wanted: frozenset[str], had: frozenset[str]) -> bool:
        return not wanted or bool(wanted & had)

    if fits(gold.actors, read.actors) and fits(gold.recipients, read.recipients):
        return True
    both = read.actors | read.recipients
    return gold.mutual and fits(gold.actors, both) and fits(gold.recipients, both)


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return bool(shared) and max(shared / len(one), shared / len(other) if len(other) > 3 else 0.0) >= NEAR


Tally = dict[str, tuple[int, int, int]]
"""By type: gold, read, right."""


def _tally(unit: Unit) -> Tally:
    gold: Counter[str] = Counter(left for left, _ in unit if left is not None)
    read: Counter[str] = Counter(right for _, right in unit if right is not None)
    both: Counter[str] = Counter(left for left, right in unit if left is not None and left == right)
    return {name: (gold[name], read[name], both[name]) for name in gold | read}


def _score(name: str, tallies: Sequence[Tally], draws: Sequence[Sequence[int]], type_: str | None) -> Score:
    counts = [_counts(tally, type_) for tally in tallies]
    gold, read, right = _sum(counts)
    spread = sorted(_f1(*_sum(counts[number] for number in draw)) for draw in draws)
    cut = round(len(spread) * (1 - LEVEL) / 2)
    return Score(
        type=name,
        gold=gold,
        read=read,
        right=right,
        precision=round(right / read, 4) if read else 0.0,
        recall=round(right / gold, 4) if gold else 0.0,
        f1=round(_f1(gold, read, right), 4),
        low=round(spread[cut], 4) if spread else 0.0,
        high=round(spread[-1 - cut], 4) if spread else 0.0,
    )


def _counts(tally: Tally, type_: str | None) -> tuple[int, int, int]:
    return _sum(tally.values()) if type_ is None else tally.get(type_, (0, 0, 0))


def _sum(counts: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    gold = read = right = 0
    for one in counts:
        gold, read, right = gold + one[0], read + one[1], right + one[2]
    return gold, read, right


def _f1(gold: int, read: int, right: int) -> float:
    return 2 * right / (gold + read) if gold + read else 0.0
