"""What one given actor does to another in one given sentence: the lexicon and the classifier vote."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorReader
from dragoman.reading.defaults import DEFAULT_PIPELINE
from dragoman.reading.events import EventReader
from dragoman.reading.events.classifier import Classifier, Vote, mark
from dragoman.reading.events.reader import Reading
from dragoman.reading.events.shifts import NOTHING, Shifts
from dragoman.reading.language import ParsedArticle, Parser
from dragoman.record import Article, Part
from dragoman.sources.pairs import Pair

LEXICON_WEIGHT = 0.45
"""How much a sure reading of the lexicon counts beside the classifier, whose probabilities sum to one."""
SLOPE, SHIFT = 0.707, 0.745
"""Make a share of the votes a probability of being right: Platt 1999, "Probabilistic Outputs for Support Vector
Machines", fitted on the 1,050 development rows of PLV, where it takes the expected calibration error from .049 to .019
(five-fold); `training.reliability` draws it."""
ABSENT = ""
"""The id of an actor that does not stand in the sentence."""
NO_CLASSIFIER = "no classifier is installed: the lexicon alone"


class PairReading(msgspec.Struct, frozen=True, kw_only=True):
    """What passes from the source to the target of one row.

    ``type`` is the most probable of the sixteen, ``confidence`` its calibrated probability, ``nothing`` the probability
    that nothing passes between the two (null without a classifier), ``why`` who said what.
    """

    id: str
    action: str
    type: str
    modes: tuple[str, ...]
    modality: str
    confidence: float
    nothing: float | None
    why: tuple[str, ...]


class Voter(Protocol):
    """What votes beside the lexicon."""

    def vote(self, marked: Sequence[str]) -> Sequence[Vote]:
        """Return the votes on sentences marked by `mark`, in their order."""


class PairReader:
    """Reads pairs of actors in sentences.

    Args:
        pipeline: the name of an installed spaCy pipeline.
        knowledge: a folder with tables of your own beside the shipped ones, or None.
        voters: ``both``, or ``lexicon`` or ``classifier`` alone.
        classifier: another voter than the shipped one.
    """

    def __init__(
        self,
        *,
        pipeline: str = DEFAULT_PIPELINE,
        knowledge: Path | None = None,
        voters: str = "both",
        classifier: Voter | None = None,
    ) -> None:
        tables = Knowledge(knowledge)
        self._classifier: Voter | None = (classifier or Classifier.load(tables)) if voters != "lexicon" else None
        self._lexical = voters != "classifier" or self._classifier is None
        self._parser = Parser(pipeline)
        self._actors = ActorReader(tables)
        self._events = EventReader(tables)
        self._shifts = Shifts(tables, self._events.actions)

    def read(self, rows: Sequence[Pair]) -> list[PairReading]:
        """Return the readings of rows, in their order."""
        votes: Sequence[Vote | None] = [None] * len(rows)
        if self._classifier is not None:
            votes = self._classifier.vote([mark(row.sentence, row.source, row.target) for row in rows])
        return [self._read(row, vote) for row, vote in zip(rows, votes, strict=True)]

    def _read(self, row: Pair, vote: Vote | None) -> PairReading:
        scores: dict[str, float] = dict(vote.actions) if vote is not None else {}
        why: list[str] = []
        modality, lexical = "actual", None
        if self._lexical:
            lexical = self._by_lexicon(row)
        if lexical is not None:
            action, modality, confidence, reasons = lexical
            weight = LEXICON_WEIGHT * confidence if vote is not None else confidence
            scores[action] = scores.get(action, 0.0) + weight
            why += [f"lexicon: {action} ({confidence:.2f})", *reasons]
        if vote is not None:
            best = max(vote.actions, key=lambda name: (vote.actions[name], name))
            why.append(f"classifier: {best} ({vote.actions[best]:.2f})")
        elif self._classifier is None:
            why.append(NO_CLASSIFIER)
        if not scores:
            scores = {"talk": 0.0}
            why.append("no entry of the lexicon is met: the commonest act between two actors")
        by_type: dict[str, float] = {}
        for name, score in scores.items():
            kind = self._events.actions[name].type
            by_type[kind] = by_type.get(kind, 0.0) + score
        kind = max(by_type, key=lambda name: (by_type[name], name))
        inside = [name for name in scores if self._events.actions[name].type == kind]
        action = max(inside, key=lambda name: (scores[name], name))
        total = sum(by_type.values())
        return PairReading(
            id=row.id,
            action=action,
            type=kind,
            modes=(self._events.actions[action].mode,) if self._events.actions[action].mode else (),
            modality=modality if lexical is not None and self._events.actions[lexical[0]].type == kind else "actual",
            confidence=round(_calibrated(by_type[kind] / total) if vote is not None and total else by_type[kind], 4),
            nothing=round(1 - vote.passes, 4) if vote is not None else None,
            why=tuple(why),
        )

    def _by_lexicon(self, row: Pair) -> tuple[str, str, float, tuple[str, ...]] | None:
        parsed = self._parse(row.sentence)
        spans = [span for span in (row.source, row.target) if span is not None]
        index, names = self._actors.given(parsed, spans)
        given = iter(names)
        source = next(given) if row.source is not None else ABSENT
        target = next(given) if row.target is not None else ABSENT
        best = None
        for sentence, doc in parsed.parsed():
            reading = self._events.between(sentence, doc, index, source, target)
            if reading is not None and (best is None or reading.confidence > best.confidence):
                best = reading
        return None if best is None else self._settled(best)

    def _settled(self, reading: Reading) -> tuple[str, str, float, tuple[str, ...]]:
        """Return action, modality, confidence and reasons; cooperation that did not come about is a rejection."""
        if reading.modality == "negated" and "cooperation" in self._events.actions[reading.action].quad_class:
            refusal = self._shifts.counterpart(reading.action, "refused")
            if refusal is not None and refusal != NOTHING:
                why = f"{reading.action} that did not come about -> {refusal}"
                return refusal, "actual", reading.confidence, (*reading.why, why)
        return reading.action, reading.modality, reading.confidence, reading.why

    def _parse(self, text: str) -> ParsedArticle:
        article = Article(
            id="",
            key=None,
            title=None,
            url=None,
            publisher=None,
            authors=(),
            published=None,
            language="en",
            text=text,
            parts=(Part(kind="body", start=0, end=len(text)),),
        )
        return self._parser.parse(article)


def _calibrated(share: float) -> float:
    """Return how likely a reading is right that has a share of the votes."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return 1 / (1 + math.exp(-(SLOPE * math.log(share / (1 - share)) + SHIFT)))
