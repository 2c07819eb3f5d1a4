"""Acts that are awaited, only supposed, claimed or another's: what is no event, and what becomes of the sides."""

from __future__ import annotations

import pytest
from marked_actors import PARSER

from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.reader import Reader
from dragoman.sources.document import Document

MODALITY = EventReader(Knowledge())
READER = Reader()


def told(text):
    """Return type, doers, recipients and modality of a text's outer events."""
    record = READER.read(Document(content=text, published="2023-03-29"))
    names = {actor.id: actor.name for actor in record.actors}
    return [
        (event.type, [names[a] for a in event.actors], [names[a] for a in event.recipients], event.modality)
        for event in record.events
        if event.within is None
    ]


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The treaty cannot be signed until the troops have left.", "left", "possible"),
        ("Prices will fall only when the minister has resigned.", "resigned", "possible"),
        ("The troops did not leave until the rebels attacked.", "attacked", "actual"),
        ("Kenya has yet to answer the letter.", "answer", "negated"),
        ("Kenya is yet to recall its envoy.", "recall", "negated"),
        ("The goal of the mission is to help the farmers.", "help", "possible"),
        ("Kenya sought to gain time by attacking the town.", "attacking", "actual"),
        ("The summit to be held in Nairobi has been welcomed.", "held", "planned"),
    ],
)
def test_modality_of_what_is_awaited(text, word, modality):
    start = text.index(word)
    found = MODALITY.modality(PARSER.parse_sentence(text), start, start + len(word))
    assert found == modality, f"{word} in {text!r} is read as {found}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Poland will not stand by and watch a Hungarian attack on Slovakia.", "ASSAULT"),
        ("I do not recall any Polish attacks on Slovakia.", "ASSAULT"),
        ("Poland claimed that Hungary remained its closest friend.", "ACCUSE"),
        ("Poland repeated its claim that it had tested a missile in Hungary.", "ACCUSE"),
        ("The Polish minister said he expected the Hungarian envoy to be released soon.", "REQUEST"),
        ("The Polish court said the Hungarian minister must stay in prison.", "REQUEST"),
        ("The Polish minister needs Hungary to be patient.", "REQUEST"),
        ("Poland pledged that its troops would remain in Hungary for years.", "AGREE"),
        ("Poland blocked the convoy in an attempt to force Hungary to release the men.", "CONCEDE"),
        ("Critics dislike Poland's military presence in Hungary.", "MOBILIZE"),
        ("Poland has fallen out of favour with Hungary.", "SANCTION"),
        ("Poland launched another PR attack on Hungary on Monday.", "ASSAULT"),
        ("The Polish soldier later succumbed to his injuries.", "CONCEDE"),
        ("The Polish president declined to threaten Hungary.", "REJECT"),
        ("The Polish president has no intention of talking to Hungary.", "CONSULT"),
        ("Poland stayed neutral and is silent in talks with Hungary.", "CONSULT"),
        ("The town is on the brink of being overrun by Hungarian rebels.", "ASSAULT"),
        ("The Hungarian government is confident that Poland ordered the theft.", "SUPPORT"),
        ("Poland would say that Hungary was undermining the deal.", "ACCUSE"),
        ("Hungarian fighters had dispersed before the battle.", "COERCE"),
        ("The Hungarian president fired the defence minister on Monday.", "ASSAULT"),
        ("Poland will answer if a Hungarian strike on Slovakia wounds its soldiers.", "ASSAULT"),
    ],
)
def test_no_event(text, kind):
    events = told(text)
    assert kind not in {event[0] for event in events}, events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Poland claimed that Hungary had bombed the town.", ("ACCUSE", ["Poland"], ["Hungary"], "actual")),
        ("Poland has fallen out with Hungary.", ("SANCTION", ["Poland"], ["Hungary"], "actual")),
        ("Poland demanded that Hungary disarm the rebels.", ("REQUEST", ["Poland"], ["Hungary"], "actual")),
        ("Poland invited Hungary to send observers.", ("REQUEST", ["Poland"], ["Hungary"], "actual")),
        ("Poland condemned Hungary and pledged to impose sanctions.", ("THREATEN", ["Poland"], ["Hungary"], "actual")),
        ("Ethiopia has threatened an offensive to crush Oromo rebels.", ("THREATEN", ["Ethiopia"], None, "actual")),
        ("Hungarian fighters attacked Poland on Monday.", ("ASSAULT", None, ["Poland"], "actual")),
        ("The Polish attack on Hungary could upset Slovakia's plans for Tuesday.", None),
        ("Polish rebels under assault from Hungary fled on Monday.", ("ASSAULT", ["Hungary"], None, "actual")),
    ],
)
def test_sides_of_what_is_told(text, event):
    events = told(text)
    if event is None:
        assert "ASSAULT" not in {found[0] for found in events}, events
        return
    same = [found for found in events if found[0] == event[0] and event[1] in (None, found[1]) and found[3] == event[3]]
    assert same, events
    assert same[0][2] == event[2] if event[2] is not None else same[0][2], events


def test_a_withdrawal_is_not_asked_of_those_it_is_from():
    events = told("The Polish president's order to withdraw the troops from Hungary came on Monday.")
    assert ("REQUEST", ["Poland"], ["Hungary"], "actual") not in events, events


def test_an_allegation_is_not_theirs_of_whom_it_tells():
    events = told(
        "Poland claims the ministry was infiltrated by Slovakia – an allegation the Hungarian government refutes."
    )
    rejected = [recipients for kind, _, recipients, _ in events if kind == "REJECT"]
    assert ["Slovakia"] not in rejected, events
