"""Indexes of talk: nearly no message answers another, and those that do are all that is looked for by them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_INDEXES = {"answers_id": ["answers_id"], "answered_id": ["user_id", "answered_id"]}


def upgrade() -> None:
    """Make them anew, without the other messages."""
    for column, columns in _INDEXES.items():
        name = f"ix_talk_{'_'.join(columns)}"
        op.drop_index(name, "talk")
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, "talk", columns, sqlite_where=where, postgresql_where=where)
