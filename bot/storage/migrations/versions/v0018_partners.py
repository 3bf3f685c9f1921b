"""Language partners: who wants one, when pairs are made, and who had whom."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "partner",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("parts", sa.String(length=6), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("skips", sa.Date()),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_partner_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bridge_id", "user_id", name="pk_partner"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_partner_user_id", "partner", ["user_id"])
    op.create_table(
        "partner_round",
        sa.Column("bridge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_partner_round_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bridge_id", name="pk_partner_round"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_partner_round_due_at", "partner_round", ["due_at"])
    op.create_table(
        "partner_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bridge_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["bridge_id"], ["bridge.id"], name="fk_partner_pair_bridge_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_partner_pair"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_partner_pair_bridge_id", "partner_pair", ["bridge_id"])
    op.create_index("ix_partner_pair_due_at", "partner_pair", ["due_at"])
    op.create_table(
        "partner_side",
        sa.Column("pair_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("has_met", sa.Boolean()),
        sa.ForeignKeyConstraint(["pair_id"], ["partner_pair.id"], name="fk_partner_side_pair_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pair_id", "user_id", name="pk_partner_side"),
        sa.UniqueConstraint("thread_id", name="uq_partner_side_thread_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_partner_side_user_id", "partner_side", ["user_id"])
    op.create_table(
        "partner_block",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "other_id", name="pk_partner_block"),
        sqlite_with_rowid=False,
    )
