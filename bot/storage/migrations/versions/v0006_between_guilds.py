"""Bridges between guilds: invitations, guests, mutes by guild, and what is to go with a guild that the bot left."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables of what guilds agree on; let each guild of a bridge keep the mutes that held for all of it."""
    _consent()
    _leaving()
    _mutes()


def _consent() -> None:
    op.create_table(
        "guest",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("notice_channel_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("bridge_id", "guild_id", name="pk_guest"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_guest_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invitation"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_invitation_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])


def _leaving() -> None:
    op.create_table(
        "seated_channel",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_seated_channel"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_seated_channel_guild_id", "seated_channel", ["guild_id"])
    op.execute("INSERT INTO seated_channel SELECT channel_id, guild_id FROM endpoint")
    op.create_table(
        "departure",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_departure"),
        sqlite_with_rowid=False,
    )


def _mutes() -> None:
    op.create_table(
        "guild_mute",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", "guild_id", "user_id", name="pk_guild_mute"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_guild_mute_bridge_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO guild_mute SELECT DISTINCT mute.bridge_id, endpoint.guild_id, mute.user_id "
        "FROM mute JOIN endpoint ON endpoint.bridge_id = mute.bridge_id"
    )
    op.drop_table("mute")
