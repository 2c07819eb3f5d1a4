"""One actor of two: an office without a name and the one person whom the article names in it."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.reading.actors.cast import Cast, Draft, Entity, merged
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.tables import ActorTables

_OTHERS = frozenset(
    "a an any another each every some next new future former then late ex previous deposed ousted designate elect "
    "acting interim deputy vice assistant shadow junior would-be".split()
)
"""Words by which an office is that of somebody else than who is named in it."""

_NAME_BEHIND = re.compile(r",? [A-Z]")
_REACH = 12
"""Sentences between an office without a name and who is named in it."""


class Merging:
    """Merges offices of states with their holders, once the whole article is read."""

    def __init__(self, tables: ActorTables, registry: Registry) -> None:
        self._tables = tables
        self._registry = registry

    def merge(self, cast: Cast, text: str) -> None:
        """Make "the Peruvian foreign minister" the foreign minister of Peru whom the article names, if it is one."""
        offices = [one for one in cast.entities if one.unnamed and self._is_sole(one)]
        if not offices:
            return
        persons = [one for one in cast.entities if not one.unnamed and self._is_sole(one)]
        for office in offices:
            holders = [one for one in persons if one.country == office.country and self._same_office(one, office)]
            if (
                len(holders) == 1
                and _is_near(holders[0], office)
                and all(_may_be_named(text, mention, office.role or "") for mention in office.mentions)
            ):
                self._into(cast, office, holders[0])

    def _is_sole(self, entity: Entity) -> bool:
        """Tell whether somebody is in an office that a state has for one person at a time."""
        if entity.kind != "person" or entity.plural or not entity.mentions or not entity.country or not entity.role:
            return False
        words = entity.role.split()
        several = words in (["minister"], ["secretary"]) or not _OTHERS.isdisjoint(words)
        return (words[-1] in self._tables.state_offices or words[-1] == "secretary") and not several

    def _same_office(self, one: Entity, other: Entity) -> bool:
        plain = self._registry.plain
        return plain(one.role or "", one.country) == plain(other.role or "", other.country)

    @staticmethod
    def _into(cast: Cast, office: Entity, holder: Entity) -> None:
        holder.mentions.extend(office.mentions)
        office.mentions = []
        holder.sectors = merged(holder.sectors, office.sectors)
        holder.explain(f"the one {holder.role} of {holder.country} whom the article names")
        for entity in cast.entities:
            entity.members = tuple(holder if one is office else one for one in entity.members)
            if entity.side is office:
                entity.side = holder
        cast.first_persons = [
            replace(word, taken_for=tuple(holder if one is office else one for one in word.taken_for))
            for word in cast.first_persons
        ]


def _is_near(holder: Entity, office: Entity) -> bool:
    named = [mention.sentence for mention in holder.mentions]
    return any(abs(sentence - mention.sentence) <= _REACH for mention in office.mentions for sentence in named)


def _may_be_named(text: str, mention: Draft, role: str) -> bool:
    """Tell whether an office is that of one who is in it: neither bare ("ran for president") nor with a name behind."""
    if mention.form == "pronoun":
        return True
    words = text[mention.start : mention.end].lower().split()
    named = _NAME_BEHIND.match(text, mention.end) is not None
    return len(words) > len(role.split()) and _OTHERS.isdisjoint(words) and not named
