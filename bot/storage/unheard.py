"""Guilds that were not heard for a while, and since when, until what was missed is found out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.ids import GuildId, MessageId
from bot.storage.engine import Engine
from bot.storage.statements import insert_into
from bot.storage.tables import unheard as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlUnheardGuilds:
    """The relay's `UnheardGuilds` in a table."""

    engine: Engine
    writer: Writer

    async def begin(self, guild_ids: Collection[GuildId], since: MessageId) -> Mapping[GuildId, MessageId]:
        """Remember that *guild_ids* were not heard since *since*, and return since when that holds for each."""
        return await self.writer.write(_begin, (tuple(guild_ids), since))

    async def end(self, guild_ids: Collection[GuildId]) -> None:
        """Forget it of *guild_ids*."""
        await self.writer.write(_end, tuple(guild_ids))


def _begin(
    connection: Connection, calls: Sequence[tuple[tuple[GuildId, ...], MessageId]]
) -> list[dict[GuildId, MessageId]]:
    insert = insert_into(table, connection.dialect.name).on_conflict_do_nothing()
    answers = []
    for guild_ids, since in calls:
        if guild_ids:
            connection.execute(insert, [{"guild_id": guild_id, "since": since} for guild_id in sorted(guild_ids)])
        of_them = select(table).where(table.c.guild_id.in_(guild_ids))
        answers.append({GuildId(row.guild_id): MessageId(row.since) for row in connection.execute(of_them)})
    return answers


def _end(connection: Connection, calls: Sequence[tuple[GuildId, ...]]) -> list[None]:
    connection.execute(delete(table).where(table.c.guild_id.in_({guild_id for call in calls for guild_id in call})))
    return [None] * len(calls)
