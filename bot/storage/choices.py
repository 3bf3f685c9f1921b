"""Choices: what users want for their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.ids import UserId
from bot.members.model import Choice
from bot.storage import quotations
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import upsert
from bot.storage.tables import choice as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlChoiceStore:
    """The members' `ChoiceStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[UserId, Choice]:
        """Return the choice of each user who made one."""
        return await self.engine.read(_every)

    async def keep(self, user_id: UserId, choice: Choice) -> None:
        """Remember a user's choice, and obey it in quotes; the default needs no memory, and leaves none."""
        await self.writer.write(_keep, (user_id, choice))


def _every(connection: Connection) -> dict[UserId, Choice]:
    return {
        UserId(row.user_id): Choice(row.takes_part, row.allows_outside) for row in connection.execute(select(table))
    }


def _keep(connection: Connection, calls: Sequence[tuple[UserId, Choice]]) -> list[None]:
    latest = dict(calls)
    connection.execute(delete(table).where(table.c.user_id.in_(latest)))
    rows = [
        {"user_id": user_id, "takes_part": one.takes_part, "allows_outside": one.allows_outside}
        for user_id, one in latest.items()
        if one != Choice()
    ]
    if rows:
        connection.execute(upsert(table, connection.dialect.name), rows)
    for user_id in (user_id for user_id, one in latest.items() if not one.takes_part):
        quotations.withdraw(connection, user_id)
    tell(connection, "choices")
    return [None] * len(calls)
