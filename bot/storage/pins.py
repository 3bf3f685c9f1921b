"""Pins that the bot carried: which copies it pinned, for which source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.ports import PinnedCopy
from bot.ids import ChannelId, MessageId
from bot.storage.engine import Engine
from bot.storage.statements import upsert
from bot.storage.tables import pin as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlPinStore:
    """The bridges' `PinStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[MessageId, Sequence[PinnedCopy]]:
        """Return the pinned copies of each source that has some."""
        return await self.engine.read(_every)

    async def keep(self, source_id: MessageId, copies: Sequence[PinnedCopy]) -> None:
        """Remember that *copies* of a source are pinned."""
        await self.writer.write(_keep, (source_id, tuple(copies)))

    async def forget(self, source_id: MessageId) -> None:
        """Forget the pinned copies of a source."""
        await self.writer.write(_forget, source_id)


def _every(connection: Connection) -> dict[MessageId, list[PinnedCopy]]:
    pinned: defaultdict[MessageId, list[PinnedCopy]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.c.source_id, table.c.destination_id)):
        pinned[MessageId(row.source_id)].append(PinnedCopy(ChannelId(row.destination_id), MessageId(row.message_id)))
    return dict(pinned)


def _keep(connection: Connection, calls: Sequence[tuple[MessageId, tuple[PinnedCopy, ...]]]) -> list[None]:
    rows = [
        {"source_id": source_id, "destination_id": copy.channel_id, "message_id": copy.message_id}
        for source_id, copies in calls
        for copy in copies
    ]
    if rows:
        connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(calls)


def _forget(connection: Connection, source_ids: Sequence[MessageId]) -> list[None]:
    connection.execute(delete(table).where(table.c.source_id.in_(source_ids)))
    return [None] * len(source_ids)
