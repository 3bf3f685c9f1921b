"""Guilds that were not heard for a while, and since when, until what was missed is found out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.ids import GuildId
from bot.relay.model import Revision
from bot.storage.engine import Engine
from bot.storage.statements import insert_into
from bot.storage.tables import refused_edit
from bot.storage.tables import unheard as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlUnheardGuilds:
    """The relay's `UnheardGuilds` in a table."""

    engine: Engine
    writer: Writer

    async def begin(self, guild_ids: Collection[GuildId], since: Revision) -> Mapping[GuildId, Revision]:
        """Remember that *guild_ids* were not heard since *since*, as the port says; return since when for each."""
        return await self.writer.write(_begin, (tuple(guild_ids), since))

    async def refused(self, guild_id: GuildId, revision: Revision) -> None:
        """Remember that an edit was heard in a guild, as of *revision*, that does not cross everywhere."""
        await self.writer.write(_refused, (guild_id, revision))

    async def end(self, guild_ids: Collection[GuildId]) -> None:
        """Forget it of *guild_ids*."""
        await self.writer.write(_end, tuple(guild_ids))


def _begin(
    connection: Connection, calls: Sequence[tuple[tuple[GuildId, ...], Revision]]
) -> list[dict[GuildId, Revision]]:
    insert = insert_into(table, connection.dialect.name).on_conflict_do_nothing()
    answers = []
    for guild_ids, since in calls:
        of_them = select(refused_edit).where(refused_edit.c.guild_id.in_(guild_ids))
        refused = {row.guild_id: row.revision for row in connection.execute(of_them)}
        rows = [{"guild_id": one, "since": max(since, refused.get(one, since))} for one in sorted(guild_ids)]
        if rows:
            connection.execute(insert, rows)
        of_them = select(table).where(table.c.guild_id.in_(guild_ids))
        answers.append({GuildId(row.guild_id): Revision(row.since) for row in connection.execute(of_them)})
    return answers


def _refused(connection: Connection, calls: Sequence[tuple[GuildId, Revision]]) -> list[None]:
    newest: dict[GuildId, Revision] = {}
    for guild_id, revision in calls:
        newest[guild_id] = max(revision, newest.get(guild_id, revision))
    insert = insert_into(refused_edit, connection.dialect.name)
    rise = insert.on_conflict_do_update(
        index_elements=["guild_id"],
        set_={"revision": insert.excluded.revision},
        where=insert.excluded.revision > refused_edit.c.revision,
    )
    connection.execute(rise, [{"guild_id": one, "revision": newest[one]} for one in sorted(newest)])
    return [None] * len(calls)


def _end(connection: Connection, calls: Sequence[tuple[GuildId, ...]]) -> list[None]:
    connection.execute(delete(table).where(table.c.guild_id.in_({guild_id for call in calls for guild_id in call})))
    return [None] * len(calls)
