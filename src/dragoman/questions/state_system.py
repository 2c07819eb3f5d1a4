"""The state system: which states were members on which days, with their numbers in the lists of the field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge

LASTS = "9999-12-31"
"""The last day of a membership that lasts."""


class Member(msgspec.Struct, frozen=True, kw_only=True, order=True, cache_hash=True):
    """A spell of membership: ISO alpha-3 ``code``, Correlates of War and Gleditsch-Ward numbers, first and last day.

    ``cow`` and ``gw`` are None for a state that is no member and was added by the caller.
    """

    code: str
    first: str
    last: str
    cow: int | None
    gw: int | None


@cache
def spells() -> tuple[Member, ...]:
    """Return all spells of membership, by code and day.

    Source: Correlates of War Project, State System Membership List, version 2016.
    """
    return tuple(
        sorted(
            Member(
                code=row["ref"],
                first=row["from"],
                last=row["until"] or LASTS,
                cow=int(row["cow"]),
                gw=int(row["gw"]),
            )
            for row in Knowledge().table("questions/state_system.tsv")
        )
    )


def members(first: str, last: str, also: Sequence[str] = ()) -> list[Member]:
    """Return who was a member on a day from ``first`` to ``last``, by code.

    Args:
        first, last: ISO days, both included.
        also: codes of states and territories that are taken in though they are no members then (``PSE``).

    Raises:
        UsageError: there is no such code.
    """
    found = [spell for spell in spells() if spell.first <= last and spell.last >= first]
    known = codes()
    for code in dict.fromkeys(also):
        if code not in known:
            raise UsageError(f"no country has the code '{code}'; give an ISO 3166 alpha-3 code such as PSE")
        if not any(member.code == code for member in found):
            found.append(Member(code=code, first=first, last=last, cow=None, gw=None))
    return sorted(found)


@cache
def codes() -> frozenset[str]:
    """Return the codes of all states and territories that the tables know."""
    return frozenset(row["ref"] for row in Knowledge().table("actors/states.tsv"))
