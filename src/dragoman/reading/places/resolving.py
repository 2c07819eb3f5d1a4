"""Tell which of the places that share a name is meant: by fame, by what is named beside it, by what lies near."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from dragoman.reading.places.gazetteer import CAPITALS, Entry, Gazetteer
from dragoman.reading.places.judging import Verdict, inside
from dragoman.reading.places.publishers import Home

NEAR = 100.0
"""Kilometres within which two places speak for each other."""
MOST = 60
"""Candidates of one name that are weighed, the most prominent first."""


@dataclass(slots=True)
class Choice:
    """The place chosen for a name, with the reasons."""

    entry: Entry
    reasons: list[str] = field(default_factory=list)
    sure: bool = False


def kilometres(one: Entry, other: Entry) -> float:
    """Return the great-circle distance of two places."""
    a, b, c, d = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.009 * math.asin(min(1.0, math.sqrt(half)))


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
    """Chooses one place for each name of an article: one sense of a name per article, unless an area stands behind it."""

    def __init__(self, gazetteer: Gazetteer, home: Home) -> None:
        self._gazetteer = gazetteer
        self._home = home

    def resolve(self, verdicts: list[Verdict]) -> dict[tuple[str, str], Choice]:
        """Return the choice for each name, keyed by its surface and the area named behind it (or "")."""
        names: dict[tuple[str, str], tuple[int, ...]] = {}
        counts: Counter[tuple[str, str]] = Counter()
        qualified: dict[str, str] = {}
        verdicts = [verdict for verdict in verdicts if verdict.spot.references]
        for verdict in verdicts:
            area = verdict.inside.surface if verdict.inside is not None else ""
            if area:
                qualified.setdefault(verdict.spot.surface, area)
                names[verdict.spot.surface, area] = tuple(
                    inside(self._gazetteer, verdict.spot.references, verdict.inside.references)  # type: ignore[union-attr]
                )
        for verdict in verdicts:
            area = verdict.inside.surface if verdict.inside is not None else qualified.get(verdict.spot.surface, "")
            key = (verdict.spot.surface, area)
            names.setdefault(key, verdict.spot.references)
            counts[key] += 1
        choices = {key: self._first(key, references) for key, references in names.items()}
        for _ in range(2):
            countries, divisions, points = self._context(choices, counts)
            for key, references in names.items():
                if not choices[key].sure:
                    choices[key] = self._weigh(key, references, choices[key], countries, divisions, points)
        for verdict in verdicts:
            bare = (verdict.spot.surface, "")
            if bare not in choices:
                choices[bare] = choices[verdict.spot.surface, qualified[verdict.spot.surface]]
        return choices

    def _first(self, key: tuple[str, str], references: tuple[int, ...]) -> Choice:
        ranked = self._ranked(references)
        entry = ranked[0][1]
        return Choice(entry, [], len(ranked) == 1)

    def _ranked(self, references: tuple[int, ...]) -> list[tuple[float, Entry]]:
        gazetteer = self._gazetteer
        scored = [(fame(gazetteer.entry(r), gazetteer.is_other_name(r)), gazetteer.entry(r)) for r in references]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1].row))[:MOST]

    def _context(
        self, choices: dict[tuple[str, str], Choice], counts: Counter[tuple[str, str]]
    ) -> tuple[dict[str | None, float], dict[str | None, float], list[tuple[tuple[str, str], Entry, float]]]:
        countries: Counter[str | None] = Counter()
        divisions: Counter[str | None] = Counter()
        points: list[tuple[tuple[str, str], Entry, float]] = []
        for key, choice in choices.items():
            weight = (1.0 if choice.sure or key[1] else 0.5) * (1 + 0.2 * min(5, counts[key]))
            countries[choice.entry.country] += weight * (0.5 if choice.entry.feature == "PCLI" else 1.0)  # type: ignore[assignment]
            if choice.entry.division:
                divisions[choice.entry.division] += weight  # type: ignore[assignment]
            if choice.entry.feature not in ("PCLI", "CONT", "RGN"):
                points.append((key, choice.entry, weight))
        return dict(countries), dict(divisions), points[:80]

    def _weigh(
        self,
        key: tuple[str, str],
        references: tuple[int, ...],
        now: Choice,
        countries: dict[str | None, float],
        divisions: dict[str | None, float],
        points: list[tuple[tuple[str, str], Entry, float]],
    ) -> Choice:
        best: tuple[float, Entry, list[str]] | None = None
        own = 0.6
        for base, entry in self._ranked(references):
            score, reasons = base, []
            half = 0.5 if now.entry.feature == "PCLI" else 1.0
            country = countries.get(entry.country, 0.0) - (own * half if entry.country == now.entry.country else 0.0)
            if entry.country and country > 0:
                score += min(1.6, 0.5 * country)
                reasons.append(f"other places of {entry.country} in the article")
            division = divisions.get(entry.division, 0.0) - (own if entry.division == now.entry.division else 0.0)
            if entry.division and division > 0:
                score += min(1.2, 0.4 * division) if entry.feature == "ADM1" else min(2.4, 0.8 * division)
                reasons.append(f"other places of {entry.division} in the article")
            near = sum(
                weight for other, place, weight in points if other[0] != key[0] and kilometres(entry, place) < NEAR
            )
            if near:
                score += min(1.8, 0.7 * near)
                reasons.append("near other places of the article")
            home = self._home
            if home.division and entry.division == home.division and entry.feature != "ADM1":
                score += 2.5
                reasons.append("in the publisher's own part of the country")
                if home.town is not None and (entry.row == home.town.row or kilometres(entry, home.town) < NEAR):
                    score += 1.5
            elif home.country and entry.country == home.country:
                score += 1.2
                reasons.append("in the publisher's country")
            if entry.feature not in ("PCLI", "CONT", "PPLC") and entry.row >= 0 and home.is_named_after(key[0]):
                score += 3.0
                reasons.append("the publisher bears its name")
            if best is None or score > best[0]:
                best = (score, entry, reasons)
        assert best is not None
        return Choice(best[1], best[2], now.sure)
