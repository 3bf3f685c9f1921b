"""Deletions that wait for an answer, by the message that asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.model import BridgeId
from bot.clock import Clock
from bot.ids import ChannelId, GuildId, MessageId
from bot.moderation.model import HeldDeletion
from bot.relay.model import SourcePlace
from bot.storage.engine import Engine
from bot.storage.rows import Columns
from bot.storage.statements import upsert
from bot.storage.tables import held_deletion as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlHeldDeletions:
    """Moderation's `HeldDeletions` in a table; they are forgotten as the ledger's parts are."""

    engine: Engine
    writer: Writer
    clock: Clock

    async def keep(self, question_id: MessageId, held: HeldDeletion) -> None:
        """Remember that the question is about *held*, too."""
        row = {
            "question_id": question_id,
            "source_id": held.source.message_id,
            "source_channel_id": held.source.channel_id,
            "guild_id": held.guild_id,
            "bridge_id": held.bridge_id,
            "asked_at": self.clock.now(),
        }
        await self.writer.write(_keep, row)

    async def under(self, question_id: MessageId) -> Sequence[HeldDeletion]:
        """Return what a question is about, oldest first; nothing where it was answered or forgotten."""
        query = select(table).where(table.c.question_id == question_id).order_by(table.c.source_id)
        rows = await self.engine.read(lambda connection: list(connection.execute(query)))
        return [
            HeldDeletion(
                BridgeId(row.bridge_id),
                GuildId(row.guild_id),
                SourcePlace(ChannelId(row.source_channel_id), MessageId(row.source_id)),
            )
            for row in rows
        ]

    async def forget(self, question_id: MessageId) -> None:
        """Forget a question that was answered."""
        await self.writer.write(_forget, question_id)


def _keep(connection: Connection, rows: Sequence[Columns]) -> list[None]:
    connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(rows)


def _forget(connection: Connection, question_ids: Sequence[MessageId]) -> list[None]:
    connection.execute(delete(table).where(table.c.question_id.in_(question_ids)))
    return [None] * len(question_ids)
