"""Web annotations (W3C Recommendation, 2017): what was read, pinned to the very words by quote and by position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from dragoman.formats.documents import Document, documents
from dragoman.formats.export import Export

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quote that help to find it again."""

_EVENT = (
    "type action modality quad_class plover_score goldstein cameo_code day latest actors recipients speaker".split()
)

Span = tuple[int, int]


def write(export: Export, stream: BinaryIO) -> int:
    """Write one annotation page in JSON-LD; return how many annotations it has."""
    stream.write(b'{"@context":"%s","id":"urn:dragoman:page","type":"AnnotationPage","items":[' % CONTEXT.encode())
    count = 0
    for document in documents(export):
        for annotation in _annotations(document):
            stream.write((b",\n" if count else b"\n") + msgspec.json.encode(annotation))
            count += 1
    stream.write(b"\n]}\n")
    return count


def _annotations(document: Document) -> Iterator[dict[str, Any]]:
    for event in document.events:
        tags = [f"event:{event['type']}", *(f"context:{context}" for context in event["contexts"])]
        spans = [tuple(trigger) for trigger, _ in event["mentions"]]
        yield _annotation(document, "event", event["id"], tags, {name: event[name] for name in _EVENT}, spans)
    for name, statement in document.statements:
        speaker = next((actor for actor in document.actors if actor.id == statement.speaker), None)
        told: dict[str, Any] = {
            "kind": statement.kind,
            "speaker": speaker.name if speaker else _words(document, statement.speaker_span),
            "speaker_ref": speaker.ref if speaker else None,
            "cue": _words(document, statement.cue_span),
        }
        yield _annotation(document, "statement", name, [f"statement:{statement.kind}"], told, statement.content_spans)
    for relation in document.relations:
        held: dict[str, Any] = {
            **{name: relation[name] for name in ("type", "polarity", "number", "unit", "of", "field")},
            "subjects": [party["name"] for party in relation["subjects"]],
            "objects": [party["name"] for party in relation["objects"]],
        }
        tags = [f"relation:{relation['type']}"]
        yield _annotation(document, "relation", relation["id"], tags, held, [(relation["start"], relation["end"])])


def _annotation(
    document: Document, kind: str, name: str, tags: Iterable[str], told: dict[str, Any], spans: Iterable[Any]
) -> dict[str, Any]:
    said = {field: value for field, value in told.items() if value not in (None, [])}
    bodies: list[dict[str, str]] = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    bodies.append(
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": msgspec.json.encode(said).decode(),
        }
    )
    return {
        "id": f"urn:dragoman:{kind}:{name}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": "urn:dragoman", "type": "Software", "name": document.reader},
        "body": bodies,
        "target": [_target(document, (start, end)) for start, end in spans],
    }


def _target(document: Document, span: Span) -> dict[str, Any]:
    start, end = span
    text = document.text
    source = {"id": f"urn:dragoman:article:{document.id}", "type": "Text", "format": "text/plain"}
    if document.url:
        source["via"] = document.url
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _words(document: Document, span: Span | None) -> str | None:
    return None if span is None else document.text[span[0] : span[1]]
