"""The record: what Dragoman says about one article.

These types are the contract between the reading wing, which fills them, and everything that keeps,
asks, shows or exports them. They hold no logic. `docs/record.md` explains each field to its readers.

Every ``Span`` is ``(start, end)`` in Unicode code points of ``Article.text``, end excluded, so that
``text[start:end]`` is the very surface that was read. Dates are ISO 8601 strings (``2023-03-29``).
"""

from __future__ import annotations

import msgspec

SCHEMA = "dragoman.record/1"

Span = tuple[int, int]

OFFICE_STATED = "office beside the name: "
"""How a ``why`` of an actor begins whose office the article states, the office behind it."""

STATE_STATED = "country of the office: "
"""How a ``why`` of an actor begins of whose office the article states whose it is."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the article with one function.

    ``kind`` is one of ``title dek byline dateline heading body caption credit furniture``.
    """

    kind: str
    start: int
    end: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """The text that was read and what is known of its publication.

    ``id`` is a hash of the content; ``key`` is the caller's own identifier, or null. ``published`` is
    an ISO date, the anchor of every relative time, or null when nobody said.
    """

    id: str
    key: str | None
    title: str | None
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str
    text: str
    parts: tuple[Part, ...]
    why: tuple[str, ...] = ()


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """One place where an actor is spoken of; ``form`` is ``name short epithet metonym demonym role pronoun``."""

    start: int
    end: int
    form: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One entity of the article with all its mentions.

    ``kind`` is ``country organisation person group``; ``country`` an ISO 3166 alpha-3 code or one of
    PLOVER's international codes (``IGO UNO EUR NGO ISM IMG MNC``) or null; ``sectors`` PLOVER sector
    codes; ``role`` the office as the article words it; ``ref`` the identity across articles.
    """

    id: str
    ref: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    mentions: tuple[ActorMention, ...]
    why: tuple[str, ...] = ()


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """One toponym in the text; ``sense`` is ``literal metonym demonym``."""

    start: int
    end: int
    sense: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map. ``country`` is ISO alpha-3, ``feature`` a GeoNames feature code, degrees are WGS 84.

    ``nominals`` are the nouns that point back at it ("the city"); they are no toponyms and so no mentions.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    feature: str | None
    mentions: tuple[PlaceMention, ...]
    nominals: tuple[Span, ...] = ()
    why: tuple[str, ...] = ()


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression, as TIMEX3: ``kind`` is ``DATE TIME DURATION SET``, ``value`` its TIMEX3 value.

    ``earliest`` and ``latest`` close the interval as ISO dates (null while unresolved); ``precision`` is
    ``day week month quarter season year decade century time`` or null.
    """

    id: str
    text: str
    kind: str
    value: str | None
    start: int
    end: int
    earliest: str | None
    latest: str | None
    precision: str | None
    why: tuple[str, ...] = ()


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """How a statement speaks of an actor: ``stance`` is ``favourable hostile neutral``, ``words`` what shows it."""

    actor: str
    stance: str
    words: tuple[Span, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what: source, cue, content. ``kind`` is ``direct indirect mixed``."""

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    kind: str
    addressees: tuple[str, ...] = ()
    about: tuple[Stance, ...] = ()
    why: tuple[str, ...] = ()


class EventTime(msgspec.Struct, frozen=True, kw_only=True):
    """When an event happened; ``source`` is ``text dateline published document``."""

    earliest: str
    latest: str
    precision: str
    source: str


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the article that tells of an event: the trigger word and its sentence."""

    trigger: Span
    sentence: Span


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom. ``action`` is a row of ``knowledge/events/actions.tsv``; the schemes are read off it.

    ``modality`` is ``actual planned possible negated``; ``within`` the verbal event that this one is
    the content of; ``said_in`` the statement it was reported in, null when the article asserts it.
    """

    id: str
    action: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    third_parties: tuple[str, ...]
    place: str | None
    time: EventTime | None
    modality: str
    within: str | None
    said_in: str | None
    mentions: tuple[EventMention, ...]
    quad_class: str
    plover_score: float
    cameo_code: str
    goldstein: float
    confidence: float
    why: tuple[str, ...]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity: ``number`` of ``unit``, ``of`` what it measures; ``field`` names the field of a cooperation."""

    number: float | None = None
    unit: str | None = None
    of: str | None = None
    field: str | None = None


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A bound of a standing relation, as a closed interval of ISO dates."""

    earliest: str
    latest: str
    precision: str


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """What holds between actors over time. ``polarity`` is ``holds denied possible``.

    ``contested_by`` names the relations of the same type and pair that say the opposite.
    """

    id: str
    type: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    value: Value | None
    place: str | None
    since: Period | None
    until: Period | None
    as_of: Period | None
    polarity: str
    said_in: str | None
    evidence: Span
    confidence: float
    contested_by: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """All that Dragoman says about one article."""

    schema: str = SCHEMA
    reader: str
    article: Article
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]

    def to_json(self) -> bytes:
        """Return the record as one line of UTF-8 JSON, the same bytes for the same record."""
        return msgspec.json.encode(self)


class OfficeSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One office of one person, as articles of several sources stated it; ``body`` is whose office it is, in words.

    ``ref`` (``person/hassan-lavrenko``) and ``name`` are the person's, ``country`` is ISO alpha-3 or an international
    code, ``sectors`` are PLOVER's. ``first`` and ``last`` are the months (``2023-03``) of the first and the last
    article, ``until`` that of the first later article that called it a former office, or null.
    """

    ref: str
    name: str
    office: str
    body: str
    country: str
    sectors: tuple[str, ...]
    first: str
    last: str
    until: str | None = None


class Registry(msgspec.Struct, frozen=True, kw_only=True):
    """The offices that a library knew at one moment, in order, and their checksum, by which the library keeps them."""

    checksum: str
    offices: tuple[OfficeSeen, ...] = ()
