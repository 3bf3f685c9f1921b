"""What commands change: bridges' settings and notices, who changed what, members' choices, registered commands."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables of what people choose by commands."""
    _bridges()
    _moderation()
    _people()


def _bridges() -> None:
    op.create_table(
        "bridge_setting",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("notice_channel_id", sa.BigInteger()),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_bridge_setting"),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name="fk_bridge_setting_bridge_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notice",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_notice"),
        sqlite_with_rowid=False,
    )


def _moderation() -> None:
    op.create_table(
        "mute",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", "user_id", name="pk_mute"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_mute_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_reported",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_case_reported"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_case_reported_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_reported_reported_at", "case_reported", ["reported_at"])


def _people() -> None:
    op.create_table(
        "trail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trail"),
    )
    op.create_index("ix_trail_at", "trail", ["at"])
    op.create_table(
        "choice",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("takes_part", sa.Boolean(), nullable=False),
        sa.Column("allows_outside", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_choice"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "registration",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_registration"),
        sqlite_with_rowid=False,
    )
