"""Whether those found on the two sides of a pattern's word can be in its relation."""

from __future__ import annotations

from dragoman.reading.relations.patterns import RelationPattern
from dragoman.reading.relations.sides import PERSONAL, Sides

POLITICAL = frozenset({"alliance", "treaty", "cooperation", "dispute", "alignment", "mediation", "sanctions"})
"""Relations that only political actors have: firms cooperate without anybody's foreign policy."""
BETWEEN_STATES = frozenset(
    {"conflict", "dispute", "border", "mission", "presence", "treaty", "diplomatic_ties", "recognition"}
)
"""Relations to which no single person is a side."""


def fits(pattern: RelationPattern, subjects: tuple[str, ...], objects: tuple[str, ...], sides: Sides) -> bool:
    """Tell whether subjects and objects, ids of actors, are those of the pattern's relation."""
    return (
        bool(subjects and objects)
        and _are_as_flagged(pattern.flags, subjects, objects, sides)
        and _suit_relation(pattern.relation, subjects, objects, sides)
        and _are_sides(pattern.relation, subjects, objects, sides)
    )


def _are_as_flagged(flags: frozenset[str], subjects: tuple[str, ...], objects: tuple[str, ...], sides: Sides) -> bool:
    """Tell whether the sides are as many as the pattern asks, not one and the same, and lands where it says so."""
    if "many" in flags and len(objects) < 2:
        return False
    if "together" in flags and len(subjects) < 2:
        return False
    if "territory" in flags and any(sides.actor(one).kind != "country" for one in objects):
        return False
    return "same" in flags or not {sides.actor(one).ref for one in subjects} & {sides.actor(one).ref for one in objects}


def _suit_relation(kind: str, subjects: tuple[str, ...], objects: tuple[str, ...], sides: Sides) -> bool:
    """Tell whether the sides are of the kind between which the relation holds."""
    kinds = {sides.actor(one).kind for one in objects}
    if kind == "membership":
        if any(sides.actor(one).kind == "group" and sides.actor(one).name[:1].islower() for one in subjects):
            # "a longstanding ally and member": nobody is named
            return False
        return kinds == {"organisation"} and sides.actor(subjects[0]).country != sides.actor(objects[0]).country
    if kind == "mediation":
        return all(sides.is_state_or_union(one) for one in subjects)
    return kind != "recognition" or kinds <= {"country", "organisation"}


def _are_sides(kind: str, subjects: tuple[str, ...], objects: tuple[str, ...], sides: Sides) -> bool:
    """Tell whether those named can be a side at all: no private persons, firms or bare nouns where states are meant."""
    both = (*subjects, *objects)
    if kind not in PERSONAL:
        people = [sides.actor(one).kind == "person" for one in both]
        if all(people) or (any(people) and kind in BETWEEN_STATES):
            return False
        if any(sides.is_nobody(one) for one in both):
            return False
    # sanctions are laid on firms and private people too
    political = subjects if kind == "sanctions" else both
    return kind not in POLITICAL or all(sides.is_political(one) for one in political)
