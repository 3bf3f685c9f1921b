"""What people set: how words cross each bridge."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the tables of settings."""
    op.create_table(
        "bridge_manner",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shows_original", sa.Boolean(), nullable=False),
        sa.Column("is_marked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_bridge_manner"),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name="fk_bridge_manner_bridge_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
