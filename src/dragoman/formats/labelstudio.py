"""Tasks for Label Studio, with what was read as predictions to correct: statements, events and actors as spans.

Offsets are Unicode code points, as in the record; Label Studio counts so since its frontend's change 308 (2021).
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from dragoman.formats.documents import Document, documents
from dragoman.formats.export import Export

CONFIG = """<View>
  <Labels name="label" toName="text">
    <Label value="actor"/><Label value="statement"/><Label value="AGREE"/><Label value="CONSULT"/>
    <Label value="SUPPORT"/><Label value="CONCEDE"/><Label value="COOPERATE"/><Label value="AID"/>
    <Label value="RETREAT"/><Label value="REQUEST"/><Label value="ACCUSE"/><Label value="REJECT"/>
    <Label value="THREATEN"/><Label value="SANCTION"/><Label value="PROTEST"/><Label value="MOBILIZE"/>
    <Label value="COERCE"/><Label value="ASSAULT"/>
  </Labels>
  <Relations>
    <Relation value="actor"/><Relation value="recipient"/><Relation value="speaker"/>
  </Relations>
  <Text name="text" value="$text"/>
</View>
"""
"""The labelling interface these tasks are for."""


def write(export: Export, stream: BinaryIO) -> int:
    """Write an array of tasks, one an article; return how many."""
    stream.write(b"[")
    count = 0
    for document in documents(export):
        stream.write((b",\n" if count else b"\n") + msgspec.json.encode(_task(document)))
        count += 1
    stream.write(b"\n]\n")
    return count


def _task(document: Document) -> dict[str, Any]:
    data = {name: getattr(document, name) for name in ("text", "title", "url", "publisher", "published")}
    return {
        "data": {"article": document.id, **data},
        "predictions": [{"model_version": document.reader, "result": _result(document)}],
    }


def _result(document: Document) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    first: dict[str, str] = {}
    by_id = {actor.id: actor.ref for actor in document.actors}
    for actor in document.actors:
        for number, mention in enumerate(actor.mentions):
            name = f"actor-{actor.id}-{number}"
            first.setdefault(actor.ref, name)
            result.append(_span(document, name, mention.start, mention.end, "actor", {"ref": [actor.ref]}))
    for key, statement in document.statements:
        for number, (start, end) in enumerate(statement.content_spans):
            name = f"statement-{key}-{number}"
            result.append(_span(document, name, start, end, "statement", {"kind": [statement.kind]}))
            if (speaker := first.get(by_id.get(statement.speaker or "", ""))) is not None:
                result.append(_arrow(name, speaker, "speaker"))
    for event in document.events:
        for number, ((start, end), _) in enumerate(event["mentions"]):
            name = f"event-{event['id']}-{number}"
            more = {"action": [event["action"]], "modality": [event["modality"]]}
            result.append(_span(document, name, start, end, event["type"], more))
            for field, label in (("actors_refs", "actor"), ("recipients_refs", "recipient")):
                result += [_arrow(name, first[ref], label) for ref in event[field] if ref in first]
    return result


def _span(document: Document, name: str, start: int, end: int, label: str, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": document.text[start:end], "labels": [label]},
        "meta": more,
    }


def _arrow(one: str, other: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": [label]}
