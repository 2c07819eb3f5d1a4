"""The marked text of an article: spans that overlap at will, cut into segments that do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.interfaces.wording import visible
from dragoman.record import Article, Part, Record

LAYERS = ("event", "cue", "actor", "place", "time", "content", "evidence")
"""What a span can be, the most telling first: a click on a segment leads to its first layer's item."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one item."""

    start: int
    end: int
    item: str
    layer: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks throughout; ``opens`` when a mark begins here."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    opens: bool

    @property
    def items(self) -> str:
        """The ids of the items, parted by spaces."""
        return " ".join(dict.fromkeys(mark.item for mark in self.marks))

    @property
    def classes(self) -> str:
        """The layers and kinds, parted by spaces."""
        return " ".join(dict.fromkeys(name for mark in self.marks for name in (mark.layer, mark.kind) if name))


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the article, cut into segments."""

    kind: str
    segments: tuple[Segment, ...]


def marks_of(record: Record) -> list[Mark]:
    """Return every span of a record, for actors, places, times, statements, events and relations."""
    found: list[Mark] = []
    for actor in record.actors:
        found += [Mark(m.start, m.end, actor.id, "actor", actor.kind) for m in actor.mentions]
    for place in record.places:
        found += [Mark(m.start, m.end, place.id, "place") for m in place.mentions]
    found += [Mark(time.start, time.end, time.id, "time") for time in record.times]
    for statement in record.statements:
        found += [Mark(start, end, statement.id, "content") for start, end in statement.content_spans]
        if statement.cue_span:
            found.append(Mark(*statement.cue_span, statement.id, "cue"))
    for event in record.events:
        found += [Mark(*m.trigger, event.id, "event", event.type.lower()) for m in event.mentions]
    found += [Mark(*relation.evidence, relation.id, "evidence") for relation in record.relations]
    order = {layer: rank for rank, layer in enumerate(LAYERS)}
    return sorted(found, key=lambda mark: (order[mark.layer], mark.start, -mark.end))


def blocks(record: Record) -> list[Block]:
    """Return the parts of an article with their segments; text that belongs to no part comes as ``furniture``."""
    marks = marks_of(record)
    bounds = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    found = []
    for part in _parts(record.article):
        inside = [mark for mark in marks if mark.start < part.end and mark.end > part.start]
        edges = [part.start, *(edge for edge in bounds if part.start < edge < part.end), part.end]
        found.append(Block(part.kind, tuple(_segments(record.article.text, edges, inside))))
    return found


def _segments(text: str, edges: list[int], marks: list[Mark]) -> Iterator[Segment]:
    # marks by where they begin and end, so that each is looked at twice and not once for every segment
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for rank, mark in enumerate(marks):
        opening.setdefault(max(mark.start, edges[0]), []).append(rank)
        closing.setdefault(mark.end, []).append(rank)
    active: set[int] = set()
    for start, end in pairwise(edges):
        active.difference_update(closing.get(start, ()))
        begun = opening.get(start, ())
        active.update(begun)
        found = tuple(marks[rank] for rank in sorted(active))
        yield Segment(start, visible(text[start:end]), found, bool(begun))


def _parts(article: Article) -> Iterator[Part]:
    at = 0
    for part in sorted(article.parts, key=lambda part: (part.start, part.end)):
        if article.text[at : part.start].strip():
            yield Part(kind="furniture", start=at, end=part.start)
        if max(at, part.start) < part.end:
            yield Part(kind=part.kind, start=max(at, part.start), end=part.end)
        at = max(at, part.end)
    if article.text[at:].strip():
        yield Part(kind="furniture", start=at, end=len(article.text))
