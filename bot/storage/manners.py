"""Manners: how words cross each bridge, beside the bridges' own tables."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Final

from sqlalchemy import Connection, delete, exists, insert, select

from bot.bridges.model import BridgeId, Manner
from bot.ids import GuildId
from bot.storage.news import tell
from bot.storage.statements import upsert
from bot.storage.tables import agreement, bridge, endpoint
from bot.storage.tables import bridge_manner as table

_SWITCHES: Final = [field.name for field in fields(Manner) if field.name != "agreed"]


def manners_in(connection: Connection) -> Mapping[BridgeId, Manner]:
    """Return the manner of each bridge whose admins chose one."""
    agreed: defaultdict[BridgeId, set[GuildId]] = defaultdict(set)
    for bridge_id, guild_id in connection.execute(select(agreement)):
        agreed[BridgeId(bridge_id)].add(GuildId(guild_id))
    manners: dict[BridgeId, Manner] = {}
    for row in connection.execute(select(table)).mappings():
        bridge_id = BridgeId(row["bridge_id"])
        switches = {name: bool(row[name]) for name in _SWITCHES}
        manners[bridge_id] = Manner(**switches, agreed=frozenset(agreed[bridge_id]))
    return manners


def set_manners(connection: Connection, calls: Sequence[tuple[BridgeId, Manner]]) -> list[None]:
    """Give bridges their manners; those that are gone have none."""
    latest = dict(calls)
    standing = [BridgeId(id_) for id_ in connection.scalars(select(bridge.c.id).where(bridge.c.id.in_(latest)))]
    if standing:
        rows = [{"bridge_id": id_} | {name: getattr(latest[id_], name) for name in _SWITCHES} for id_ in standing]
        connection.execute(upsert(table, connection.dialect.name), rows)
    connection.execute(delete(agreement).where(agreement.c.bridge_id.in_(standing)))
    agreements = [{"bridge_id": id_, "guild_id": guild_id} for id_ in standing for guild_id in latest[id_].agreed]
    if agreements:
        connection.execute(insert(agreement), agreements)
    tell(connection, "bridges")
    return [None] * len(calls)


def forget_who_left(connection: Connection) -> None:
    """Forget what guilds agreed to that have no channel in the bridge any more: it is asked anew if they come back."""
    seats = (endpoint.c.bridge_id == agreement.c.bridge_id) & (endpoint.c.guild_id == agreement.c.guild_id)
    connection.execute(delete(agreement).where(~exists().where(seats)))
