"""Which relayed messages quote which others, so that what they show can follow."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table of quotations; what was relayed before has none."""
    op.create_table(
        "quotation",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destination_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quoted_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quoted_channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("is_linked", sa.Boolean(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_quotation"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quotation_quoted_id_destination_id", "quotation", ["quoted_id", "destination_id"])
    op.create_index(
        "ix_quotation_owed",
        "quotation",
        ["destination_id"],
        sqlite_where=sa.text("changes > 0"),
        postgresql_where=sa.text("changes > 0"),
    )
