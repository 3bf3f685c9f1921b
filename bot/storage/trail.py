"""The audit trail: who changed what, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert

from bot.clock import Clock
from bot.ids import GuildId, UserId
from bot.storage.tables import trail as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlAuditTrail:
    """The bridges' `AuditTrail` in a table."""

    writer: Writer
    clock: Clock

    async def record(self, guild_id: GuildId, user_id: UserId, action: str, subject: str) -> None:
        """Note that a member did *action* (a word of ours) to *subject* (a bridge's name)."""
        row = {"guild_id": guild_id, "user_id": user_id, "action": action, "subject": subject, "at": self.clock.now()}
        await self.writer.write(_record, row)


def _record(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[None]:
    connection.execute(insert(table), rows)
    return [None] * len(rows)
