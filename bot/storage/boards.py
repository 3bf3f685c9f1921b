"""Boards: the messages that show moderators what waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, GuildId, MessageId
from bot.moderation.model import StandingBoard
from bot.storage.engine import Engine
from bot.storage.statements import upsert
from bot.storage.tables import bridge
from bot.storage.tables import held_board as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlStandingBoardStore:
    """Moderation's `StandingBoardStore` in a table."""

    engine: Engine
    writer: Writer

    async def of(self, bridge_id: BridgeId, guild_id: GuildId) -> StandingBoard | None:
        """Return a guild's board for a bridge, if one stands."""
        query = select(table).where(table.c.bridge_id == bridge_id, table.c.guild_id == guild_id)
        row = await self.engine.read(lambda connection: connection.execute(query).one_or_none())
        if row is None:
            return None
        return StandingBoard(ChannelId(row.channel_id), MessageId(row.message_id), MessageId(row.source_id))

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, board: StandingBoard) -> None:
        """Remember a guild's board for a bridge; a bridge that is gone has none."""
        await self.writer.write(_keep, (bridge_id, guild_id, board))

    async def forget(self, bridge_id: BridgeId, guild_id: GuildId) -> None:
        """Forget a guild's board for a bridge."""
        await self.writer.write(_forget, (bridge_id, guild_id))


def _keep(connection: Connection, calls: Sequence[tuple[BridgeId, GuildId, StandingBoard]]) -> list[None]:
    for bridge_id, guild_id, board in calls:
        if connection.execute(select(bridge.c.id).where(bridge.c.id == bridge_id)).first() is not None:
            row = {
                "bridge_id": bridge_id,
                "guild_id": guild_id,
                "channel_id": board.channel_id,
                "message_id": board.message_id,
                "source_id": board.source_id,
            }
            connection.execute(upsert(table, connection.dialect.name), row)
    return [None] * len(calls)


def _forget(connection: Connection, calls: Sequence[tuple[BridgeId, GuildId]]) -> list[None]:
    for bridge_id, guild_id in calls:
        connection.execute(delete(table).where(table.c.bridge_id == bridge_id, table.c.guild_id == guild_id))
    return [None] * len(calls)
