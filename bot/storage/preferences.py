"""Preferences: what users want to read, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from bot.ids import UserId
from bot.members.model import Preference
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.tables import preference as table
from bot.storage.writer import Writer
from bot.translation.model import Language, Phonetics


@dataclass(frozen=True, slots=True)
class SqlPreferenceStore:
    """The members' `PreferenceStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[UserId, Preference]:
        """Return the preference of each user who has one."""
        return await self.engine.read(_every)

    async def keep(self, user_id: UserId, preference: Preference) -> None:
        """Remember a user's preference; the default needs no memory, and leaves none."""
        await self.writer.write(_keep, (user_id, preference))


def _every(connection: Connection) -> dict[UserId, Preference]:
    return {
        UserId(row.user_id): Preference(
            reads=None if row.reads is None else Language(row.reads),
            is_pinged=bool(row.is_pinged),
            phonetics=None if row.phonetics is None else Phonetics(row.phonetics),
            likes_corrections=bool(row.likes_corrections),
            may_be_quoted=bool(row.may_be_quoted),
            zone=row.zone,
        )
        for row in connection.execute(select(table))
    }


def _keep(connection: Connection, calls: Sequence[tuple[UserId, Preference]]) -> list[None]:
    latest = dict(calls)
    connection.execute(delete(table).where(table.c.user_id.in_(latest)))
    rows = [{"user_id": user_id} | asdict(one) for user_id, one in latest.items() if one != Preference()]
    if rows:
        connection.execute(insert(table), rows)
    tell(connection, "preferences")
    return [None] * len(calls)
