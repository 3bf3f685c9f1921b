"""Exclusions: which roles and channels of which guild are not counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.ids import GuildId
from bot.participation.ports import Subject
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import upsert
from bot.storage.tables import exclusion as table
from bot.storage.writer import Writer

_Call = tuple[GuildId, Subject, bool]


@dataclass(frozen=True, slots=True)
class SqlExclusionStore:
    """Participation's `ExclusionStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[GuildId, frozenset[Subject]]:
        """Return what is not counted in each guild, where there is anything."""
        return await self.engine.read(_every)

    async def keep(self, guild_id: GuildId, subject: Subject, *, is_excluded: bool) -> None:
        """Remember that something is not counted in a guild, or is again."""
        await self.writer.write(_keep, (guild_id, subject, is_excluded))


def _every(connection: Connection) -> dict[GuildId, frozenset[Subject]]:
    known: dict[GuildId, set[Subject]] = {}
    for row in connection.execute(select(table)):
        known.setdefault(GuildId(row.guild_id), set()).add(Subject(row.subject_id, bool(row.is_role)))
    return {guild_id: frozenset(subjects) for guild_id, subjects in known.items()}


def _keep(connection: Connection, calls: Sequence[_Call]) -> list[None]:
    for guild_id, subject, is_excluded in calls:
        if is_excluded:
            row = {"guild_id": guild_id, "subject_id": subject.id, "is_role": subject.is_role}
            connection.execute(upsert(table, connection.dialect.name), row)
        else:
            connection.execute(delete(table).where(table.c.guild_id == guild_id, table.c.subject_id == subject.id))
    tell(connection, "exclusions")
    return [None] * len(calls)
