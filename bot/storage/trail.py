"""The audit trail: who changed what, and when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from bot.clock import Clock
from bot.ids import GuildId, UserId
from bot.participation.ports import Deed
from bot.storage.engine import Engine
from bot.storage.tables import trail as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlAuditTrail:
    """The bridges' `AuditTrail` and participation's `Trail` in a table."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        """Note that a member did *action* (a word of ours) to *subject* (a bridge's name, an id)."""
        row = {"guild_id": guild_id, "user_id": user_id, "action": action, "subject": subject, "at": self.clock.now()}
        await self.writer.write(_record, row)

    async def recent(self, guild_id: GuildId, actions: Collection[str], limit: int) -> Sequence[Deed]:
        """Return what was done of *actions* in a guild, the newest first."""
        its = table.c.guild_id == guild_id, table.c.action.in_(actions)
        query = select(table).where(*its).order_by(table.c.id.desc()).limit(limit)
        rows = await self.engine.read(lambda connection: connection.execute(query).all())
        return [Deed(row.at, UserId(row.user_id), row.action, row.subject) for row in rows]


def _record(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[None]:
    connection.execute(insert(table), rows)
    return [None] * len(rows)
