"""Newcomers: introductions, hellos to them, the queue, and who greets whom."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_LEFT = (
    "bridge_id, shows_original, is_marked, follows_deletions, pings_answered, carries_pins, admits_bots, adds_notes"
)


def upgrade() -> None:
    """Add their tables, and the switch, on for the bridges that there are."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
    else:
        op.add_column("bridge_manner", sa.Column("welcomes", sa.Boolean(), nullable=False, server_default=sa.true()))
        op.alter_column("bridge_manner", "welcomes", server_default=None)
    _add_queue()
    _add_introductions()


def _rebuild() -> None:
    """Make the table anew, so that it reads to the letter as in a new database."""
    op.rename_table("bridge_manner", "manner_before")
    op.create_table(
        "bridge_manner",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shows_original", sa.Boolean(), nullable=False),
        sa.Column("is_marked", sa.Boolean(), nullable=False),
        sa.Column("follows_deletions", sa.Boolean(), nullable=False),
        sa.Column("pings_answered", sa.Boolean(), nullable=False),
        sa.Column("carries_pins", sa.Boolean(), nullable=False),
        sa.Column("admits_bots", sa.Boolean(), nullable=False),
        sa.Column("adds_notes", sa.Boolean(), nullable=False),
        sa.Column("welcomes", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_bridge_manner"),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name="fk_bridge_manner_bridge_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO bridge_manner ({_LEFT}, welcomes) SELECT {_LEFT}, 1 FROM manner_before")
    op.drop_table("manner_before")


def _add_queue() -> None:
    op.create_table(
        "greeter",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_greeter_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bridge_id", "user_id", name="pk_greeter"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_greeter_user_id", "greeter", ["user_id"])
    op.create_table(
        "greeter_call",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_greeter_call_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_greeter_call"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "newcomer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("cause", sa.String(length=8), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_greeted", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("bridge_id", "user_id", name="uq_newcomer_bridge_id_user_id"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_newcomer_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_newcomer"),
    )
    op.create_index("ix_newcomer_message_id", "newcomer", ["message_id"])
    op.create_index("ix_newcomer_user_id", "newcomer", ["user_id"])
    op.create_index(
        "ix_newcomer_waiting",
        "newcomer",
        ["arrived_at"],
        sqlite_where=sa.text("NOT is_greeted"),
        postgresql_where=sa.text("NOT is_greeted"),
    )
    op.create_table(
        "greeting_turn",
        sa.Column("newcomer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bridge_id", "user_id"],
            ["greeter.bridge_id", "greeter.user_id"],
            name="fk_greeting_turn_bridge_id_user_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name="fk_greeting_turn_newcomer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("newcomer_id", name="pk_greeting_turn"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_greeting_turn_user_id", "greeting_turn", ["user_id"])
    op.create_index("ix_greeting_turn_bridge_id_user_id", "greeting_turn", ["bridge_id", "user_id"])


def _add_introductions() -> None:
    op.create_table(
        "hello",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("to_message_id", sa.BigInteger(), nullable=False),
        sa.Column("to_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_spoken", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_hello_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("message_id", name="pk_hello"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hello_bridge_id", "hello", ["bridge_id"])
    op.create_index("ix_hello_to_message_id", "hello", ["to_message_id"])
    op.create_index("ix_hello_user_id", "hello", ["user_id"])
    op.create_table(
        "introduction",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("face", sa.String(length=80), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("looks_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("guild_id", "user_id", name="uq_introduction_guild_id_user_id"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_introduction_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("message_id", name="pk_introduction"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_introduction_bridge_id", "introduction", ["bridge_id"])
    op.create_index("ix_introduction_user_id", "introduction", ["user_id"])
    op.create_index(
        "ix_introduction_owed",
        "introduction",
        ["looks_at"],
        sqlite_where=sa.text("changes > 0"),
        postgresql_where=sa.text("changes > 0"),
    )
