"""Tell which of the places that share a name is meant: by fame, by what is named beside it, by what lies near."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.reading.places.gazetteer import CAPITALS, NEAR, Entry, Gazetteer, inside, kilometres
from dragoman.reading.places.judging import DATELINE, Verdict
from dragoman.reading.places.publishers import Home

MOST = 60
"""Candidates of one name that are weighed, the most prominent first."""


ALONE = 5.0
"""Points of the most famous place of a name that a dateline gives without state or country."""
CLEAR = 3.0
"""Lead of the most famous place of a name over the next from which no context overrules it."""
FEW = 30
"""Names in an article up to which the open ones are looked at together."""
WIDE = frozenset({"PCLI", "CONT", "RGN", "OCN", "SEA", "ADM1"})
"""Features too wide to be near anything."""
FAMED = frozenset({"PCLI", "CONT", "PPLC"})


class Vote(NamedTuple):
    """A place of the article that speaks for places beside it, and how loudly."""

    name: str
    entry: Entry
    weight: float


@dataclass(slots=True)
class Choice:
    """The place chosen for a name, with the reasons."""

    entry: Entry
    reasons: list[str] = field(default_factory=list)
    sure: bool = False


def fame(entry: Entry, other_name: bool) -> float:
    """Return how well a place is known, before anything of the article is looked at (about 0 to 9)."""
    if entry.feature == "PCLI":
        points = 8.5
    elif entry.feature == "CONT":
        points = 9.0
    elif entry.row < 0:
        points = 8.3 if entry.feature.startswith("PPL") and entry.id else 7.0
    elif entry.feature == "ADM1":
        points = 0.5 + math.log10(entry.population + 10)
    elif entry.feature == "ADM2":
        points = -0.6 + 0.9 * math.log10(entry.population + 10)
    else:
        points = math.log10(entry.population + 10)
        points += 1.0 if entry.feature in CAPITALS else 0.3 if entry.feature == "PPLA" else 0.0
    return points - (1.5 if other_name else 0.0)


class Resolver:
    """Chooses one place for each name of an article; only an area behind a name ("Paris, Texas") gives it a second."""

    def __init__(self, gazetteer: Gazetteer, home: Home) -> None:
        self._gazetteer = gazetteer
        self._home = home
        self._datelined: frozenset[str] = frozenset()
        self._rankings: dict[tuple[int, ...], list[tuple[float, Entry]]] = {}

    def resolve(self, verdicts: list[Verdict]) -> dict[tuple[str, str], Choice]:
        """Return the choice for each name, keyed by its surface and the area named behind it (or "")."""
        names: dict[tuple[str, str], tuple[int, ...]] = {}
        counts: Counter[tuple[str, str]] = Counter()
        qualified: dict[str, str] = {}
        verdicts = [verdict for verdict in verdicts if verdict.spot.references]
        for verdict in verdicts:
            area = verdict.inside.name if verdict.inside is not None else ""
            if verdict.inside is not None and area:
                qualified.setdefault(verdict.spot.name, area)
                names[verdict.spot.name, area] = tuple(
                    inside(self._gazetteer, verdict.spot.references, verdict.inside.references)
                )
        for verdict in verdicts:
            area = verdict.inside.name if verdict.inside is not None else qualified.get(verdict.spot.name, "")
            key = (verdict.spot.name, area)
            names.setdefault(key, verdict.spot.references)
            counts[key] += 1
        self._datelined = frozenset(
            verdict.spot.name for verdict in verdicts if verdict.inside is None and DATELINE in verdict.reasons
        )
        choices = {key: self._first(key, references) for key, references in names.items()}
        around = {
            key[0]: self._cells(references)
            for key, references in names.items()
            if not choices[key].sure and len(names) <= FEW
        }
        for trust in (0.2, 0.4, 0.5):
            votes = self._votes(choices, counts, trust)
            for key, references in names.items():
                if not choices[key].sure:
                    choices[key] = self._weigh(key, references, votes, around)
        for verdict in verdicts:
            bare = (verdict.spot.name, "")
            if bare not in choices:
                choices[bare] = choices[verdict.spot.name, qualified[verdict.spot.name]]
        return choices

    def _first(self, key: tuple[str, str], references: tuple[int, ...]) -> Choice:
        ranked = self._ranked(references)
        best, entry = ranked[0]
        clear = len(ranked) == 1 or (entry.feature != "PCLI" and best - ranked[1][0] > CLEAR)
        return Choice(entry, [], clear)

    def _ranked(self, references: tuple[int, ...]) -> list[tuple[float, Entry]]:
        """Return the places of a name with their fame, the most famous first."""
        if (ranked := self._rankings.get(references)) is None:
            gazetteer = self._gazetteer
            scored = [(fame(entry := gazetteer.entry(r), gazetteer.is_other_name(r)), entry) for r in references]
            ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].row))[:MOST]
            self._rankings[references] = ranked
        return ranked

    @staticmethod
    def _votes(choices: dict[tuple[str, str], Choice], counts: Counter[tuple[str, str]], trust: float) -> list[Vote]:
        """Return what the place of each name says for others; one that has a rival says less."""
        found = []
        for key, choice in choices.items():
            weight = (1.0 if choice.sure or key[1] else trust) * (1 + 0.2 * min(5, counts[key]))
            found.append(Vote(key[0], choice.entry, weight))
        return sorted(found, key=lambda vote: -vote.weight)[:MOST]

    def _cells(self, references: tuple[int, ...]) -> frozenset[tuple[int, int]]:
        """Return the half-degree cells in and around the places of a name."""
        cells: set[tuple[int, int]] = set()
        for _, entry in self._ranked(references):
            if entry.feature not in WIDE and entry.latitude is not None and entry.longitude is not None:
                row, column = math.floor(entry.latitude * 2), math.floor(entry.longitude * 2)
                cells.update((row + a, column + b) for a in (-1, 0, 1) for b in (-1, 0, 1))
        return frozenset(cells)

    def _weigh(
        self,
        key: tuple[str, str],
        references: tuple[int, ...],
        votes: list[Vote],
        around: dict[str, frozenset[tuple[int, int]]],
    ) -> Choice:
        countries: dict[str | None, float] = defaultdict(float)
        divisions: dict[str | None, float] = defaultdict(float)
        points: list[Vote] = []
        for vote in votes:
            if vote.name == key[0]:
                continue
            countries[vote.entry.country] += vote.weight * (0.5 if vote.entry.feature == "PCLI" else 1.0)
            if vote.entry.division:
                divisions[vote.entry.division] += vote.weight
            if vote.entry.feature not in WIDE and vote.entry.latitude is not None:
                points.append(vote)
        best: tuple[float, Choice] | None = None
        for base, entry in self._ranked(references):
            score, reasons = base, []
            if entry.country and (country := countries[entry.country]) > 0:
                score += min(2.5, 0.7 * country)
                reasons.append(f"other places of {entry.country} in the article")
            if entry.division and (division := divisions[entry.division]) > 0:
                score += min(2.0, 0.7 * division) if entry.feature == "ADM1" else min(4.0, 1.5 * division)
                reasons.append(f"other places of {self._gazetteer.division_name(entry.division)} in the article")
            if entry.feature not in WIDE:
                near = sum(vote.weight for vote in points if kilometres(entry, vote.entry) < NEAR)
                if near:
                    score += min(3.2, 1.2 * near)
                    reasons.append("near other places of the article")
                cell = (math.floor((entry.latitude or 0) * 2), math.floor((entry.longitude or 0) * 2))
                together = sum(cell in cells for name, cells in around.items() if name != key[0])
                if together and entry.row >= 0:
                    score += min(3.0, 1.5 * together)
                    reasons.append("other names of the article have a place beside it")
            if best is None and key[0] in self._datelined and not self._has_local(references):
                score += ALONE
                reasons.append("a dateline names it without its area")
            score += self._from_home(key[0], entry, reasons)
            if best is None or score > best[0]:
                best = (score, Choice(entry, reasons))
        assert best is not None
        return best[1]

    def _has_local(self, references: tuple[int, ...]) -> bool:
        """Tell whether a place of the name lies in the publisher's part of the country."""
        division = self._home.division
        return division is not None and any(entry.division == division for _, entry in self._ranked(references))

    def _from_home(self, name: str, entry: Entry, reasons: list[str]) -> float:
        """Return the points that the publisher's home gives a place."""
        home, points = self._home, 0.0
        if home.division and entry.division == home.division and entry.feature != "ADM1":
            points += 2.5
            reasons.append("in the publisher's own part of the country")
            if home.town is not None and (entry.row == home.town.row or kilometres(entry, home.town) < NEAR):
                points += 4.0 if entry.row == home.town.row else 1.5
        elif home.country and entry.country == home.country:
            points += 1.2
            reasons.append("in the publisher's country")
        elif entry.feature not in WIDE and any(
            0 < kilometres(entry, town) < NEAR and town.population > 20_000 for town in home.towns
        ):
            points += 3.0
            reasons.append("near a town whose name the publisher bears")
        if entry.feature not in FAMED and entry.row >= 0 and home.is_named_after(name):
            points += 3.0
            reasons.append("the publisher bears its name")
        return points
