"""Leases of lanes, in a table of their own; what stood for them beside the lanes' numbers was never used."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the leases, and take two columns from the lanes."""
    op.create_table(
        "lease",
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("destination_id", name="pk_lease"),
        sqlite_with_rowid=False,
    )
    if op.get_context().dialect.name == "postgresql":
        op.drop_column("lane", "owner")
        op.drop_column("lane", "lease_until")
    else:
        _lanes_anew()


def _lanes_anew() -> None:
    """Make the table anew: SQLite before 3.35 drops no column."""
    op.rename_table("lane", "lane_before")
    op.create_table(
        "lane",
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("destination_id", name="pk_lane"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO lane SELECT destination_id, next_sequence FROM lane_before")
    op.drop_table("lane_before")
