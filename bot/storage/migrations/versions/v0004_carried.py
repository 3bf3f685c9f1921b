"""What a message carries beside its text."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_LEFT = (
    "source_id, destination_id, source_channel_id, source_guild_id, sequence, debt, revision, author_id, author_name, "
    "author_avatar_url, author_is_bot, content, source_language, pings, expires_at"
)


def upgrade() -> None:
    """Add it to what is owed."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_outbox()
    else:
        op.add_column("outbox", sa.Column("carried", sa.Text(), nullable=False, server_default=""))
        op.alter_column("outbox", "carried", server_default=None)


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
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source_id", "destination_id", name="pk_outbox"),
        sa.UniqueConstraint("destination_id", "sequence", name="uq_outbox_destination_id_sequence"),
    )
    op.execute(f"INSERT INTO outbox ({_LEFT}, carried) SELECT {_LEFT}, '' FROM outbox_before")
    op.drop_table("outbox_before")
    op.create_index("ix_outbox_expires_at", "outbox", ["expires_at"])
