"""A small library of made-up news, read by hand, so that the tests of formats do not hang on what is read."""

from __future__ import annotations

import hashlib

from dragoman import (
    Actor,
    ActorMention,
    Article,
    Event,
    EventMention,
    EventTime,
    Part,
    Place,
    PlaceMention,
    Record,
    Relation,
    Statement,
)
from dragoman.formats.codes import codes
from dragoman.formats.export import Export
from dragoman.library import Kept, Library
from dragoman.questions.query import Query

EMBASSY = (
    "Azerbaijan opened an embassy in Tel Aviv on Wednesday. \U0001f389 President Ilham Aliyev thanked Israel for its "
    '"patience".\tIt was a first. “We want more trade with Israel,” Mr Aliyev said.'
)
TALKS = "Kosovo and Serbia held talks in Brussels on Thursday. The United Nations condemned Serbia over the border."
ROCKETS = (
    "Hezbollah fired rockets at Israel on Friday. Iran did not attack Israel. Border Watch accused Iran of "
    "arming the group, and Iran rejected the claim."
)
UNDATED = "France praised Ghana."

GOLDSTEIN = {"054": 6.0, "051": 3.4, "046": 7.0, "111": -2.0, "194": -10.0, "195": -10.0, "1123": -2.0, "127": -5.0}
SCORES = {"SUPPORT": 4.6, "CONSULT": 2.1, "ACCUSE": -2.0, "ASSAULT": -9.3, "REJECT": -4.2}


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def actor(text: str, name: str, ref: str, country: str | None, sector: str | None, role: str | None = None) -> Actor:
    kind, _, short = ref.partition("/")
    start, end = span(text, name)
    return Actor(
        id=short,
        ref=ref,
        name=name,
        kind=kind,
        country=country,
        sectors=(sector,) if sector else (),
        role=role,
        mentions=(ActorMention(start=start, end=end, form="name"),),
    )


def event(text: str, trigger: str, action: str, code: str, actors: str, recipients: str = "", **more: object) -> Event:
    type_, mode, _ = codes().event(code)
    assert type_ is not None
    start, end = span(text, trigger)
    values: dict[str, object] = {
        "id": f"e-{trigger.replace(' ', '-')}",
        "action": action,
        "type": type_,
        "modes": (mode,) if mode else (),
        "contexts": ("diplomatic",),
        "actors": tuple(actors.split()),
        "recipients": tuple(recipients.split()),
        "third_parties": (),
        "place": None,
        "time": EventTime(earliest="2023-03-29", latest="2023-03-29", precision="day", source="text"),
        "modality": "actual",
        "within": None,
        "said_in": None,
        "mentions": (EventMention(trigger=(start, end), sentence=_sentence(text, start)),),
        "quad_class": codes().quad_of_type(type_),
        "plover_score": SCORES[type_],
        "cameo_code": code,
        "goldstein": GOLDSTEIN[code],
        "confidence": 0.8,
        "why": ("made by hand",),
    }
    return Event(**values | more)  # type: ignore[arg-type]


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(". ", at)
    return start, len(text) if end < 0 else end + 1


def on(day: str) -> EventTime:
    return EventTime(earliest=day, latest=day, precision="day", source="text")


def record(
    text: str, published: str | None, actors: tuple[Actor, ...], events: tuple[Event, ...], **more: object
) -> Record:
    article = Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:20],
        key=None,
        title="A headline",
        url=None if published is None else "https://news.example/" + published,
        publisher="The Daily Test",
        authors=("Ann Example",),
        published=published,
        language="en",
        text=text,
        parts=(Part(kind="body", start=0, end=len(text)),),
    )
    values: dict[str, object] = {"places": (), "times": (), "statements": (), "relations": ()} | more
    return Record(reader="dragoman 0", article=article, actors=actors, events=events, **values)  # type: ignore[arg-type]


