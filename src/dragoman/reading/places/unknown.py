"""Give places that the gazetteer does not hold (a street, a creek) the point of the area that they lie in."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.reading.places.gazetteer import Entry
from dragoman.reading.places.judging import Verdict
from dragoman.reading.places.publishers import Home
from dragoman.reading.places.resolving import Choice
from dragoman.reading.places.tables import Words

REACH = 300
"""Characters around an unknown place in which the town it lies in is looked for."""
_WIDE = frozenset({"PCLI", "CONT", "RGN", "OCN", "SEA"})


_BEFORE_AREA = re.compile(r"(?:['’]s [a-z -]{0,30}| [a-z -]{0,30}\bin|,| \() ?\Z")
"""What may stand between a place and the state it lies in: "Lake Ross, Idaho", "the Ross's slopes in Idaho"."""


def place_unknown(
    text: str, verdicts: list[Verdict], choices: dict[tuple[str, str], Choice], words: Words, home: Home
) -> None:
    """Add a choice for each verdict without references: the nearest town in the text, else the article's main one.

    The point is that of the containing area; when the article names none, it is that of the publisher's town, and
    without that the place has no coordinates. A state named right beside a place is the area, or holds the town.
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
    for at, verdict in enumerate(verdicts):
        key = (verdict.spot.name, "")
        if verdict.spot.references or key in choices:
            continue
        near = [pair for pair in named if abs(pair[0] - verdict.spot.start) <= REACH and pair[1].feature != "ADM1"]
        state = _state_beside(text, verdicts, at, choices)
        if state is not None:
            near = [pair for pair in near if pair[1].division == state.division]
            nearest: Entry | None = state
        else:
            nearest = main[1] if main is not None else home.town
        if near:
            nearest = min(near, key=lambda pair: abs(pair[0] - verdict.spot.start))[1]
        number += 1
        parts = verdict.spot.surface.split()
        feature = (
            "RD" if parts[-1].isdigit() else words.features.get(parts[-1]) or words.features.get(parts[0]) or "PPL"
        )
        if nearest is None:
            entry = Entry(-1_000_000 - number, None, verdict.spot.surface, None, None, None, None, 0, feature)
            choices[key] = Choice(entry, ["the article names no place that it lies in"])
        else:
            entry = nearest._replace(row=-1_000_000 - number, id=None, name=verdict.spot.surface, feature=feature)
            choices[key] = Choice(entry, [f"point of {nearest.name}, where it lies"])


def _state_beside(text: str, verdicts: list[Verdict], at: int, choices: dict[tuple[str, str], Choice]) -> Entry | None:
    """Return the first-level division named right behind a place ("in Idaho") or as its owner before it."""
    spot = verdicts[at].spot
    beside = []
    if at + 1 < len(verdicts) and _BEFORE_AREA.fullmatch(text[spot.end : verdicts[at + 1].spot.start]):
        beside.append(verdicts[at + 1])
    if at and text[verdicts[at - 1].spot.end : spot.start] in ("'s ", "’s "):
        beside.append(verdicts[at - 1])
    for verdict in beside:
        choice = choices.get((verdict.spot.name, ""))
        if choice is not None and choice.entry.feature == "ADM1" and choice.entry.latitude is not None:
            return choice.entry
    return None
