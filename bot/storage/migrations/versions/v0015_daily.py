"""The topic of the day: schedules, what was asked and where it stands, and what waits to be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "daily_occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("prompt_id", sa.String(length=80)),
        sa.Column("theme", sa.String(length=20)),
        sa.Column("reason", sa.String(length=8)),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("tended_until", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("bridge_id", "on_date", name="uq_daily_occasion_bridge_id_on_date"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_daily_occasion_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_daily_occasion"),
    )
    op.create_index(
        "ix_daily_occasion_changed",
        "daily_occasion",
        ["changes"],
        sqlite_where=sa.text("changes > 0"),
        postgresql_where=sa.text("changes > 0"),
    )
    op.create_index(
        "ix_daily_occasion_open",
        "daily_occasion",
        ["closes_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "daily_queue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("prompt_id", sa.String(length=80), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.UniqueConstraint("bridge_id", "prompt_id", name="uq_daily_queue_bridge_id_prompt_id"),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_daily_queue_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_daily_queue"),
    )
    op.create_table(
        "daily_schedule",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("window_hours", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("opens_threads", sa.Boolean(), nullable=False),
        sa.Column("themes_off", sa.Text(), nullable=False),
        sa.Column("calendars", sa.Text(), nullable=False),
        sa.Column("asks_sensitive", sa.Boolean(), nullable=False),
        sa.Column("paused_for", sa.String(length=8)),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("wakes_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_daily_schedule_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_daily_schedule"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_daily_schedule_wakes_at", "daily_schedule", ["wakes_at"])
    op.create_table(
        "daily_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("zh_hans", sa.Text(), nullable=False),
        sa.Column("zh_hant", sa.Text(), nullable=False),
        sa.Column("draft", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("board_channel_id", sa.BigInteger()),
        sa.Column("board_message_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_daily_suggestion_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_daily_suggestion"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_daily_suggestion_bridge_id", "daily_suggestion", ["bridge_id"])
    op.create_index("ix_daily_suggestion_user_id", "daily_suggestion", ["user_id"])
    op.create_table(
        "daily_answer",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occasion_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occasion_id"], ["daily_occasion.id"], name="fk_daily_answer_occasion_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name="pk_daily_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_daily_answer_occasion_id", "daily_answer", ["occasion_id"])
    op.create_index("ix_daily_answer_user_id", "daily_answer", ["user_id"])
    op.create_table(
        "daily_posting",
        sa.Column("occasion_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("recap_id", sa.BigInteger()),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occasion_id"], ["daily_occasion.id"], name="fk_daily_posting_occasion_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occasion_id", "channel_id", name="pk_daily_posting"),
        sa.UniqueConstraint("message_id", name="uq_daily_posting_message_id"),
        sa.UniqueConstraint("thread_id", name="uq_daily_posting_thread_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "daily_quote",
        sa.Column("occasion_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_picture", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occasion_id"], ["daily_occasion.id"], name="fk_daily_quote_occasion_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("occasion_id", "source_id", "is_picture", name="pk_daily_quote"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_daily_quote_author_id", "daily_quote", ["author_id"])
    op.create_index("ix_daily_quote_source_id", "daily_quote", ["source_id"])
    op.create_table(
        "daily_seat",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64)),
        sa.Column("minute", sa.Integer()),
        sa.Column("ping_role_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["daily_schedule.bridge_id"], name="fk_daily_seat_bridge_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("channel_id", name="pk_daily_seat"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_daily_seat_bridge_id", "daily_seat", ["bridge_id"])
