"""Whether actors of two mentions can be one side of one act: the same, or a state and those who act for it."""

from __future__ import annotations

from dragoman.reading.actors import ActorIndex
from dragoman.record import Actor

APART = frozenset({"REB", "UAF", "OPP", "PTY", "CRM", "SPR", "BUS", "MED", "JRN", "LAB", "REL"})
"""Sectors of bodies that are somebody beside their state: armed groups, parties, firms, unions."""


def are_compatible(left: tuple[str, ...], right: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether two sides can be one: nobody is named on one, or all of the shorter are on the longer."""
    few, many = sorted((left, right), key=len)
    return all(any(_can_be(one, other, index) for other in many) for one in few)


def are_apart(left: tuple[str, ...], right: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether nobody of one side stands on the other under the same id."""
    return set(left).isdisjoint(right)


def _can_be(left: str, right: str, index: ActorIndex) -> bool:
    """Tell whether two actors are one, or one acts for the other: both of one state, and neither apart from it."""
    if left == right:
        return True
    one, other = index.get(left), index.get(right)
    if _is_named_person(one) and _is_named_person(other):
        return False
    if one.country is None or other.country is None:
        return _can_be_unknown(one, other)
    if one.country != other.country:
        return False
    return _stands_apart(one) == _stands_apart(other)


def _can_be_unknown(one: Actor, other: Actor) -> bool:
    """Tell whether actors can be one where a country is not known: by their sectors or by their last word."""
    if _is_own(one) and _is_own(other):
        return False
    if set(one.sectors) & set(other.sectors):
        return True
    return one.name.split()[-1].lower() == other.name.split()[-1].lower()


def _stands_apart(actor: Actor) -> bool:
    return actor.kind != "country" and not APART.isdisjoint(actor.sectors)


def _is_own(actor: Actor) -> bool:
    return actor.kind != "group" and actor.name[:1].isupper()


def _is_named_person(actor: Actor) -> bool:
    return actor.kind == "person" and all(word[:1].isupper() for word in actor.name.split())
