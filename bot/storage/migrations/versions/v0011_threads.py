"""Threads, and which of them belong together."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table of joined threads."""
    op.create_table(
        "joined_thread",
        sa.Column("strand_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.String(40), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("strand_id", "parent_id", name="pk_joined_thread"),
        sa.UniqueConstraint("thread_id", name="uq_joined_thread_thread_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_joined_thread_parent_id", "joined_thread", ["parent_id"])
