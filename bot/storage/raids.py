"""Raid mode: how each bridge guards against raids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.bridges.model import BridgeId
from bot.moderation.model import RaidMode
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import upsert
from bot.storage.tables import bridge
from bot.storage.tables import raid_mode as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlRaidStore:
    """Moderation's `RaidStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[BridgeId, RaidMode]:
        """Return how each bridge guards that was ever told to."""
        rows = await self.engine.read(lambda connection: connection.execute(select(table)).all())
        return {
            BridgeId(row.bridge_id): RaidMode(row.newcomer_days, row.most_a_minute, row.on_since, row.is_by_hand)
            for row in rows
        }

    async def keep(self, bridge_id: BridgeId, mode: RaidMode) -> None:
        """Remember how a bridge guards; a bridge that is gone does not."""
        await self.writer.write(_keep, (bridge_id, mode))


def _keep(connection: Connection, calls: Sequence[tuple[BridgeId, RaidMode]]) -> list[None]:
    for bridge_id, mode in calls:
        if connection.execute(select(bridge.c.id).where(bridge.c.id == bridge_id)).first() is not None:
            row = {
                "bridge_id": bridge_id,
                "newcomer_days": mode.newcomer_days,
                "most_a_minute": mode.most_a_minute,
                "on_since": mode.on_since,
                "is_by_hand": mode.is_by_hand,
            }
            connection.execute(upsert(table, connection.dialect.name), row)
    tell(connection, "raids")
    return [None] * len(calls)
