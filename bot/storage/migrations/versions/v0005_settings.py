"""What people set: how words cross each bridge, and what members prefer."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables of settings."""
    _bridges()
    _deletions()
    _pins()
    _members()


def _bridges() -> None:
    op.create_table(
        "bridge_manner",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shows_original", sa.Boolean(), nullable=False),
        sa.Column("is_marked", sa.Boolean(), nullable=False),
        sa.Column("follows_deletions", sa.Boolean(), nullable=False),
        sa.Column("pings_answered", sa.Boolean(), nullable=False),
        sa.Column("carries_pins", sa.Boolean(), nullable=False),
        sa.Column("admits_bots", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_bridge_manner"),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name="fk_bridge_manner_bridge_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agreement",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", "guild_id", name="pk_agreement"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_agreement_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def _deletions() -> None:
    op.create_table(
        "held_deletion",
        sa.Column("question_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "source_id", name="pk_held_deletion"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_held_deletion_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_held_deletion_asked_at", "held_deletion", ["asked_at"])


def _pins() -> None:
    op.create_table(
        "pin",
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("source_id", "destination_id", name="pk_pin"),
        sqlite_with_rowid=False,
    )


def _members() -> None:
    op.create_table(
        "preference",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reads", sa.String(35)),
        sa.Column("is_pinged", sa.Boolean(), nullable=False),
        sa.Column("phonetics", sa.String(6)),
        sa.Column("likes_corrections", sa.Boolean(), nullable=False),
        sa.Column("may_be_quoted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_preference"),
        sqlite_with_rowid=False,
    )
