"""What must be true of every record, whatever was read."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import Record


def faults(record: Record) -> list[str]:
    """Return what is wrong with a record, in words; nothing when all is well."""
    return [*_span_faults(record), *_reference_faults(record)]


def _spans(record: Record) -> Iterator[tuple[str, int, int]]:
    for part in record.article.parts:
        yield f"part {part.kind}", part.start, part.end
    for actor in record.actors:
        for mention in actor.mentions:
            yield f"mention of {actor.id} {actor.name}", mention.start, mention.end
    for place in record.places:
        for toponym in place.mentions:
            yield f"mention of {place.id} {place.name}", toponym.start, toponym.end
    for time in record.times:
        yield f"time {time.id}", time.start, time.end
    for statement in record.statements:
        spans = (statement.speaker_span, statement.cue_span, *statement.content_spans)
        for span in spans:
            if span is not None:
                yield f"statement {statement.id}", *span
    for event in record.events:
        for told in event.mentions:
            yield f"trigger of {event.id}", *told.trigger
            yield f"sentence of {event.id}", *told.sentence
    for relation in record.relations:
        yield f"evidence of {relation.id}", *relation.evidence


def _span_faults(record: Record) -> Iterator[str]:
    text = record.article.text
    for what, start, end in _spans(record):
        if not 0 <= start < end <= len(text):
            yield f"{what} at [{start}, {end}) is not within a text of {len(text)}"
        elif not text[start:end].strip():
            yield f"{what} at [{start}, {end}) is white space"
    for time in record.times:
        if text[time.start : time.end] != time.text:
            yield f"time {time.id} says {time.text!r} and stands at {text[time.start : time.end]!r}"
    for event in record.events:
        for told in event.mentions:
            if not told.sentence[0] <= told.trigger[0] < told.trigger[1] <= told.sentence[1]:
                yield f"the trigger of {event.id} is outside its sentence"


def _reference_faults(record: Record) -> Iterator[str]:
    known = {
        "actor": {actor.id for actor in record.actors},
        "place": {place.id for place in record.places},
        "statement": {statement.id for statement in record.statements},
        "event": {event.id for event in record.events},
    }
    items = (record.actors, record.places, record.times, record.statements, record.events, record.relations)
    ids = [item.id for kind in items for item in kind]
    if len(ids) != len(set(ids)):
        yield f"an id is given twice: {sorted(ids)}"
    for where, kind, id_ in _references(record):
        if id_ not in known[kind]:
            yield f"{where} names the {kind} {id_}, which is not there"


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    for statement in record.statements:
        people = (*statement.addressees, *(stance.actor for stance in statement.about))
        for id_ in (*people, *([statement.speaker] if statement.speaker else [])):
            yield statement.id, "actor", id_
    for event in record.events:
        for id_ in (*event.actors, *event.recipients, *event.third_parties):
            yield event.id, "actor", id_
        for kind, named in (("place", event.place), ("event", event.within), ("statement", event.said_in)):
            if named is not None:
                yield event.id, kind, named
    for relation in record.relations:
        for id_ in (*relation.subjects, *relation.objects):
            yield relation.id, "actor", id_
        for kind, named in (("place", relation.place), ("statement", relation.said_in)):
            if named is not None:
                yield relation.id, kind, named
