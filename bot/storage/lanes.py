"""Lanes: where each destination's sequence numbers come from."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.sql.dml import ReturningInsert

from bot.ids import ChannelId
from bot.storage.compiled import execute, returned
from bot.storage.statements import insert_into
from bot.storage.tables import lane


def claim(connection: Connection, counts: Mapping[ChannelId, int]) -> dict[ChannelId, int]:
    """Take *counts* sequence numbers of each lane, and return the first of each.

    The lane's row stays locked until the commit, so numbers become visible in their order;
    a sequence of PostgreSQL's own would not wait (design.md section 9).
    """
    if not counts:
        return {}
    # Always in the same order, so that two processes cannot wait for each other.
    wanted = [{"destination_id": lane_id, "next_sequence": counts[lane_id] + 1} for lane_id in sorted(counts)]
    claimed = returned(connection, _claim(connection.dialect.name), wanted)
    return {lane_id: next_sequence - counts[lane_id] for lane_id, next_sequence in claimed}


def give_back(connection: Connection, following: Mapping[ChannelId, int]) -> None:
    """Let the next numbers of lanes be *following*, after more were claimed in this transaction than there was need."""
    rows = [{"of_lane": lane_id, "following": following[lane_id]} for lane_id in sorted(following)]
    execute(connection, _GIVE_BACK, rows)


_GIVE_BACK: Final = (
    update(lane).where(lane.c.destination_id == bindparam("of_lane")).values(next_sequence=bindparam("following"))
)


@cache
def _claim(dialect: str) -> ReturningInsert[tuple[Any, ...]]:
    insert = insert_into(lane, dialect)
    return insert.on_conflict_do_update(
        index_elements=["destination_id"],
        # A new lane starts at 1, which the inserted number counts in.
        set_={"next_sequence": lane.c.next_sequence + insert.excluded.next_sequence - 1},
    ).returning(lane.c.destination_id, lane.c.next_sequence)
