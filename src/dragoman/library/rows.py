"""A record taken apart into rows of the library's tables."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, overload

import msgspec

from dragoman.library.schema import ACTOR, RECIPIENT, THIRD
from dragoman.record import Actor, Article, Event, Period, Record, Relation, Span, Statement

Row = dict[str, Any]

LONGEST = 2000
"""Bytes of an address or a publisher's name: PostgreSQL's indexes take no more than 2704."""

_REFUSED = re.compile("[\x00\ud800-\udfff]")


class Rows(msgspec.Struct):
    """The rows of one reading; ``seq`` keys are filled in where they are written.

    Children point at their parent by the parent's place in its list.
    """

    actors: list[Row] = msgspec.field(default_factory=list)
    statements: list[Row] = msgspec.field(default_factory=list)
    stances: list[tuple[int, Row]] = msgspec.field(default_factory=list)
    events: list[Row] = msgspec.field(default_factory=list)
    parties: list[tuple[int, Row]] = msgspec.field(default_factory=list)
    dyads: list[tuple[int, Row]] = msgspec.field(default_factory=list)
    relations: list[Row] = msgspec.field(default_factory=list)
    relation_parties: list[tuple[int, Row]] = msgspec.field(default_factory=list)


def identity(*parts: object) -> str:
    """Return an id made of content: 20 hex digits of the SHA-256 of the parts as JSON."""
    said = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def pack(record: bytes) -> bytes:
    """Return a record's JSON as it is kept."""
    return zlib.compress(record, 6)


def unpack(kept: bytes) -> bytes:
    """Return the JSON of a record as it was written."""
    return zlib.decompress(kept)


def month(day: str | None) -> int | None:
    """Return the number of an ISO date's month, ``year * 12 + month - 1``, or None."""
    return None if day is None else int(day[:4]) * 12 + int(day[5:7]) - 1


def article_row(article: Article) -> Row:
    """Return the row of an article."""
    return {
        "id": article.id,
        "key": storable(article.key),
        "url": _short(article.url),
        "title": _short(article.title, 4 * LONGEST),
        "publisher": _short(article.publisher),
        "authors": _json(article.authors),
        "published": article.published,
        "language": article.language,
        # offsets stay as they are
        "text": storable(article.text),
    }


def rows_of(record: Record) -> Rows:
    """Return everything that a record says as rows."""
    return _Flattener(record).rows()


def statement_ids(record: Record) -> dict[str, str]:
    """Return the library's id of each statement of a record, by its id in the record."""
    return dict(_Flattener(record).statement_ids)