def embassy() -> Record:
    text = EMBASSY
    start, end = span(text, "Tel Aviv")
    return record(
        text,
        "2023-03-29",
        (
            actor(text, "Azerbaijan", "country/AZE", "AZE", "GOV"),
            actor(text, "Israel", "country/ISR", "ISR", "GOV"),
            actor(text, "Ilham Aliyev", "person/ilham-aliyev", "AZE", "GOV", "president"),
        ),
        (
            event(text, "opened", "recognise", "054", "AZE", "ISR", place="p1"),
            event(text, "thanked", "praise", "051", "ilham-aliyev", "ISR"),
        ),
        places=(
            Place(
                id="p1",
                name="Tel Aviv",
                country="ISR",
                admin1="Tel Aviv",
                latitude=32.0809,
                longitude=34.7806,
                geonames_id=293397,
                feature="PPLA",
                mentions=(PlaceMention(start=start, end=end, sense="literal"),),
            ),
        ),
        statements=(
            Statement(
                id="s1",
                speaker="ilham-aliyev",
                speaker_span=span(text, "Mr Aliyev"),
                cue_span=span(text, "said"),
                content_spans=(span(text, "We want more trade with Israel"),),
                kind="direct",
            ),
        ),
        relations=(
            Relation(
                id="r1",
                type="mission",
                subjects=("AZE",),
                objects=("ISR",),
                value=None,
                place="p1",
                since=None,
                until=None,
                as_of=None,
                polarity="holds",
                said_in=None,
                evidence=span(text, "Azerbaijan opened an embassy in Tel Aviv"),
                confidence=0.9,
            ),
        ),
    )


def talks() -> Record:
    text = TALKS
    return record(
        text,
        "2023-03-30",
        (
            actor(text, "Kosovo", "country/XKX", "XKX", "GOV"),
            actor(text, "Serbia", "country/SRB", "SRB", "GOV"),
            actor(text, "United Nations", "organisation/united-nations", "UNO", None),
        ),
        (
            event(text, "talks", "negotiate", "046", "XKX SRB", time=on("2023-03-30")),
            event(text, "condemned", "criticise", "111", "united-nations", "SRB", time=on("2023-03-31")),
        ),
    )


def rockets() -> Record:
    text = ROCKETS
    return record(
        text,
        "2023-04-01",
        (
            actor(text, "Hezbollah", "organisation/hezbollah", "LBN", "REB"),
            actor(text, "Israel", "country/ISR", "ISR", "GOV"),
            actor(text, "Iran", "country/IRN", "IRN", "GOV"),
            actor(text, "Border Watch", "organisation/border-watch", None, "CVL"),
        ),
        (
            event(text, "fired rockets", "shell", "194", "hezbollah", "ISR", time=on("2023-03-31")),
            event(text, "attack", "air-strike", "195", "IRN", "ISR", modality="negated"),
            event(text, "accused", "accuse-aggression", "1123", "border-watch", "IRN", time=on("2023-04-01")),
            event(text, "rejected", "reject-settlement", "127", "IRN", time=on("2023-04-01")),
        ),
    )


def undated() -> Record:
    text = UNDATED
    return record(
        text,
        None,
        (
            actor(text, "France", "country/FRA", "FRA", "GOV"),
            actor(text, "Ghana", "country/GHA", "GHA", "GOV"),
        ),
        (event(text, "praised", "praise", "051", "FRA", "GHA", time=None),),
    )


def fill(library: Library, *records: Record) -> None:
    """Keep readings; those of this module when none are given."""
    made = records or (embassy(), talks(), rockets(), undated())
    run = library.writer(reader="dragoman 0", settings={}, knowledge="0" * 20, sources=["made"])
    run.keep([Kept(fingerprint=one.article.id, place=one.article.id, record=one.to_json()) for one in made])
    run.finish()


def exported(library: Library, form: str, words: bool = True, **asked: object) -> bytes:
    """Return what a format that goes into a stream writes."""
    import io

    from dragoman.formats.registry import format_of

    chosen = format_of(form)
    stream = io.BytesIO()
    query = chosen.query(Query(**asked))  # type: ignore[arg-type]
    chosen.load()(Export(library=library, query=query, words=words), stream)
    return stream.getvalue()
