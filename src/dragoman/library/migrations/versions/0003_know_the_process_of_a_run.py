"""Keep which process writes a run and when it last kept something, so that one that was killed does not stay open."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this revision."""
    op.add_column("runs", sa.Column("process", sa.Text()))
    op.add_column("runs", sa.Column("last_kept", sa.Text()))
