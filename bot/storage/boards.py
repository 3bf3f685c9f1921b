"""Boards: the messages that show moderators what waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.model import BridgeId
from bot.ids import ChannelId, MessageId
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

    async def of(self, bridge_id: BridgeId) -> StandingBoard | None:
        """Return the board of a bridge, if one stands."""
        query = select(table).where(table.c.bridge_id == bridge_id)
        row = await self.engine.read(lambda connection: connection.execute(query).one_or_none())
        if row is None:
            return None
        return StandingBoard(ChannelId(row.channel_id), MessageId(row.message_id), MessageId(row.source_id))

    async def keep(self, bridge_id: BridgeId, board: StandingBoard) -> None:
        """Remember the board of a bridge; a bridge that is gone has none."""
        await self.writer.write(_keep, (bridge_id, board))

    async def forget(self, bridge_id: BridgeId) -> None:
        """Forget the board of a bridge."""
        await self.writer.write(_forget, bridge_id)


def _keep(connection: Connection, calls: Sequence[tuple[BridgeId, StandingBoard]]) -> list[None]:
    for bridge_id, board in calls:
        if connection.execute(select(bridge.c.id).where(bridge.c.id == bridge_id)).first() is not None:
            row = {
                "bridge_id": bridge_id,
                "channel_id": board.channel_id,
                "message_id": board.message_id,
                "source_id": board.source_id,
            }
            connection.execute(upsert(table, connection.dialect.name), row)
    return [None] * len(calls)


def _forget(connection: Connection, bridge_ids: Sequence[BridgeId]) -> list[None]:
    connection.execute(delete(table).where(table.c.bridge_id.in_(bridge_ids)))
    return [None] * len(bridge_ids)
