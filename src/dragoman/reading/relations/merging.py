"""One relation told many times is one; two sources that disagree are a contested pair."""

from __future__ import annotations

import msgspec

from dragoman.reading.actors import ActorIndex
from dragoman.record import Relation

MUTUAL = frozenset({"border", "conflict", "dispute", "treaty", "alliance", "diplomatic_ties", "cooperation"})
"""Relations that hold both ways: "Iran's war with Iraq" and "Iraq's war with Iran" are one."""

_Key = tuple[str, frozenset[str] | tuple[frozenset[str], frozenset[str]]]


def merged(drafts: list[Relation], actors: ActorIndex) -> tuple[Relation, ...]:
    """Return each relation once, in the order of the text: the first telling, with the dates that a later one adds.

    What the article itself holds possible in one place and says in another, it says. Relations of one type and pair
    of which one holds and the other is denied name each other in ``contested_by``.
    """
    kept: dict[tuple[_Key, str], Relation] = {}
    for draft in sorted(drafts, key=lambda relation: relation.evidence):
        key = (_pair(draft, actors), draft.polarity)
        key = next((known for known in kept if known[1] == key[1] and _within(key[0], known[0])), key)
        first = kept.get(key)
        if first is None:
            kept[key] = draft
            continue
        value = first.value if first.value is not None and first.value.number is not None else draft.value
        kept[key] = msgspec.structs.replace(
            first,
            since=first.since or draft.since,
            until=first.until or draft.until,
            value=value or first.value,
            place=first.place or draft.place,
        )
    said = [
        relation
        for (pair, polarity), relation in kept.items()
        if polarity != "possible" or not _is_said(kept.get((pair, "holds")), relation)
    ]
    numbered = [msgspec.structs.replace(relation, id=f"r{n}") for n, relation in enumerate(said, start=1)]
    by_pair: dict[_Key, list[Relation]] = {}
    for relation in numbered:
        by_pair.setdefault(_pair(relation, actors), []).append(relation)
    return tuple(_contested(relation, by_pair[_pair(relation, actors)]) for relation in numbered)


def _pair(relation: Relation, actors: ActorIndex) -> _Key:
    sides = (
        frozenset(actors.get(one).ref for one in relation.subjects),
        frozenset(actors.get(one).ref for one in relation.objects),
    )
    return relation.type, (sides[0] | sides[1] if relation.type in MUTUAL else sides)


def _within(pair: _Key, other: _Key) -> bool:
    """Tell whether a relation is told already among more sides ("its neighbours Iran and Iraq", "borders Iran")."""
    if pair[0] != other[0]:
        return False
    if isinstance(pair[1], frozenset) and isinstance(other[1], frozenset):
        return pair[1] <= other[1] and pair[0] == "border"
    return pair[1] == other[1]


def _is_said(holds: Relation | None, possible: Relation) -> bool:
    return holds is not None and holds.said_in in {None, possible.said_in}


def _contested(relation: Relation, group: list[Relation]) -> Relation:
    against = {"holds": "denied", "denied": "holds"}.get(relation.polarity)
    others = tuple(other.id for other in group if other.polarity == against)
    return msgspec.structs.replace(relation, contested_by=others) if others else relation
