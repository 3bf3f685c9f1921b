"""Notices: what stands pinned in which channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, select

from bot.bridges.ports import Notice
from bot.ids import ChannelId, MessageId
from bot.storage.engine import Engine
from bot.storage.guests import ABSENT
from bot.storage.statements import upsert
from bot.storage.tables import notice as table
from bot.storage.tables import seated_channel
from bot.storage.writer import Writer

_OUT_OF_REACH: Final = (
    select(seated_channel.c.channel_id).where(seated_channel.c.guild_id.in_(ABSENT)).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class SqlNoticeStore:
    """The bridges' `NoticeStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[ChannelId, Notice]:
        """Return the notice of each channel that has one, but of guilds that the bot was removed from."""
        return await self.engine.read(_every)

    async def keep(self, channel_id: ChannelId, notice: Notice) -> None:
        """Remember the notice of a channel, in place of an earlier one."""
        await self.writer.write(_keep, (channel_id, notice))

    async def forget(self, channel_id: ChannelId) -> None:
        """Forget the notice of a channel."""
        await self.writer.write(_forget, channel_id)


def _every(connection: Connection) -> dict[ChannelId, Notice]:
    return {
        ChannelId(row.channel_id): Notice(MessageId(row.message_id), row.fingerprint)
        for row in connection.execute(select(table).where(table.c.channel_id.not_in(_OUT_OF_REACH)))
    }


def _keep(connection: Connection, calls: Sequence[tuple[ChannelId, Notice]]) -> list[None]:
    rows = [
        {"channel_id": channel_id, "message_id": one.message_id, "fingerprint": one.fingerprint}
        for channel_id, one in dict(calls).items()
    ]
    connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(calls)


def _forget(connection: Connection, channel_ids: Sequence[ChannelId]) -> list[None]:
    connection.execute(delete(table).where(table.c.channel_id.in_(channel_ids)))
    return [None] * len(channel_ids)
