"""Cases: what was reported, by the message that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, MessageId, UserId
from bot.moderation.model import Case
from bot.relay.model import SourcePlace
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import upsert
from bot.storage.tables import case as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlCaseStore:
    """Moderation's `CaseStore` in a table; cases are forgotten as the ledger's parts are."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def keep(self, message_id: MessageId, case: Case) -> None:
        """Remember what the message shows."""
        row = {
            "message_id": message_id,
            "bridge_id": case.bridge_id,
            "source_channel_id": case.source.channel_id,
            "source_id": case.source.message_id,
            "author_id": case.author_id,
            "reported_at": self.clock.now(),
        }
        await self.writer.write(_keep, row)

    async def of(self, message_id: MessageId) -> Case | None:
        """Return what a message shows; None where it is no report, or was forgotten."""
        query = select(table).where(table.c.message_id == message_id)
        row = await self.engine.read(lambda connection: connection.execute(query).one_or_none())
        if row is None:
            return None
        place = SourcePlace(ChannelId(row.source_channel_id), MessageId(row.source_id))
        return Case(BridgeId(row.bridge_id), place, UserId(row.author_id))


def _keep(connection: Connection, rows: Sequence[Columns]) -> list[None]:
    connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(rows)
