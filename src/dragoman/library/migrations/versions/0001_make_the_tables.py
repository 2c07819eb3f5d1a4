"""Make the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "articles",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("published", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_run", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.Text(), nullable=False),
        sa.Column("story", sa.Integer()),
        sa.Column("agency", sa.Text()),
        sa.Column("signature", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("seq", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_articles_publisher", "articles", ["publisher"])
    op.create_index("ix_articles_story", "articles", ["story"])
    op.create_index("ix_articles_url", "articles", ["url"])

    op.create_table(
        "feed_items",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_feed_items"),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("checked", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_check", sa.Text()),
        sa.PrimaryKeyConstraint("url", name="pk_feeds"),
    )
    op.create_table(
        "happenings",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text()),
        sa.Column("latest", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_happenings"),
        sa.UniqueConstraint("id", name="uq_happenings_id"),
    )
    op.create_index("ix_happenings_actor_recipient_earliest", "happenings", ["actor", "recipient", "earliest"])

    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("article", sa.Text()),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("seq", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
    )
    op.create_index("ix_judgements_article", "judgements", ["article"])
    op.create_index("ix_judgements_target", "judgements", ["target"])

    op.create_table(
        "runs",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("finished", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("knowledge", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_runs"),
    )
    op.create_table(
        "actors",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_actors_article"),
        sa.PrimaryKeyConstraint("seq", name="pk_actors"),
        sa.UniqueConstraint("article", "ref", name="uq_actors_article_ref"),
    )
    op.create_index("ix_actors_country_day", "actors", ["country", "day"])
    op.create_index("ix_actors_name", "actors", [sa.text("lower(name)"), "ref"])
    op.create_index("ix_actors_ref_day", "actors", ["ref", "day"])

    op.create_table(
        "documents",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("first_run", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_documents_article"),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_documents"),
    )
    op.create_index("ix_documents_article", "documents", ["article"])

    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text()),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("quad_class", sa.Text(), nullable=False),
        sa.Column("plover_score", sa.Float(), nullable=False),
        sa.Column("goldstein", sa.Float(), nullable=False),
        sa.Column("cameo_code", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("within", sa.Text()),
        sa.Column("said_in", sa.Text()),
        sa.Column("speaker", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("place_country", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("geonames_id", sa.Integer()),
        sa.Column("earliest", sa.Text()),
        sa.Column("latest", sa.Text()),
        sa.Column("precision", sa.Text()),
        sa.Column("time_source", sa.Text()),
        sa.Column("day", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("happening", sa.Integer()),
        sa.Column("first_run", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_events_article"),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
        sa.UniqueConstraint("id", name="uq_events_id"),
    )
    op.create_index("ix_events_article", "events", ["article"])
    op.create_index("ix_events_day", "events", ["day"])
    op.create_index("ix_events_happening", "events", ["happening"])
    op.create_index("ix_events_place_country_day", "events", ["place_country", "day"])
    op.create_index("ix_events_type_day", "events", ["type", "day"])

    op.create_table(
        "failures",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.seq"], name="fk_failures_run"),
        sa.PrimaryKeyConstraint("seq", name="pk_failures"),
    )
    op.create_index("ix_failures_run", "failures", ["run"])

    op.create_table(
        "readings",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_readings_article"),
        sa.ForeignKeyConstraint(["run"], ["runs.seq"], name="fk_readings_run"),
        sa.PrimaryKeyConstraint("seq", name="pk_readings"),
        sa.UniqueConstraint("id", name="uq_readings_id"),
    )
    op.create_index("ix_readings_article", "readings", ["article"])
    op.create_index("ix_readings_run", "readings", ["run"])

    op.create_table(
        "relations",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("number", sa.Float()),
        sa.Column("unit", sa.Text()),
        sa.Column("of", sa.Text()),
        sa.Column("field", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("since_earliest", sa.Text()),
        sa.Column("since_latest", sa.Text()),
        sa.Column("until_earliest", sa.Text()),
        sa.Column("until_latest", sa.Text()),
        sa.Column("as_of_earliest", sa.Text()),
        sa.Column("as_of_latest", sa.Text()),
        sa.Column("said_in", sa.Text()),
        sa.Column("speaker", sa.Text()),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("day", sa.Text()),
        sa.Column("first_run", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_relations_article"),
        sa.PrimaryKeyConstraint("seq", name="pk_relations"),
        sa.UniqueConstraint("id", name="uq_relations_id"),
    )
    op.create_index("ix_relations_article", "relations", ["article"])
    op.create_index("ix_relations_day", "relations", ["day"])
    op.create_index("ix_relations_type_day", "relations", ["type", "day"])

    op.create_table(
        "statements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("speaker_name", sa.Text()),
        sa.Column("speaker_country", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text()),
        sa.Column("first_run", sa.Integer(), nullable=False),
        sa.Column("last_run", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_statements_article"),
        sa.PrimaryKeyConstraint("seq", name="pk_statements"),
        sa.UniqueConstraint("id", name="uq_statements_id"),
    )
    op.create_index("ix_statements_article", "statements", ["article"])
    op.create_index("ix_statements_day", "statements", ["day"])
    op.create_index("ix_statements_speaker_country_day", "statements", ["speaker_country", "day"])
    op.create_index("ix_statements_speaker_day", "statements", ["speaker", "day"])

    op.create_table(
        "dyads",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("day", sa.Text()),
        sa.Column("month", sa.Integer()),
        sa.Column("published_month", sa.Integer()),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("quad_class", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("counted", sa.SmallInteger(), nullable=False),
        sa.Column("goldstein", sa.Float(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.seq"], name="fk_dyads_event"),
        sa.PrimaryKeyConstraint("event", "actor", "recipient", name="pk_dyads"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dyads_days", "dyads", ["actor", "recipient", "day", "event"])
    op.create_index(
        "ix_dyads_panel",
        "dyads",
        ["counted", "month", "actor", "recipient", "type", "day", "score", "goldstein", "article", "event"],
    )
    op.create_index("ix_dyads_timeline", "dyads", ["actor", "recipient", "counted", "month", "type", "day", "score"])

    op.create_table(
        "parties",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("sector", sa.Text()),
        sa.Column("role", sa.Text()),
        sa.Column("day", sa.Text()),
        sa.ForeignKeyConstraint(["event"], ["events.seq"], name="fk_parties_event"),
        sa.PrimaryKeyConstraint("event", "side", "ref", name="pk_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_country_day_event", "parties", ["country", "day", "event"])
    op.create_index("ix_parties_ref_day_event", "parties", ["ref", "day", "event"])

    op.create_table(
        "relation_parties",
        sa.Column("relation", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("sector", sa.Text()),
        sa.ForeignKeyConstraint(["relation"], ["relations.seq"], name="fk_relation_parties_relation"),
        sa.PrimaryKeyConstraint("relation", "side", "ref", name="pk_relation_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_relation_parties_country", "relation_parties", ["country"])
    op.create_index("ix_relation_parties_ref", "relation_parties", ["ref"])

    op.create_table(
        "stances",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.seq"], name="fk_stances_statement"),
        sa.PrimaryKeyConstraint("statement", "ref", name="pk_stances"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stances_country", "stances", ["country"])
    op.create_index("ix_stances_ref", "stances", ["ref"])

    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    op.create_table(
        "bands",
        sa.Column("week", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_bands_article"),
        sa.PrimaryKeyConstraint("week", "band", "article", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("admin1", sa.Text()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.ForeignKeyConstraint(["event"], ["events.seq"], name="fk_reports_event"),
        sa.PrimaryKeyConstraint("event", name="pk_reports"),
    )
    op.create_index("ix_reports_key_day", "reports", ["key", "day"])
