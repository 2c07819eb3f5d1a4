"""Five articles of two papers that the questions are asked about."""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec.structs import replace

from dragoman import Actor, ActorMention, EventTime, Record, Relation, Stance, Statement

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "library"))

from made_readings import event, kept, record, writer

__all__ = ["kept", "made", "writer"]


def _when(day: str) -> EventTime:
    return EventTime(earliest=day, latest=day, precision="day", source="text")


PERSON = Actor(
    id="a3",
    ref="person/eli-cohen",
    name="Éli Cohen",
    kind="person",
    country="ISR",
    sectors=("GOV", "ELI"),
    role="foreign minister",
    mentions=(ActorMention(start=0, end=4, form="name"),),
)
BODY = Actor(
    id="a4",
    ref="organisation/united-nations",
    name="United Nations",
    kind="organisation",
    country=None,
    sectors=(),
    role=None,
    mentions=(ActorMention(start=0, end=4, form="name"),),
)


def made() -> list[Record]:
    """Five articles of two papers, from 2023-01-05 to 2024-02-10; the third tells of no event of its own day."""
    one = record("Baku and Jerusalem quarrelled over the gas pipeline.", published="2023-01-05", title="Gas quarrel")
    praise = event(
        ("a2",), ("a1",), action="praise", type="SUPPORT", modes=(), contexts=("economic",), plover_score=4.6
    )
    praise = replace(
        praise, quad_class="verbal cooperation", plover_score=4.6, goldstein=3.4, time=_when("2023-01-20"), said_in="s1"
    )
    two = record("Jerusalem praised Baku for its gas.", praise, published="2023-01-21", publisher="Évening Post")
    told = event(("a3",), ("a1",), action="visit", type="CONSULT", modes=("visit",), plover_score=2.1, goldstein=1.9)
    told = replace(told, quad_class="verbal cooperation", time=_when("2023-02-01"), confidence=0.4)
    three = record("The minister flew in; the United Nations looked on.", told, published="2023-03-01")
    three = replace(
        three,
        actors=(*three.actors, PERSON, BODY),
        statements=(
            Statement(
                id="s1",
                speaker="a3",
                speaker_span=(0, 4),
                cue_span=(5, 9),
                content_spans=((0, 10),),
                kind="direct",
                about=(Stance(actor="a1", stance="hostile"),),
            ),
        ),
        relations=(
            Relation(
                id="r1",
                type="alliance",
                subjects=("a1",),
                objects=("a2",),
                value=None,
                place=None,
                since=None,
                until=None,
                as_of=None,
                polarity="holds",
                said_in="s1",
                evidence=(0, 12),
                confidence=0.7,
                why=("alliance",),
            ),
        ),
    )
    quarrel = event(("a1", "a2"), (), action="talk", type="CONSULT", plover_score=2.1, goldstein=1.0)
    quarrel = replace(quarrel, quad_class="verbal cooperation")
    four = record("Both talked about borders.", replace(quarrel, time=_when("2023-02-11")), published="2023-02-12")
    planned = event(("a1",), ("a4",), action="accuse", type="ACCUSE", modality="planned")
    body = event(("a4",), ("a1",), action="accuse", type="ACCUSE", time=_when("2024-02-10"))
    five = record("The world body spoke up.", planned, replace(body, id="e2"), published="2024-02-10")
    five = replace(five, actors=(*five.actors, BODY))
    return [one, two, three, four, five]
