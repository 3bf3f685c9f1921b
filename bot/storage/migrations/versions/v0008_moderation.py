"""What may not enter where and waits there, word lists, mirrored AutoMod rules, raid mode."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the tables of moderation before relaying."""
    _refusals()
    _rules()
    _raids()


def _refusals() -> None:
    op.create_table(
        "refusal",
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(6), nullable=False),
        sa.Column("ruled_by", sa.BigInteger()),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_id", "destination_id", name="pk_refusal"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_refusal_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_refusal_expires_at", "refusal", ["expires_at"])
    op.create_table(
        "held_board",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", "guild_id", name="pk_held_board"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_held_board_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def _rules() -> None:
    op.create_table(
        "blocked_word",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("word", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", "guild_id", "word", name="pk_blocked_word"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_blocked_word_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "automod_mirror",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", "guild_id", name="pk_automod_mirror"),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name="fk_automod_mirror_bridge_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _raids() -> None:
    op.create_table(
        "raid_mode",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("newcomer_days", sa.Integer(), nullable=False),
        sa.Column("most_a_minute", sa.Integer(), nullable=False),
        sa.Column("on_since", sa.DateTime(timezone=True)),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_raid_mode"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_raid_mode_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
