"""The first tables: bridges, webhooks, ingress, outbox and ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first schema."""
    _bridges()
    _ingress()
    _outbox()
    _ledger()


def _bridges() -> None:
    op.create_table(
        "bridge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_guild_id", sa.BigInteger()),
        sa.Column("name", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bridge"),
        sa.UniqueConstraint("owner_guild_id", "name", name="uq_bridge_owner_guild_id_name"),
    )
    op.create_index(
        "uq_bridge_configured_name",
        "bridge",
        ["name"],
        unique=True,
        sqlite_where=sa.text("owner_guild_id IS NULL"),
        postgresql_where=sa.text("owner_guild_id IS NULL"),
    )
    op.create_table(
        "endpoint",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_endpoint"),
        sa.UniqueConstraint("bridge_id", "position", name="uq_endpoint_bridge_id_position"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_endpoint_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "webhook",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_webhook"),
        sqlite_with_rowid=False,
    )


def _ingress() -> None:
    op.create_table(
        "watermark",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_watermark"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tombstone",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_tombstone"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tombstone_expires_at", "tombstone", ["expires_at"])


def _outbox() -> None:
    op.create_table(
        "lane",
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(100)),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("next_sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("destination_id", name="pk_lane"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outbox",
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("destination_id", sa.BigInteger(), nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), nullable=False),
        sa.Column("source_guild_id", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("debt", sa.String(6), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("author_avatar_url", sa.Text()),
        sa.Column("author_is_bot", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source_language", sa.String(35), nullable=False),
        sa.Column("pings", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_id", "destination_id", name="pk_outbox"),
        sa.UniqueConstraint("destination_id", "sequence", name="uq_outbox_destination_id_sequence"),
    )
    op.create_index("ix_outbox_expires_at", "outbox", ["expires_at"])


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("destination_id", sa.BigInteger(), nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start_unit", sa.Integer(), nullable=False),
        sa.Column("end_unit", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("quality", sa.String(11), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "source_id", name="pk_ledger"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ledger_recorded_at", "ledger", ["recorded_at"])
    op.create_index(
        "ix_ledger_source_id_destination_id_ordinal", "ledger", ["source_id", "destination_id", "ordinal"]
    )
    op.create_index("ix_ledger_destination_id_message_id", "ledger", ["destination_id", "message_id"])
    op.create_index(
        "uq_ledger_live_place",
        "ledger",
        ["source_id", "destination_id", "ordinal"],
        unique=True,
        sqlite_where=sa.text("state = 'live'"),
        postgresql_where=sa.text("state = 'live'"),
    )
