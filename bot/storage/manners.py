"""Manners: how words cross each bridge, beside the bridges' own tables."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Final

from sqlalchemy import Connection, select

from bot.bridges.model import BridgeId, Manner
from bot.storage.statements import upsert
from bot.storage.tables import bridge
from bot.storage.tables import bridge_manner as table

_NAMES: Final = [field.name for field in fields(Manner)]


def manners_in(connection: Connection) -> Mapping[BridgeId, Manner]:
    """Return the manner of each bridge whose admins chose one."""
    rows = connection.execute(select(table)).mappings()
    return {BridgeId(row["bridge_id"]): Manner(**{name: bool(row[name]) for name in _NAMES}) for row in rows}


def set_manners(connection: Connection, calls: Sequence[tuple[BridgeId, Manner]]) -> list[None]:
    """Give bridges their manners; those that are gone have none."""
    latest = dict(calls)
    standing = connection.scalars(select(bridge.c.id).where(bridge.c.id.in_(latest)))
    rows = [{"bridge_id": id_} | asdict(latest[BridgeId(id_)]) for id_ in standing]
    if rows:
        connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(calls)
