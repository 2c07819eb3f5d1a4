"""Tell whether the name of a country or a state behind a town's name ("Paris, Texas") is that of its area."""

from __future__ import annotations

from dragoman.reading.places.gazetteer import Gazetteer, inside
from dragoman.reading.places.spotting import Spot

FAMILIAR = 200_000
"""Inhabitants from which a town is known without its state."""


def contains(gazetteer: Gazetteer, town: Spot, area: Spot) -> bool:
    """Tell whether an area holds a place of a name; a state beside a state ("China, Japan") is one of a row."""
    found = inside(gazetteer, town.references, area.references)
    if not _names_state(gazetteer, town) or not _names_state(gazetteer, area):
        return bool(found)
    return any(gazetteer.entry(reference).feature == "ADM1" for reference in found)


def lies_elsewhere(gazetteer: Gazetteer, town: Spot, area: Spot) -> bool:
    """Tell whether none of the small places of a name lies in the American state named behind it."""
    states = [gazetteer.entry(reference) for reference in area.references]
    towns = [gazetteer.entry(reference) for reference in town.references]
    return any(state.feature == "ADM1" and state.country == "USA" for state in states) and all(
        entry.population < FAMILIAR and entry.feature.startswith("PPL") for entry in towns
    )


def _names_state(gazetteer: Gazetteer, spot: Spot) -> bool:
    return any(gazetteer.entry(reference).feature == "PCLI" for reference in spot.references[:3])
