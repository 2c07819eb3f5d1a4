"""Readings made by hand, so that the tests of the library do not hang on what is read."""

from __future__ import annotations

import hashlib

from dragoman import Actor, ActorMention, Article, Event, EventMention, EventTime, Part, Record, Statement
from dragoman.library import Kept, Library, Writer

STATES = {"AZE": "Azerbaijan", "ISR": "Israel", "IRN": "Iran", "TUR": "Turkey", "GEO": "Georgia"}


def actor(number: int, code: str, start: int, end: int) -> Actor:
    return Actor(
        id=f"a{number}",
        ref=f"country/{code}",
        name=STATES[code],
        kind="country",
        country=code,
        sectors=("GOV",),
        role=None,
        mentions=(ActorMention(start=start, end=end, form="name"),),
    )


def event(actors: tuple[str, ...], recipients: tuple[str, ...], **more: object) -> Event:
    values: dict[str, object] = {
        "id": "e1",
        "action": "criticise",
        "type": "ACCUSE",
        "modes": ("disapprove",),
        "contexts": ("diplomatic",),
        "actors": actors,
        "recipients": recipients,
        "third_parties": (),
        "place": None,
        "time": EventTime(earliest="2023-03-29", latest="2023-03-29", precision="day", source="published"),
        "modality": "actual",
        "within": None,
        "said_in": None,
        "mentions": (EventMention(trigger=(0, 4), sentence=(0, 20)),),
        "quad_class": "verbal conflict",
        "plover_score": -2.0,
        "cameo_code": "111",
        "goldstein": -2.0,
        "confidence": 0.8,
        "why": ("criticise (verb) -> criticise",),
    }
    return Event(**values | more)  # type: ignore[arg-type]


def record(text: str, *events: Event, published: str = "2023-03-29", **article: object) -> Record:
    """A record of ``Azerbaijan`` (a1) and ``Israel`` (a2), with one statement of the first."""
    values: dict[str, object] = {
        "id": hashlib.sha256(text.encode()).hexdigest()[:16],
        "key": None,
        "title": "A headline",
        "url": None,
        "publisher": "The Daily Test",
        "authors": (),
        "published": published,
        "language": "en",
        "text": text,
        "parts": (Part(kind="body", start=0, end=len(text)),),
    }
    return Record(
        reader="dragoman 0",
        article=Article(**values | article),  # type: ignore[arg-type]
        actors=(actor(1, "AZE", 0, 4), actor(2, "ISR", 5, 9)),
        places=(),
        times=(),
        statements=(
            Statement(
                id="s1", speaker="a1", speaker_span=(0, 4), cue_span=(5, 9), content_spans=((0, 10),), kind="direct"
            ),
        ),
        events=events or (event(("a1",), ("a2",)),),
        relations=(),
    )


def kept(made: Record, fingerprint: str | None = None) -> Kept:
    return Kept(fingerprint=fingerprint or made.article.id, place=f"{made.article.id}.txt", record=made.to_json())


def writer(library: Library, reader: str = "dragoman 0") -> Writer:
    return library.writer(reader=reader, settings={"verbatim": False}, knowledge="0" * 20, sources=["news"])
