"""Entities of FollowTheMoney, one JSON object a line, for investigations (Aleph, OpenAleph, yente).

Schemata and properties after the model of followthemoney 4: Article, Person, Organization, PublicBody, Company, Event,
UnknownLink. Ids are hashes of content: a second export of the same library writes the same entities.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, BinaryIO

from dragoman.formats.codes import codes
from dragoman.formats.documents import Document, documents
from dragoman.formats.export import Export, line
from dragoman.formats.pairs import Found
from dragoman.library.rows import identity

_PUBLIC = frozenset({"GOV", "MIL", "JUD", "LEG", "COP", "SPY"})


def write(export: Export, stream: BinaryIO) -> int:
    """Write entities, those of an article before what speaks of them; return how many."""
    count = 0
    with closing(sqlite3.connect("")) as seen:
        # who was written already is kept in a file that the system takes away by itself
        seen.execute("CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID")
        for document in documents(export):
            for entity in _entities(document, export.words):
                fresh = seen.execute("INSERT OR IGNORE INTO seen VALUES (?)", (entity["id"],)).rowcount
                if fresh:
                    stream.write(line(entity))
                    count += 1
    return count


def _entities(document: Document, words: bool) -> Iterator[dict[str, Any]]:
    article = _id("article", document.id)
    yield _entity(
        article,
        "Article",
        title=document.title or document.id,
        author=list(document.authors),
        publishedAt=document.published,
        publisher=document.publisher,
        sourceUrl=document.url,
        language="eng" if document.language == "en" else None,
        bodyText=document.text if words else None,
    )
    for actor in document.actors:
        yield _actor(
            actor.ref, actor.name, actor.kind, actor.country, actor.sectors[0] if actor.sectors else None, actor.role
        )
    for event in document.events:
        yield _event(event, article, words)
    for relation in document.relations:
        yield from _links(relation, document, article, words)


def _actor(
    ref: str, name: str, kind: str, country: str | None, sector: str | None, role: str | None = None
) -> dict[str, Any]:
    place = codes().followthemoney(country)
    if kind == "person":
        return _entity(_id("actor", ref), "Person", name=name, nationality=place, position=role)
    if kind == "country" or sector in _PUBLIC:
        schema = "PublicBody"
    else:
        schema = "Company" if sector == "BUS" else "Organization"
    return _entity(_id("actor", ref), schema, name=name, country=place, keywords=sector)


def _event(event: Found, article: str, words: bool) -> dict[str, Any]:
    actors = [_id("actor", ref) for ref in event["actors_refs"]]
    others = [_id("actor", ref) for ref in (*event["recipients_refs"], *event["third_parties_refs"])]
    said = ", ".join(event["actors"]) or "?"
    to = ", ".join(event["recipients"])
    return _entity(
        _id("event", event["id"]),
        "Event",
        name=f"{event['type']}: {said}" + (f" - {to}" if to else ""),
        startDate=event["day"],
        endDate=event["latest"],
        location=event["place"],
        country=codes().followthemoney(event["place_country"]),
        organizer=actors,
        involved=[*actors, *others],
        keywords=[event["type"], event["action"], event["modality"], *event["contexts"]],
        summary=event["sentence"] if words else None,
        notes=f"according to {event['speaker']}" if event["speaker"] else None,
        publisher=event["publisher"],
        sourceUrl=event["url"],
        recordId=event["id"],
        proof=article,
    )


def _links(relation: Found, document: Document, article: str, words: bool) -> Iterator[dict[str, Any]]:
    for one in relation["subjects"]:
        for other in relation["objects"]:
            yield _entity(
                _id("relation", relation["id"], one["ref"], other["ref"]),
                "UnknownLink",
                subject=_id("actor", one["ref"]),
                object=_id("actor", other["ref"]),
                role=relation["type"],
                status=relation["polarity"],
                startDate=relation["since_earliest"],
                endDate=relation["until_latest"],
                date=relation["as_of_earliest"],
                summary=document.text[relation["start"] : relation["end"]] if words else None,
                recordId=relation["id"],
                proof=article,
            )


def _entity(key: str, schema: str, /, **properties: Any) -> dict[str, Any]:
    told: dict[str, list[str]] = {}
    for field, value in properties.items():
        values = value if isinstance(value, list) else [value]
        if kept := list(dict.fromkeys(str(one) for one in values if one)):
            told[field] = kept
    return {"id": key, "schema": schema, "properties": told}


def _id(*parts: str) -> str:
    return f"dragoman-{identity('followthemoney', *parts)}"
