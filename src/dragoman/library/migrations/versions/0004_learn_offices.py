"""Keep the offices met in articles, and the registry that each run read with."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.create_table(
        "offices",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.seq"], name="fk_offices_article"),
        sa.PrimaryKeyConstraint("article", "ref", name="pk_offices"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_offices_ref_office_body_country_day", "offices", ["ref", "office", "body", "country", "day"])
    op.create_table(
        "registries",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("checksum", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_registries"),
    )
    op.create_index("ix_registries_checksum", "registries", ["checksum"])
    op.create_table(
        "registered",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("until", sa.Text()),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer()),
        sa.PrimaryKeyConstraint("seq", name="pk_registered"),
    )
    op.create_index("ix_registered_added_removed", "registered", ["added", "removed"])
