"""Badges: what members were given for good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from bot.ids import GuildId, UserId
from bot.participation.badges import Badge
from bot.storage.compiled import execute
from bot.storage.engine import Engine
from bot.storage.statements import insert_new
from bot.storage.tables import badge as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlBadgeStore:
    """Participation's `BadgeStore` in a table."""

    engine: Engine
    writer: Writer

    async def of(self, guild_id: GuildId, user_id: UserId) -> Collection[Badge]:
        """Return the badges that a member was given in a guild."""
        query = select(table.c.badge).where(table.c.guild_id == guild_id, table.c.user_id == user_id)
        return await self.engine.read(lambda connection: {Badge(one) for one in connection.execute(query).scalars()})

    async def give(self, guild_id: GuildId, user_id: UserId, badges: Collection[Badge], day: date) -> None:
        """Remember that a member has *badges* since *day*; of one that they have already, the earlier day stays."""
        its: dict[str, Any] = {"guild_id": guild_id, "user_id": user_id, "day": day}
        given = [its | {"badge": one.value} for one in badges]
        await self.writer.write(_give, given)


def _give(connection: Connection, calls: Sequence[list[dict[str, Any]]]) -> list[None]:
    for rows in calls:
        if rows:
            execute(connection, insert_new(table, connection.dialect.name), rows)
    return [None] * len(calls)
