"""The tables of the library.

One schema for SQLite and PostgreSQL. The whole record of each reading is kept as it was written (``readings.record``);
every other table is a projection of the readings that are current, so that it can be made anew from them at any time.
Ids are hashes of content, never of clocks: the same article read twice by the same reader gives the same rows.
``seq`` columns are keys within one library only. Days are ISO dates; a month is ``year * 12 + month - 1``.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ACTOR, RECIPIENT, THIRD = "actor", "recipient", "third"
"""Sides of an event; the first two are the sides of a relation too (its subjects and objects)."""


def _said_in() -> tuple[Column[int], Column[int]]:
    return Column("first_run", Integer, nullable=False), Column("last_run", Integer, nullable=False)


runs = Table(
    "runs",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("status", Text, nullable=False),  # open, done, stopped, rolled-back
    Column("reader", Text, nullable=False),
    Column("settings", Text, nullable=False),  # JSON
    Column("knowledge", Text, nullable=False),  # checksum of the data files the reader read with
    Column("sources", Text, nullable=False),  # JSON list
    Column("added", Integer, nullable=False, default=0),
    Column("superseded", Integer, nullable=False, default=0),
    Column("known", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
    Column("process", Text),  # that writes it, as `dragoman.library.processes` names it
    Column("last_kept", Text),  # when something of it was last kept
)

articles = Table(
    "articles",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("key", Text),
    Column("url", Text),
    Column("title", Text),
    Column("publisher", Text),
    Column("authors", Text, nullable=False),  # JSON list
    Column("published", Text),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    *_said_in(),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("story", Integer),
    Column("agency", Text),
    Column("signature", LargeBinary),
    Index(None, "published"),
    Index(None, "publisher"),
    Index(None, "url"),
    Index(None, "story"),
)

readings = Table(
    "readings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Integer, ForeignKey("articles.seq"), nullable=False),
    Column("run", Integer, ForeignKey("runs.seq"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("signature", Text, nullable=False),  # hash of reader, settings and knowledge
    Column("record", LargeBinary, nullable=False),  # JSON of the record, deflated
    Column("current", Boolean, nullable=False),
    Index(None, "article"),
    Index(None, "run"),
)

documents = Table(
    "documents",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("article", Integer, ForeignKey("articles.seq"), nullable=False),
    Column("place", Text, nullable=False),
    *_said_in(),
    Index(None, "article"),
)

failures = Table(
    "failures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.seq"), nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "run"),
)

actors = Table(
    "actors",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("article", Integer, ForeignKey("articles.seq"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("sectors", Text, nullable=False),  # JSON list
    Column("role", Text),
    Column("mentions", Integer, nullable=False),
    Column("day", Text),
    UniqueConstraint("article", "ref"),
    Index(None, "ref", "day"),
    Index(None, "country", "day"),
)
# names are looked up in any case
Index("ix_actors_name", func.lower(actors.c.name), actors.c.ref)

statements = Table(
    "statements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Integer, ForeignKey("articles.seq"), nullable=False),
    Column("speaker", Text),  # ref
    Column("speaker_name", Text),  # as the article has it, where no actor is known
    Column("speaker_country", Text),
    Column("kind", Text, nullable=False),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("day", Text),
    *_said_in(),
    Column("verdict", Text),
    Index(None, "article"),
    Index(None, "day"),
    Index(None, "speaker", "day"),
    Index(None, "speaker_country", "day"),
)

stances = Table(
    "stances",
    metadata,
    Column("statement", Integer, ForeignKey("statements.seq"), primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("country", Text),
    Column("stance", Text, nullable=False),
    Index(None, "ref"),
    Index(None, "country"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Integer, ForeignKey("articles.seq"), nullable=False),
    Column("action", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("contexts", Text, nullable=False),  # JSON list
    Column("quad_class", Text, nullable=False),
    Column("plover_score", Float, nullable=False),
    Column("goldstein", Float, nullable=False),
    Column("cameo_code", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("within", Text),  # id of an event
    Column("said_in", Text),  # id of a statement
    Column("speaker", Text),  # ref of its speaker
    Column("place", Text),
    Column("place_country", Text),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames_id", Integer),
    Column("earliest", Text),
    Column("latest", Text),
    Column("precision", Text),
    Column("time_source", Text),
    Column("day", Text),  # the event's earliest day, or the day of publication
    Column("published", Text),
    Column("confidence", Float, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("mentions", Text, nullable=False),  # JSON list of [trigger, sentence]
    Column("why", Text, nullable=False),  # JSON list
    Column("happening", Integer),
    *_said_in(),
    Column("verdict", Text),
    Index(None, "article"),
    Index(None, "type", "day"),
    Index(None, "day"),
    Index(None, "happening"),
    Index(None, "place_country", "day"),
)

parties = Table(
    "parties",
    metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("sector", Text),  # the first of its sectors
    Column("role", Text),
    Column("day", Text),
    Index(None, "ref", "day", "event"),
    Index(None, "country", "day", "event"),
    sqlite_with_rowid=False,
)

dyads = Table(
    "dyads",
    metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True),
    Column("actor", Text, primary_key=True),  # country code, or the ref where there is none
    Column("recipient", Text, primary_key=True),
    Column("day", Text),
    Column("month", Integer),  # of the event
    Column("published_month", Integer),
    Column("type", Text, nullable=False),
    Column("quad_class", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("counted", SmallInteger, nullable=False),  # 1: actual, outermost, not rejected by a person
    Column("goldstein", Float, nullable=False),
    Column("article", Integer, nullable=False),
    # each index has all columns of its questions, so that these never look into the table
    Index("ix_dyads_timeline", "actor", "recipient", "counted", "month", "type", "day", "score"),
    Index("ix_dyads_days", "actor", "recipient", "day", "event"),
    Index(
        "ix_dyads_panel",
        *("counted", "month", "actor", "recipient", "type", "day", "score", "goldstein", "article", "event"),
    ),
    sqlite_with_rowid=False,
)

relations = Table(
    "relations",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("article", Integer, ForeignKey("articles.seq"), nullable=False),
    Column("type", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("number", Float),
    Column("unit", Text),
    Column("of", Text),
    Column("field", Text),
    Column("place", Text),
    *(Column(f"{name}_{end}", Text) for name in ("since", "until", "as_of") for end in ("earliest", "latest")),
    Column("said_in", Text),
    Column("speaker", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("why", Text, nullable=False),  # JSON list
    Column("day", Text),
    *_said_in(),
    Column("verdict", Text),
    Index(None, "article"),
    Index(None, "day"),
    Index(None, "type", "day"),
)

relation_parties = Table(
    "relation_parties",
    metadata,
    Column("relation", Integer, ForeignKey("relations.seq"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("sector", Text),
    Index(None, "ref"),
    Index(None, "country"),
    sqlite_with_rowid=False,
)

happenings = Table(
    "happenings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("place", Text),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Index(None, "actor", "recipient", "earliest"),
)

reports = Table(
    "reports",
    metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True),
    Column("key", Text, nullable=False),  # hash of type and sides, or of what a person said
    Column("day", Integer, nullable=False),  # ordinal of the day in the Gregorian calendar
    Column("dated", Boolean, nullable=False),  # the text names the day
    Column("country", Text),
    Column("admin1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Index(None, "key", "day"),
)
"""Counted events as `dragoman.library.happenings` gathers them."""

bands = Table(
    "bands",
    metadata,
    Column("week", Integer, primary_key=True, autoincrement=False),  # of publication; -1 where no date is known
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, ForeignKey("articles.seq"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Index of the signatures' bands, by which `dragoman.library.stories` finds near-duplicates."""

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)
"""What a library was told about itself, such as how near two reports of one happening stand."""

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("made", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("verdict", Text, nullable=False),  # confirm, reject, edit, merge, split, withdraw
    Column("kind", Text, nullable=False),  # event, statement, relation, story
    Column("target", Text, nullable=False),  # id of the item
    Column("article", Text),  # id of the article
    Column("payload", Text, nullable=False),  # JSON: the item as it stood, and what was changed
    Column("note", Text),
    Index(None, "target"),
    Index(None, "article"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("checked", Text),
    Column("failures", Integer, nullable=False, default=0),
    Column("next_check", Text),
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("key", Text, primary_key=True),  # hash of the feed's item: its address, or its title and date
    Column("feed", Text, nullable=False),
    Column("url", Text),
    Column("first_seen", Text, nullable=False),
    Column("state", Text, nullable=False),  # kept, failed, waiting
    Column("tries", Integer, nullable=False),
)
