"""A library of a million made events, to measure questions at that size; all drawn at random from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from dragoman.library import Library
from dragoman.library.rows import identity, month
from dragoman.library.schema import actors, articles, dyads, events, parties

SEED = 1_000_000
EVENTS_EACH = 4
CHUNK = 1_000
"""Articles a transaction."""
FIRST = date(2000, 1, 1)
DAYS = 9_000
WORDS = 60

TYPES = (
    *(
        ("AGREE", "verbal cooperation", 5.0),
        ("CONSULT", "verbal cooperation", 4.0),
        ("AID", "material cooperation", 7.0),
    ),
    *(
        ("REQUEST", "verbal conflict", -1.0),
        ("ACCUSE", "verbal conflict", -3.0),
        ("ASSAULT", "material conflict", -10.0),
    ),
)

Row = dict[str, Any]

Made = tuple[Row, list[Row], list[tuple[str, str]]]
"""An article, its events, and the two sides of each."""


def make(path: Path, size: int, codes: list[str]) -> None:
    """Make a library with ``size`` events between the states of ``codes``; a few pairs have most of the events."""
    with Library(path, create=True) as library:
        fill(library, size, codes)


def fill(library: Library, size: int, codes: list[str]) -> None:
    """Write ``size`` events into an empty library."""
    left = size // EVENTS_EACH
    for made in chunks(0, codes):
        with library.writing() as connection:
            write(connection, made[:left])
        left -= len(made)
        if left <= 0:
            return


def chunks(begun: int, codes: list[str]) -> Iterator[list[Made]]:
    """Yield articles with their events without end; the first has the number ``begun``."""
    chance = random.Random(SEED + begun)
    words = vocabulary()
    weights = [1 / (rank + 1) for rank in range(len(codes))]
    while True:
        yield list(_articles(chance, begun, CHUNK, words, codes, weights))
        begun += CHUNK


def vocabulary() -> list[str]:
    """Return the words that texts are made of."""
    return [
        f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("an", "el", "io", "ur") for c in ("ta", "res", "mon", "ly", "k")
    ]


def _articles(
    chance: random.Random, begun: int, count: int, vocabulary: list[str], codes: list[str], weights: list[float]
) -> Iterator[Made]:
    for number in range(begun, begun + count):
        day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
        text = " ".join(chance.choices(vocabulary, k=WORDS))
        article = {
            "seq": number + 1,
            "id": identity("made", number),
            "title": " ".join(chance.choices(vocabulary, k=8)),
            "publisher": f"Paper {chance.randrange(200)}",
            "authors": "[]",
            "published": day,
            "language": "en",
            "text": text,
            "first_run": 0,
            "last_run": 0,
            "first_seen": day,
            "last_seen": day,
        }
        told, pairs = [], []
        for place in range(EVENTS_EACH):
            pair = chance.choices(codes, weights, k=2)
            if pair[0] == pair[1]:
                pair[1] = codes[(codes.index(pair[1]) + 1) % len(codes)]
            type_, quad, score = chance.choice(TYPES)
            pairs.append((pair[0], pair[1]))
            told.append(_event(number, place, type_, quad, score, day))
        yield article, told, pairs


def _event(number: int, place: int, type_: str, quad: str, score: float, day: str) -> Row:
    return {
        "seq": number * EVENTS_EACH + place + 1,
        "id": identity("made", number, place),
        "article": number + 1,
        "action": type_.lower(),
        "type": type_,
        "contexts": "[]",
        "quad_class": quad,
        "plover_score": score,
        "goldstein": score,
        "cameo_code": "",
        "modality": "actual",
        "earliest": day,
        "latest": day,
        "precision": "day",
        "time_source": "published",
        "day": day,
        "published": day,
        "confidence": 0.8,
        "trigger_start": 0,
        "trigger_end": 5,
        "sentence_start": 0,
        "sentence_end": 120,
        "mentions": "[]",
        "why": "[]",
        "first_run": 0,
        "last_run": 0,
    }


def write(connection: Connection, made: list[Made]) -> None:
    """Write articles with their events."""
    rows: dict[Table, list[Row]] = {articles: [], actors: [], events: [], parties: [], dyads: []}
    for article, told, pairs in made:
        rows[articles].append(article)
        for code in sorted({code for pair in pairs for code in pair}):
            party = {"ref": f"country/{code}", "name": code, "kind": "country", "country": code}
            rows[actors].append(
                {**party, "article": article["seq"], "sectors": "[]", "mentions": 1, "day": article["published"]}
            )
        for event, (actor, recipient) in zip(told, pairs, strict=True):
            for side, code in (("actor", actor), ("recipient", recipient)):
                party = {"ref": f"country/{code}", "name": code, "kind": "country", "country": code}
                rows[parties].append({**party, "event": event["seq"], "side": side, "day": event["day"]})
            rows[dyads].append(
                {
                    "event": event["seq"],
                    "actor": actor,
                    "recipient": recipient,
                    "day": event["day"],
                    "month": month(event["day"]),
                    "published_month": month(event["day"]),
                    "type": event["type"],
                    "quad_class": event["quad_class"],
                    "score": event["plover_score"],
                    "goldstein": event["goldstein"],
                    "counted": 1,
                    "article": event["article"],
                }
            )
        rows[events] += told
    for table, found in rows.items():
        connection.execute(insert(table), found)
