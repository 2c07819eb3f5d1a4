"""Whether actors of two mentions can be one side of one act."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from dragoman.reading.events.identity import are_compatible
from dragoman.record import Actor

NAMED = {
    "state": ("Peru", "country", "PER", ("GOV",)),
    "ministry": ("Peruvian foreign ministry", "organisation", "PER", ("GOV",)),
    "rebels": ("Shining Path", "organisation", "PER", ("REB",)),
    "minister": ("Ana Quispe", "person", "PER", ("GOV",)),
    "president": ("Luis Rojas", "person", "PER", ("GOV",)),
    "neighbour": ("Chile", "country", "CHL", ("GOV",)),
}


def index() -> Any:
    actors = {
        key: Actor(id=key, ref=key, name=name, kind=kind, country=country, sectors=sectors, role=None, mentions=())
        for key, (name, kind, country, sectors) in NAMED.items()
    }
    return SimpleNamespace(get=actors.__getitem__)


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (("state",), ("ministry",), True),
        (("state",), ("minister",), True),
        (("minister",), ("president",), False),
        (("state",), ("rebels",), False),
        (("state",), ("neighbour",), False),
        (("state",), ("ministry", "neighbour"), True),
        (("state", "neighbour"), ("state", "rebels"), False),
        ((), ("rebels",), True),
    ],
)
def test_a_side_is_one_where_all_of_the_shorter_are_on_the_longer(
    left: tuple[str, ...], right: tuple[str, ...], one: bool
) -> None:
    assert are_compatible(left, right, index()) is one
    assert are_compatible(right, left, index()) is one
