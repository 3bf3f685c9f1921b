"""Polls that were relayed, until it was told how they ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, select, update

from bot.ids import ChannelId, MessageId
from bot.relay.model import SourcePlace
from bot.relay.polls import AskedPoll
from bot.storage.engine import Engine
from bot.storage.statements import insert_into
from bot.storage.tables import poll as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlPollStore:
    """The relay's `PollStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Sequence[AskedPoll]:
        """Return all of them, the first to end first."""
        query = select(table).order_by(table.c.due_at, table.c.source_id)
        return await self.engine.read(lambda connection: [_poll_of(row) for row in connection.execute(query)])

    async def keep(self, source: SourcePlace, due_at: datetime) -> None:
        """Remember a poll; one that is known stays as it is."""
        await self.writer.write(_keep, AskedPoll(source, due_at))

    async def hurry(self, source_id: MessageId, due_at: datetime) -> None:
        """Know that a poll ended sooner; nothing where it is not known."""
        await self.writer.write(_hurry, (source_id, due_at))

    async def claim(self, source_id: MessageId, at: datetime) -> None:
        """Remember that from now on it may have been told how a poll ended."""
        await self.writer.write(_claim, (source_id, at))

    async def forget(self, source_id: MessageId) -> None:
        """Forget a poll."""
        await self.writer.write(_forget, source_id)


def _keep(connection: Connection, polls: Sequence[AskedPoll]) -> list[None]:
    rows = [
        {"source_id": one.source.message_id, "source_channel_id": one.source.channel_id, "due_at": one.due_at}
        for one in polls
    ]
    connection.execute(insert_into(table, connection.dialect.name).on_conflict_do_nothing(), rows)
    return [None] * len(polls)


def _hurry(connection: Connection, calls: Sequence[tuple[MessageId, datetime]]) -> list[None]:
    for source_id, due_at in calls:
        sooner = table.c.source_id == source_id, table.c.due_at > due_at
        connection.execute(update(table).where(*sooner).values(due_at=due_at))
    return [None] * len(calls)


def _claim(connection: Connection, calls: Sequence[tuple[MessageId, datetime]]) -> list[None]:
    for source_id, at in calls:
        unclaimed = table.c.source_id == source_id, table.c.claimed_at.is_(None)
        connection.execute(update(table).where(*unclaimed).values(claimed_at=at))
    return [None] * len(calls)


def _forget(connection: Connection, source_ids: Sequence[MessageId]) -> list[None]:
    connection.execute(delete(table).where(table.c.source_id.in_(source_ids)))
    return [None] * len(source_ids)


def _poll_of(row: Row[*tuple[object, ...]]) -> AskedPoll:
    place = SourcePlace(ChannelId(row.source_channel_id), MessageId(row.source_id))
    return AskedPoll(place, row.due_at, row.claimed_at)
