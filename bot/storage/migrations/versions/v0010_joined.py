"""Messages that share one relayed message."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_OWED = (
    "source_id, destination_id, source_channel_id, source_guild_id, sequence, debt, revision, author_id, author_name, "
    "author_avatar_url, author_is_bot, content, source_language, pings, carried, expires_at"
)
_DELIVERED = (
    "message_id, source_id, destination_id, source_channel_id, author_id, ordinal, start_unit, end_unit, revision, "
    "quality, state, recorded_at"
)


def upgrade() -> None:
    """Add which ones are about to, and which parts do: none of what stands by now."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_outbox()
        _rebuild_ledger()
    else:
        op.add_column("outbox", sa.Column("joined_to", sa.BigInteger()))
        op.add_column("ledger", sa.Column("joining", sa.String(6), nullable=False, server_default="alone"))
        op.alter_column("ledger", "joining", server_default=None)


def _rebuild_outbox() -> None:
    """Make the table anew, so that it reads to the letter as in a new database."""
    op.drop_index("ix_outbox_expires_at", "outbox")
    op.rename_table("outbox", "outbox_before")
    op.create_table(
        "outbox",
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("debt", sa.String(6), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("author_avatar_url", sa.Text()),
        sa.Column("author_is_bot", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source_language", sa.String(35), nullable=False),
        sa.Column("pings", sa.Text(), nullable=False),
        sa.Column("carried", sa.Text(), nullable=False),
        sa.Column("joined_to", sa.BigInteger()),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_id", "destination_id", name="pk_outbox"),
        sa.UniqueConstraint("destination_id", "sequence", name="uq_outbox_destination_id_sequence"),
    )
    op.execute(f"INSERT INTO outbox ({_OWED}) SELECT {_OWED} FROM outbox_before")
    op.drop_table("outbox_before")
    op.create_index("ix_outbox_expires_at", "outbox", ["expires_at"])


def _rebuild_ledger() -> None:
    indexes = {
        "ix_ledger_recorded_at": ["recorded_at"],
        "ix_ledger_source_id_destination_id_ordinal": ["source_id", "destination_id", "ordinal"],
        "ix_ledger_destination_id_message_id": ["destination_id", "message_id"],
    }
    for index in (*indexes, "uq_ledger_live_place"):
        op.drop_index(index, "ledger")
    op.rename_table("ledger", "ledger_before")
    op.create_table(
        "ledger",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start_unit", sa.Integer(), nullable=False),
        sa.Column("end_unit", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("quality", sa.String(11), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("joining", sa.String(6), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "source_id", name="pk_ledger"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO ledger ({_DELIVERED}, joining) SELECT {_DELIVERED}, 'alone' FROM ledger_before")
    op.drop_table("ledger_before")
    for index, columns in indexes.items():
        op.create_index(index, "ledger", columns)
    op.create_index(
        "uq_ledger_live_place",
        "ledger",
        ["source_id", "destination_id", "ordinal"],
        unique=True,
        sqlite_where=sa.text("state = 'live'"),
    )
