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
    kept: dict[tuple[str, str], list[tuple[_Key, Relation]]] = {}
    for draft in sorted(drafts, key=lambda relation: relation.evidence):
        told = kept.setdefault((draft.type, draft.polarity), [])
        pair = _pair(draft, actors)
        at = next((n for n, (known, one) in enumerate(told) if _within(pair, known) and _of_one_kind(one, draft)), None)
        if at is None:
            told.append((pair, draft))
        else:
            told[at] = (told[at][0], _with_more(told[at][1], draft))
    sure = {pair: one for (_, polarity), told in kept.items() if polarity == "holds" for pair, one in told}
    said = [
        one
        for (_, polarity), told in kept.items()
        for pair, one in told
        if polarity != "possible" or not _is_said(sure.get(pair), one)
    ]
    said.sort(key=lambda relation: relation.evidence)
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


def _with_more(first: Relation, later: Relation) -> Relation:
    """Return a relation with the dates, the place and the quantity that a later telling adds."""
    value = first.value if first.value is not None and first.value.number is not None else later.value
    return msgspec.structs.replace(
        first,
        since=first.since or later.since,
        until=first.until or later.until,
        value=value or first.value,
        place=first.place or later.place,
    )


def _of_one_kind(first: Relation, later: Relation) -> bool:
    """Tell whether two tellings count the same: 114 companies and 2,000 soldiers are two presences."""
    kinds = {(value.unit, value.of) for value in (first.value, later.value) if value is not None and value.number}
    return len(kinds) < 2


def _within(pair: _Key, other: _Key) -> bool:
    """Tell whether a relation is told already among more sides ("its neighbours Iran and Iraq", "borders Iran")."""
    if pair[0] != other[0]:
        return False
    if pair[0] == "border" and isinstance(pair[1], frozenset) and isinstance(other[1], frozenset):
        return pair[1] <= other[1]
    return pair[1] == other[1]


def _is_said(holds: Relation | None, possible: Relation) -> bool:
    return holds is not None and holds.said_in in {None, possible.said_in}


def _contested(relation: Relation, group: list[Relation]) -> Relation:
    against = {"holds": "denied", "denied": "holds"}.get(relation.polarity)
    others = tuple(other.id for other in group if other.polarity == against)
    return msgspec.structs.replace(relation, contested_by=others) if others else relation
