"""Corrections: that somebody mended a learner's sentence."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "correction",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.UniqueConstraint("source_id", "user_id", name="uq_correction_source_id_user_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_correction_message_id", "correction", ["message_id"])
    op.create_index("ix_correction_user_id", "correction", ["user_id"])
    op.create_index("ix_correction_author_id", "correction", ["author_id"])
