"""Dragoman reads the news and keeps a sourced record of who did what to whom, when, where, according to whom.

    import dragoman

    record = dragoman.read("article.html", published="2023-03-29")
    for event in record.events:
        print(event.type, event.actors, event.recipients)

    with dragoman.Library("news.db", create=True) as library:
        dragoman.add(library, "news/")
        for event in dragoman.find_events(library, dragoman.Query(between=("AZE", "ISR"), since="2023-03")):
            print(event["day"], event["type"], event["sentence"])

The names below are the public ones; every other module may change from version to version. Importing
the package is quick: the parser is loaded when the first `Reader` is made,
and the database when the first `Library` is opened.
"""

from __future__ import annotations

from importlib import import_module
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
    from dragoman.formats.comparing import Comparison
    from dragoman.intake.learning import registry
    from dragoman.interfaces.adding import Added, add, load
    from dragoman.interfaces.python import read
    from dragoman.interfaces.working import (
        Exported,
        compare,
        export,
        happenings,
        import_events,
        judgements,
        stories,
        unreviewed,
    )
    from dragoman.library.corrections import judge, take_back
    from dragoman.library.judging import Judgement
    from dragoman.library.library import Library
    from dragoman.library.reviewing import gold_rows, training_rows
    from dragoman.library.runs import Run
    from dragoman.questions.finding import find_actors, find_articles, find_events, find_relations, find_statements
    from dragoman.questions.panel import PanelQuery, panel
    from dragoman.questions.panel_files import write_panel
    from dragoman.questions.query import Query
    from dragoman.questions.timeline import timeline
    from dragoman.reading.reader import Reader

__all__ = [
    "SCHEMA",
    "Actor",
    "ActorMention",
    "Added",
    "Article",
    "Comparison",
    "Document",
    "DragomanError",
    "Event",
    "EventMention",
    "EventTime",
    "Exported",
    "Failure",
    "Judgement",
    "KnowledgeError",
    "Library",
    "LibraryError",
    "PanelQuery",
    "Part",
    "Period",
    "Place",
    "PlaceMention",
    "Query",
    "Reader",
    "Record",
    "RefusedArticleError",
    "Relation",
    "Run",
    "SourceError",
    "SourceOptions",
    "Span",
    "Stance",
    "Statement",
    "Time",
    "UsageError",
    "Value",
    "__version__",
    "add",
    "compare",
    "documents",
    "export",
    "find_actors",
    "find_articles",
    "find_events",
    "find_relations",
    "find_statements",
    "gold_rows",
    "happenings",
    "import_events",
    "judge",
    "judgements",
    "load",
    "panel",
    "read",
    "registry",
    "stories",
    "take_back",
    "timeline",
    "training_rows",
    "unreviewed",
    "write_panel",
]


_LATE = {
    "Added": "dragoman.interfaces.adding",
    "Comparison": "dragoman.formats.comparing",
    "Exported": "dragoman.interfaces.working",
    "Judgement": "dragoman.library.judging",
    "Library": "dragoman.library.library",
    "PanelQuery": "dragoman.questions.panel",
    "Query": "dragoman.questions.query",
    "Reader": "dragoman.reading.reader",
    "Run": "dragoman.library.runs",
    "add": "dragoman.interfaces.adding",
    "compare": "dragoman.interfaces.working",
    "export": "dragoman.interfaces.working",
    "find_actors": "dragoman.questions.finding",
    "find_articles": "dragoman.questions.finding",
    "find_events": "dragoman.questions.finding",
    "find_relations": "dragoman.questions.finding",
    "find_statements": "dragoman.questions.finding",
    "gold_rows": "dragoman.library.reviewing",
    "happenings": "dragoman.interfaces.working",
    "import_events": "dragoman.interfaces.working",
    "judge": "dragoman.library.corrections",
    "judgements": "dragoman.interfaces.working",
    "load": "dragoman.interfaces.adding",
    "panel": "dragoman.questions.panel",
    "read": "dragoman.interfaces.python",
    "registry": "dragoman.intake.learning",
    "stories": "dragoman.interfaces.working",
    "take_back": "dragoman.library.corrections",
    "timeline": "dragoman.questions.timeline",
    "training_rows": "dragoman.library.reviewing",
    "unreviewed": "dragoman.interfaces.working",
    "write_panel": "dragoman.questions.panel_files",
}
"""Names that need the parser or the database, and the module that has them."""


def __getattr__(name: str) -> Any:
    """Load what needs the parser or the database only when it is asked for."""
    if (module := _LATE.get(name)) is not None:
        return getattr(import_module(module), name)
    raise AttributeError(f"module 'dragoman' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted(__all__)
