"""Give places that the gazetteer does not hold (a street, a creek) the point of the area that they lie in."""

from __future__ import annotations

from collections import Counter

from dragoman.reading.places.gazetteer import Entry
from dragoman.reading.places.judging import Verdict
from dragoman.reading.places.resolving import Choice
from dragoman.reading.places.tables import Words

REACH = 300
"""Characters around an unknown place in which the town it lies in is looked for."""
_WIDE = frozenset({"PCLI", "CONT", "RGN", "OCN", "SEA"})


def place_unknown(verdicts: list[Verdict], choices: dict[tuple[str, str], Choice], words: Words) -> None:
    """Add a choice for each verdict without references: the nearest town in the text, else the article's main one.

    The point is that of the containing area; when the article names none, the place has no coordinates.
    """
    named: list[tuple[int, Entry]] = []
    counts: Counter[int] = Counter()
    for verdict in verdicts:
        if verdict.spot.references and verdict.spot.kind != "demonym":
            area = verdict.inside.name if verdict.inside is not None else ""
            entry = choices[verdict.spot.name, area].entry
            if entry.feature not in _WIDE:
                named.append((verdict.spot.start, entry))
                counts[entry.row] += 1 if entry.feature != "ADM1" else 0
    main = max(named, key=lambda pair: (counts[pair[1].row], -pair[0]), default=None)
    number = 0
    for verdict in verdicts:
        key = (verdict.spot.name, "")
        if verdict.spot.references or key in choices:
            continue
        near = [pair for pair in named if abs(pair[0] - verdict.spot.start) <= REACH and pair[1].feature != "ADM1"]
        container = min(near, key=lambda pair: abs(pair[0] - verdict.spot.start), default=main)
        number += 1
        parts = verdict.spot.surface.split()
        feature = (
            "RD" if parts[-1].isdigit() else words.features.get(parts[-1]) or words.features.get(parts[0]) or "PPL"
        )
        if container is None:
            entry = Entry(-1_000_000 - number, None, verdict.spot.surface, None, None, None, None, 0, feature)
            choices[key] = Choice(entry, ["the article names no place that it lies in"])
        else:
            entry = container[1]._replace(row=-1_000_000 - number, id=None, name=verdict.spot.surface, feature=feature)
            choices[key] = Choice(entry, [f"point of {container[1].name}, where it lies"])
