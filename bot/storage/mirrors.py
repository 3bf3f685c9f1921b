"""Mirrors: whose AutoMod rules hold on what enters by which bridge."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.model import BridgeId
from bot.ids import GuildId
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import insert_into
from bot.storage.tables import automod_mirror as table
from bot.storage.tables import bridge
from bot.storage.writer import Writer

_Call = tuple[BridgeId, GuildId, bool]


@dataclass(frozen=True, slots=True)
class SqlMirrorStore:
    """Moderation's `MirrorStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Collection[tuple[BridgeId, GuildId]]:
        """Return all that are mirrored."""
        query = select(table.c.bridge_id, table.c.guild_id)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return {(BridgeId(bridge_id), GuildId(guild_id)) for bridge_id, guild_id in rows}

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, *, is_on: bool) -> None:
        """Remember that a guild's rules are mirrored, or are no longer; a bridge that is gone has none."""
        await self.writer.write(_keep, (bridge_id, guild_id, is_on))


def _keep(connection: Connection, calls: Sequence[_Call]) -> list[None]:
    for bridge_id, guild_id, is_on in calls:
        if not is_on:
            place = (table.c.bridge_id == bridge_id, table.c.guild_id == guild_id)
            connection.execute(delete(table).where(*place))
        elif connection.execute(select(bridge.c.id).where(bridge.c.id == bridge_id)).first() is not None:
            row = {"bridge_id": bridge_id, "guild_id": guild_id}
            connection.execute(insert_into(table, connection.dialect.name).on_conflict_do_nothing(), row)
    tell(connection, "mirrors")
    return [None] * len(calls)
