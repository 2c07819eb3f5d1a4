"""Make the full-text search over articles: FTS5 in SQLite, a text-search vector in PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEARCH_SQLITE = (
    """CREATE VIRTUAL TABLE search USING fts5(
        title, text, content='articles', content_rowid='seq', tokenize="porter unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
        INSERT INTO search(rowid, title, text) VALUES (new.seq, new.title, new.text);
    END""",
    """CREATE TRIGGER articles_delete AFTER DELETE ON articles BEGIN
        INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
    END""",
    """CREATE TRIGGER articles_change AFTER UPDATE OF title, text ON articles BEGIN
        INSERT INTO search(search, rowid, title, text) VALUES ('delete', old.seq, old.title, old.text);
        INSERT INTO search(rowid, title, text) VALUES (new.seq, new.title, new.text);
    END""",
)

SEARCH_POSTGRESQL = (
    # a tsvector holds at most a megabyte
    """ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS (
        to_tsvector('english', coalesce(title, '') || ' ' || left(text, 250000))
    ) STORED""",
    "CREATE INDEX ix_articles_search ON articles USING gin (search)",
)


def upgrade() -> None:
    """Bring the tables to this revision."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH_SQLITE:
            op.execute(statement)
    else:
        for statement in SEARCH_POSTGRESQL:
            op.execute(statement)
