"""Dragoman reads the news and keeps a sourced record of who did what to whom, when, where, according to whom.

    import dragoman

    record = dragoman.read("article.html", published="2023-03-29")
    for event in record.events:
        print(event.type, event.actors, event.recipients)

The names below are the public ones; every other module may change from version to version. Importing
the package is quick: the parser is loaded when the first `Reader` is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman._version import __version__
from dragoman.errors import (
    DragomanError,
    KnowledgeError,
    LibraryError,
    RefusedArticleError,
    SourceError,
    UsageError,
)
from dragoman.record import (
    SCHEMA,
    Actor,
    ActorMention,
    Article,
    Event,
    EventMention,
    EventTime,
    Part,
    Period,
    Place,
    PlaceMention,
    Record,
    Relation,
    Span,
    Stance,
    Statement,
    Time,
    Value,
)
from dragoman.sources import Document, Failure, SourceOptions, documents

if TYPE_CHECKING:
    from dragoman.interfaces.python import read
    from dragoman.reading.reader import Reader

__all__ = [
    "SCHEMA",
    "Actor",
    "ActorMention",
    "Article",
    "Document",
    "DragomanError",
    "Event",
    "EventMention",
    "EventTime",
    "Failure",
    "KnowledgeError",
    "LibraryError",
    "Part",
    "Period",
    "Place",
    "PlaceMention",
    "Reader",
    "Record",
    "RefusedArticleError",
    "Relation",
    "SourceError",
    "SourceOptions",
    "Span",
    "Stance",
    "Statement",
    "Time",
    "UsageError",
    "Value",
    "__version__",
    "documents",
    "read",
]


def __getattr__(name: str) -> Any:
    """Load what needs the parser only when it is asked for."""
    if name == "Reader":
        from dragoman.reading.reader import Reader

        return Reader
    if name == "read":
        from dragoman.interfaces.python import read

        return read
    raise AttributeError(f"module 'dragoman' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
