"""Participation: who took part, the sums of it, and who met whom for 72 hours."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the tables, and the zone by which somebody's days are reckoned."""
    op.add_column("preference", sa.Column("zone", sa.String(length=64)))
    _acts()
    _sums()
    _talk()
    _arrivals()


def _acts() -> None:
    op.create_table(
        "act",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("partner_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("emoji", sa.String(length=100), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("partner_tongue", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "kind", "user_id", "partner_id", "emoji", name="pk_act"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_act_day", "act", ["day"])
    op.create_index("ix_act_guild_id_user_id_day", "act", ["guild_id", "user_id", "day"])
    op.create_index(
        "ix_act_named",
        "act",
        ["at"],
        sqlite_where=sa.text("partner_id > 0"),
        postgresql_where=sa.text("partner_id > 0"),
    )
    op.create_index("ix_act_partner_id", "act", ["partner_id"])
    op.create_table(
        "revoked_message",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_revoked_message"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_revoked_message_expires_at", "revoked_message", ["expires_at"])
    op.create_table(
        "dirty_day",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "day", name="pk_dirty_day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counted_upto",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_counted_upto"),
        sqlite_with_rowid=False,
    )


def _sums() -> None:
    op.create_table(
        "day_sum",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("first_answer", sa.Integer(), nullable=False),
        sa.Column("help", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("suggestion", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "day", "tongue", name="pk_day_sum"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tongue_day",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("first_answer", sa.Integer(), nullable=False),
        sa.Column("help", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("suggestion", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "tongue", name="pk_tongue_day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tongue_week",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "week", "tongue", name="pk_tongue_week"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "period_sum",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=11), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "period", "user_id", name="pk_period_sum"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_period_sum_board", "period_sum", ["guild_id", "period", "is_shown", "total"])
    op.create_index("ix_period_sum_guild_id_user_id", "period_sum", ["guild_id", "user_id"])
    op.create_index("ix_period_sum_period", "period_sum", ["period"])
    op.create_table(
        "shown_member",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_shown_member"),
        sqlite_with_rowid=False,
    )


def _talk() -> None:
    op.create_table(
        "talk",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("answers_id", sa.BigInteger()),
        sa.Column("answered_id", sa.BigInteger()),
        sa.Column("answered_tongue", sa.String(length=8)),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("begins", sa.Boolean(), nullable=False),
        sa.Column("is_returned", sa.Boolean(), nullable=False),
        sa.Column("waited", sa.SmallInteger()),
        sa.PrimaryKeyConstraint("message_id", name="pk_talk"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_talk_answers_id", "talk", ["answers_id"])
    op.create_index("ix_talk_guild_id_message_id", "talk", ["guild_id", "message_id"])
    op.create_index("ix_talk_user_id_answered_id", "talk", ["user_id", "answered_id"])
    op.create_table(
        "talk_day",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tongue", sa.String(length=8), nullable=False),
        sa.Column("answered", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "tongue", "answered", name="pk_talk_day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting_day",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("first_posts", sa.Integer(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", name="pk_meeting_day"),
        sqlite_with_rowid=False,
    )


def _arrivals() -> None:
    op.create_table(
        "arrival",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answered_by", sa.BigInteger()),
        sa.Column("crossed_by", sa.BigInteger()),
        sa.Column("is_active_1", sa.Boolean(), nullable=False),
        sa.Column("is_active_7", sa.Boolean(), nullable=False),
        sa.Column("is_active_30", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_arrival"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_arrival_answered_by", "arrival", ["answered_by"])
    op.create_index("ix_arrival_crossed_by", "arrival", ["crossed_by"])
    op.create_index("ix_arrival_first_id", "arrival", ["first_id"])
    op.create_index("ix_arrival_unanswered", "arrival", ["guild_id", "first_id"], sqlite_where=sa.text("answered_by IS NULL"), postgresql_where=sa.text("answered_by IS NULL"))
    op.create_table(
        "arrival_day",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_early", sa.Boolean(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("active_1", sa.Integer(), nullable=False),
        sa.Column("active_7", sa.Integer(), nullable=False),
        sa.Column("active_30", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "is_early", name="pk_arrival_day"),
        sqlite_with_rowid=False,
    )
