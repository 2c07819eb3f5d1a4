"""A record made by hand, so that the tests of what is shown do not hang on what is read."""

from __future__ import annotations

from dragoman import (
    Actor,
    ActorMention,
    Article,
    Event,
    EventMention,
    EventTime,
    Part,
    Period,
    Place,
    PlaceMention,
    Record,
    Relation,
    Stance,
    Statement,
    Time,
    Value,
)

TITLE = "Vantana opens embassy in Port Salé as Orsk protests"
BODY = (
    "Vantana opened an embassy in Port Salé on Wednesday, the first since 1993. "
    "“We stand with Merrow against the threats of Orsk,” Foreign Minister Ana Ruiz said. "
    "She said the two would hold joint drills next month. "
    "Orsk condemned the move & recalled its ambassador. "
    "Vantana supplies 40 percent of Merrow’s <gas>."
)
TEXT = f"{TITLE}\n\nBy Jo Bell\n\n{BODY}\n\nRead more: Weather"


def _span(words: str, after: str = "") -> tuple[int, int]:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return start, start + len(words)


def _sentence(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    start = max(TEXT.rfind("\n", 0, at), TEXT.rfind(". ", 0, at) + 1) + 1
    end = TEXT.find(". ", at)
    return start, (end + 1 if end >= 0 else TEXT.index("\n", at))


def _actor(id_: str, name: str, country: str, *mentions: tuple[str, str], **more: object) -> Actor:
    found = tuple(ActorMention(start=s, end=e, form=form) for words, form in mentions for s, e in [_span(words)])
    values = {"kind": "country", "sectors": (), "role": None, "why": ("named in the list of states",)} | more
    return Actor(id=id_, ref=f"country/{country}", name=name, country=country, mentions=found, **values)  # type: ignore[arg-type]


def _literal(words: str) -> PlaceMention:
    start, end = _span(words)
    return PlaceMention(start=start, end=end, sense="literal")


def _event(id_: str, action: str, type_: str, words: str, **more: object) -> Event:
    values: dict[str, object] = {
        "modes": (),
        "contexts": (),
        "actors": (),
        "recipients": (),
        "third_parties": (),
        "place": None,
        "time": None,
        "modality": "actual",
        "within": None,
        "said_in": None,
        "mentions": (EventMention(trigger=_span(words), sentence=_sentence(words)),),
        "quad_class": "verbal cooperation",
        "plover_score": 5.0,
        "cameo_code": "057",
        "goldstein": 8.0,
        "confidence": 0.9,
        "why": (f"the verb '{words}'",),
    }
    return Event(id=id_, action=action, type=type_, **(values | more))  # type: ignore[arg-type]


DAY = EventTime(earliest="2023-03-29", latest="2023-03-29", precision="day", source="text")


def made_record() -> Record:
    """Return a record with something in every list."""
    parts = (
        Part(kind="title", start=0, end=len(TITLE)),
        Part(kind="byline", start=TEXT.index("By Jo"), end=TEXT.index("By Jo") + 10),
        Part(kind="body", start=TEXT.index(BODY), end=TEXT.index(BODY) + len(BODY)),
        Part(kind="furniture", start=TEXT.index("Read more"), end=len(TEXT)),
    )
    opened = _event(
        "e1",
        "open-relations",
        "SUPPORT",
        "opened",
        actors=("a1",),
        recipients=("a2",),
        place="p1",
        time=DAY,
        mentions=(
            EventMention(trigger=_span("opens"), sentence=(0, len(TITLE))),
            EventMention(trigger=_span("opened"), sentence=_sentence("opened")),
        ),
    )
    agreed = _event("e2", "agree-material", "AGREE", "would hold", actors=("a1", "a2"), said_in="s2", time=DAY)
    drills = _event(
        "e3",
        "exercise-jointly",
        "COOPERATE",
        "drills",
        actors=("a1", "a2"),
        modality="planned",
        within="e2",
        quad_class="material cooperation",
        time=EventTime(earliest="2023-04-01", latest="2023-04-30", precision="month", source="text"),
    )
    condemned = _event(
        "e4",
        "criticise",
        "ACCUSE",
        "condemned",
        actors=("a3",),
        recipients=("a1",),
        third_parties=("a2",),
        quad_class="verbal conflict",
    )
    return Record(
        reader="dragoman test",
        article=Article(
            id="0123456789abcdef",
            key="embassy",
            title=TITLE,
            url="https://example.org/embassy",
            publisher="The Merrow Courier",
            authors=("Jo Bell",),
            published="2023-03-29",
            language="en",
            text=TEXT,
            parts=parts,
        ),
        actors=(
            _actor("a1", "Vantana", "VAN", ("Vantana", "name")),
            _actor("a2", "Merrow", "MER", ("Merrow", "name"), ("the two", "epithet")),
            _actor("a3", "Orsk", "ORS", ("Orsk", "name")),
            _actor(
                "a4",
                "Ana Ruiz",
                "VAN",
                ("Ana Ruiz", "name"),
                ("She", "pronoun"),
                kind="person",
                sectors=("GOV",),
                role="foreign minister",
            ),
        ),
        places=(
            Place(
                id="p1",
                name="Port Salé",
                country="MER",
                admin1=None,
                latitude=12.5,
                longitude=-7.25,
                geonames_id=1,
                feature="PPLC",
                mentions=(_literal("Port Salé"),),
            ),
        ),
        times=(
            Time(
                id="t1",
                text="Wednesday",
                kind="DATE",
                value="2023-03-29",
                start=_span("Wednesday")[0],
                end=_span("Wednesday")[1],
                earliest="2023-03-29",
                latest="2023-03-29",
                precision="day",
            ),
        ),
        statements=(
            Statement(
                id="s1",
                speaker="a4",
                speaker_span=_span("Foreign Minister Ana Ruiz"),
                cue_span=_span("said"),
                content_spans=(_span("We stand with Merrow against the threats of Orsk"),),
                kind="direct",
                addressees=("a2",),
                about=(Stance(actor="a2", stance="favourable"), Stance(actor="a3", stance="hostile")),
                why=("quotation marks, then 'said'",),
            ),
            Statement(
                id="s2",
                speaker="a4",
                speaker_span=_span("She"),
                cue_span=_span("said", "She "),
                content_spans=(_span("the two would hold joint drills next month"),),
                kind="indirect",
            ),
        ),
        events=(opened, agreed, drills, condemned),
        relations=(
            Relation(
                id="r1",
                type="mission",
                subjects=("a1",),
                objects=("a2",),
                value=None,
                place="p1",
                since=Period(earliest="2023-03-29", latest="2023-03-29", precision="day"),
                until=None,
                as_of=None,
                polarity="holds",
                said_in=None,
                evidence=_sentence("opened"),
                confidence=0.8,
                why=("'embassy in'",),
            ),
            Relation(
                id="r2",
                type="supply",
                subjects=("a1",),
                objects=("a2",),
                value=Value(number=40.0, unit="percent", of="gas"),
                place=None,
                since=None,
                until=None,
                as_of=None,
                polarity="denied",
                said_in="s2",
                evidence=_span("Vantana supplies 40 percent of Merrow’s <gas>."),
                confidence=0.7,
            ),
        ),
    )
