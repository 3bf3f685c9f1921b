"""Hashtags: who used which for three days, how many did for a week, and which of two languages mean one thing."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "hashtag_alias",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("english", sa.String(length=100), nullable=False),
        sa.Column("chinese", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "english", name="pk_hashtag_alias"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hashtag_sum",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tag", sa.String(length=100), nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("spelling", sa.String(length=100), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "tag", "tongue", name="pk_hashtag_sum"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hashtag_sum_day", "hashtag_sum", ["day"])
    op.create_table(
        "hashtag_use",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tag", sa.String(length=100), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("spelling", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "tag", name="pk_hashtag_use"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hashtag_use_guild_id_day", "hashtag_use", ["guild_id", "day"])
    op.create_index("ix_hashtag_use_user_id", "hashtag_use", ["user_id"])