class _Flattener:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.article = record.article
        self.text = storable(record.article.text)
        self.day = record.article.published[:10] if record.article.published else None
        self.actors = {actor.id: actor for actor in record.actors}
        self.places = {place.id: place for place in record.places}
        self.statement_ids = {s.id: self._statement_id(s) for s in record.statements}
        self.speakers = {s.id: s.speaker for s in record.statements}
        self.event_ids: dict[str, str] = {}

    def rows(self) -> Rows:
        rows = Rows()
        taken: set[str] = set()
        for actor in self.record.actors:
            if actor.ref not in taken:
                taken.add(actor.ref)
                rows.actors.append(self._actor(actor))
        self._statements(rows)
        self._events(rows)
        self._relations(rows)
        if _REFUSED.search(self.article.text):
            for own in (rows.actors, rows.statements, rows.events, rows.relations):
                _store(own)
            for children in (rows.stances, rows.parties, rows.dyads, rows.relation_parties):
                _store(row for _, row in children)
        return rows

    def _actor(self, actor: Actor) -> Row:
        return {
            "ref": actor.ref,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sectors": _json(actor.sectors),
            "role": actor.role,
            "mentions": len(actor.mentions),
            "day": self.day,
        }

    def _statement_id(self, statement: Statement) -> str:
        return identity("statement", self.article.id, self._ref(statement.speaker), statement.content_spans)

    def _statements(self, rows: Rows) -> None:
        taken: set[str] = set()
        for statement in self.record.statements:
            name = self.statement_ids[statement.id]
            if name in taken:
                continue
            taken.add(name)
            speaker = self.actors.get(statement.speaker or "")
            spans = statement.content_spans
            place = len(rows.statements)
            rows.statements.append(
                {
                    "id": name,
                    "speaker": speaker.ref if speaker else None,
                    "speaker_name": speaker.name if speaker else self._words(statement.speaker_span),
                    "speaker_country": speaker.country if speaker else None,
                    "kind": statement.kind,
                    "cue": self._words(statement.cue_span),
                    "content": " [...] ".join(self.text[start:end] for start, end in spans),
                    "start": min(start for start, _ in spans),
                    "end": max(end for _, end in spans),
                    "day": self.day,
                }
            )
            told: dict[str, Row] = {}
            for stance in statement.about:
                about = self.actors[stance.actor]
                told.setdefault(about.ref, {"ref": about.ref, "country": about.country, "stance": stance.stance})
            rows.stances += [(place, row) for row in told.values()]

    def _event_id(self, event: Event) -> str:
        return identity(
            "event",
            self.article.id,
            event.action,
            event.modality,
            [self._ref(name) for name in event.actors],
            [self._ref(name) for name in event.recipients],
            [mention.trigger for mention in event.mentions],
        )

    def _events(self, rows: Rows) -> None:
        self.event_ids = {event.id: self._event_id(event) for event in self.record.events}
        taken: set[str] = set()
        for event in self.record.events:
            name = self.event_ids[event.id]
            if name in taken:
                continue
            taken.add(name)
            row = self._event(event)
            place = len(rows.events)
            rows.events.append(row)
            sides = ((ACTOR, event.actors), (RECIPIENT, event.recipients), (THIRD, event.third_parties))
            for side, names in sides:
                rows.parties += [(place, {**party, "day": row["day"]}) for party in self._parties(side, names, True)]
            rows.dyads += [(place, dyad) for dyad in self._dyads(event, row)]

    def _event(self, event: Event) -> Row:
        place = self.places.get(event.place or "")
        time = event.time
        first = event.mentions[0]
        return {
            "id": self.event_ids[event.id],
            "action": event.action,
            "type": event.type,
            "mode": event.modes[0] if event.modes else None,
            "contexts": _json(event.contexts),
            "quad_class": event.quad_class,
            "plover_score": event.plover_score,
            "goldstein": event.goldstein,
            "cameo_code": event.cameo_code,
            "modality": event.modality,
            "within": self.event_ids.get(event.within or ""),
            "said_in": self.statement_ids.get(event.said_in or ""),
            "speaker": self._ref(self.speakers.get(event.said_in or "")),
            "place": place.name if place else None,
            "place_country": place.country if place else None,
            "admin1": place.admin1 if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "geonames_id": place.geonames_id if place else None,
            "earliest": time.earliest if time else None,
            "latest": time.latest if time else None,
            "precision": time.precision if time else None,
            "time_source": time.source if time else None,
            "day": time.earliest if time else self.day,
            "published": self.day,
            "confidence": event.confidence,
            "trigger_start": first.trigger[0],
            "trigger_end": first.trigger[1],
            "sentence_start": first.sentence[0],
            "sentence_end": first.sentence[1],
            "mentions": _json([[mention.trigger, mention.sentence] for mention in event.mentions]),
            "why": _json(event.why),
        }

    def _dyads(self, event: Event, row: Row) -> list[Row]:
        """Return each ordered pair of sides once; sides that act together are pairs both ways."""
        actors = self._sides(event.actors)
        pairs = list(product(actors, self._sides(event.recipients)))
        if not event.recipients:
            pairs = [(a, b) for a, b in product(actors, actors) if a != b]
        counted = event.modality == "actual" and event.within is None
        return [
            {
                "actor": actor,
                "recipient": recipient,
                "day": row["day"],
                "month": month(row["day"]),
                "published_month": month(self.day),
                "type": event.type,
                "quad_class": event.quad_class,
                "score": event.plover_score,
                "goldstein": event.goldstein,
                "counted": int(counted),
            }
            for actor, recipient in dict.fromkeys(pairs)
        ]

    def _sides(self, names: Iterable[str]) -> list[str]:
        """Return the country codes of actors, or their refs where they have none, each once."""
        found = (self.actors[name] for name in names)
        return list(dict.fromkeys(actor.country or actor.ref for actor in found))

    def _relations(self, rows: Rows) -> None:
        taken: set[str] = set()
        for relation in self.record.relations:
            row = self._relation(relation)
            if row["id"] in taken:
                continue
            taken.add(row["id"])
            place = len(rows.relations)
            rows.relations.append(row)
            for side, names in ((ACTOR, relation.subjects), (RECIPIENT, relation.objects)):
                rows.relation_parties += [(place, party) for party in self._parties(side, names, False)]

    def _relation(self, relation: Relation) -> Row:
        value = relation.value
        place = self.places.get(relation.place or "")
        subjects = [self._ref(name) for name in relation.subjects]
        objects = [self._ref(name) for name in relation.objects]
        return {
            "id": identity(
                "relation", self.article.id, relation.type, relation.polarity, subjects, objects, relation.evidence
            ),
            "type": relation.type,
            "polarity": relation.polarity,
            "number": value.number if value else None,
            "unit": value.unit if value else None,
            "of": value.of if value else None,
            "field": value.field if value else None,
            "place": place.name if place else None,
            **_period("since", relation.since),
            **_period("until", relation.until),
            **_period("as_of", relation.as_of),
            "said_in": self.statement_ids.get(relation.said_in or ""),
            "speaker": self._ref(self.speakers.get(relation.said_in or "")),
            "start": relation.evidence[0],
            "end": relation.evidence[1],
            "confidence": relation.confidence,
            "why": _json(relation.why),
            "day": relation.as_of.earliest if relation.as_of else self.day,
        }

    def _parties(self, side: str, names: Sequence[str], role: bool) -> list[Row]:
        found: dict[str, Row] = {}
        for actor in (self.actors[name] for name in names):
            row = {
                "side": side,
                "ref": actor.ref,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "sector": actor.sectors[0] if actor.sectors else None,
            }
            found.setdefault(actor.ref, {**row, "role": actor.role} if role else row)
        return list(found.values())

    def _ref(self, name: str | None) -> str | None:
        actor = self.actors.get(name or "")
        return actor.ref if actor else None

    def _words(self, span: Span | None) -> str | None:
        return None if span is None else self.text[span[0] : span[1]]


def _period(name: str, period: Period | None) -> Row:
    return {
        f"{name}_earliest": period.earliest if period else None,
        f"{name}_latest": period.latest if period else None,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@overload
def storable(text: str) -> str: ...
@overload
def storable(text: str | None) -> str | None: ...
def storable(text: str | None) -> str | None:
    """Return a text with what databases refuse, NUL and lone surrogates, replaced at the same length."""
    return None if text is None else _REFUSED.sub("\ufffd", text)


def _short(text: str | None, longest: int = LONGEST) -> str | None:
    """Return a text as a column takes it that is looked up by; the record keeps the whole."""
    return None if text is None else storable(text).encode()[:longest].decode(errors="ignore")


def _store(rows: Iterable[Row]) -> None:
    """Make every text of some rows storable; an actor may bear a name with a NUL in it."""
    for row in rows:
        row |= {name: storable(value) for name, value in row.items() if isinstance(value, str)}
