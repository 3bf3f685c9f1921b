"""Whether a bridge adds notes: translations below what is written in another language than its channel's."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_LEFT = "bridge_id, shows_original, is_marked, follows_deletions, pings_answered, carries_pins, admits_bots"


def upgrade() -> None:
    """Add the switch, off for the bridges that there are."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
    else:
        op.add_column("bridge_manner", sa.Column("adds_notes", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.alter_column("bridge_manner", "adds_notes", server_default=None)


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
        sa.PrimaryKeyConstraint("bridge_id", name="pk_bridge_manner"),
        sa.ForeignKeyConstraint(
            ["bridge_id"], ["bridge.id"], name="fk_bridge_manner_bridge_id", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO bridge_manner ({_LEFT}, adds_notes) SELECT {_LEFT}, 0 FROM manner_before")
    op.drop_table("manner_before")
