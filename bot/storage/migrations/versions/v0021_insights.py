"""Insights: what is not counted, and weekly reports."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "exclusion",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_role", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "subject_id", name="pk_exclusion"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "insight_report",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_insight_report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_insight_report_due_at", "insight_report", ["due_at"])
    op.create_table(
        "posted_report",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("guild_id", "monday", name="pk_posted_report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_posted_report_claimed_at", "posted_report", ["claimed_at"])
