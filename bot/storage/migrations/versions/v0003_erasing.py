"""What erasing needs: whose message a part carries, and who asked for it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_LEFT = (
    "message_id, source_id, destination_id, source_channel_id, ordinal, start_unit, end_unit, revision, quality, state, "
    "recorded_at"
)


def upgrade() -> None:
    """Add the author of a part, 0 where that is not known any more, and erasures."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_ledger()
    else:
        op.add_column("ledger", sa.Column("author_id", sa.BigInteger(), nullable=False, server_default="0"))
        op.alter_column("ledger", "author_id", server_default=None)
    op.create_table(
        "erasure",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("out_of_reach", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("user_id", name="pk_erasure"),
        sqlite_with_rowid=False,
    )


def _rebuild_ledger() -> None:
    """Make the table anew, so that it reads to the letter as in a new database."""
    for index in (
        "ix_ledger_recorded_at",
        "ix_ledger_source_id_destination_id_ordinal",
        "ix_ledger_destination_id_message_id",
        "uq_ledger_live_place",
    ):
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
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "source_id", name="pk_ledger"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO ledger ({_LEFT}, author_id) SELECT {_LEFT}, 0 FROM ledger_before")
    op.drop_table("ledger_before")
    op.create_index("ix_ledger_recorded_at", "ledger", ["recorded_at"])
    op.create_index(
        "ix_ledger_source_id_destination_id_ordinal", "ledger", ["source_id", "destination_id", "ordinal"]
    )
    op.create_index("ix_ledger_destination_id_message_id", "ledger", ["destination_id", "message_id"])
    op.create_index(
        "uq_ledger_live_place",
        "ledger",
        ["source_id", "destination_id", "ordinal"],
        unique=True,
        sqlite_where=sa.text("state = 'live'"),
    )
