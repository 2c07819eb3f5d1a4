"""Who stands in the article: states, bodies, people, groups, and every way the text speaks of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.reading.actors.gazetteer import Hit
    from dragoman.reading.actors.index import ActorIndex, Mention
    from dragoman.reading.actors.learnt import Seen, Snapshot
    from dragoman.reading.actors.reader import ActorReader

__all__ = ["ActorIndex", "ActorReader", "Hit", "Mention", "Seen", "Snapshot"]

_PLACES = {
    "ActorIndex": "index",
    "ActorReader": "reader",
    "Hit": "gazetteer",
    "Mention": "index",
    "Seen": "learnt",
    "Snapshot": "learnt",
}


def __getattr__(name: str) -> Any:
    """Load a name when it is asked for: whom a library has seen must be known where no parser is."""
    if (place := _PLACES.get(name)) is not None:
        return getattr(import_module(f"{__name__}.{place}"), name)
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
