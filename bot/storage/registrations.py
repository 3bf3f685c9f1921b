"""Registrations: which commands Discord was given last."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.storage.engine import Engine
from bot.storage.statements import upsert
from bot.storage.tables import registration as table
from bot.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class SqlRegistrationStore:
    """Discord's adapter's `RegistrationStore` in a table."""

    engine: Engine
    writer: Writer

    async def registered(self, application_id: int) -> str | None:
        """Return the fingerprint of the commands that were registered last, None if none were."""
        query = select(table.c.fingerprint).where(table.c.application_id == application_id)
        return await self.engine.read(lambda connection: connection.execute(query).scalar())

    async def keep(self, application_id: int, fingerprint: str) -> None:
        """Remember that the commands with *fingerprint* are registered."""
        await self.writer.write(_keep, (application_id, fingerprint))


def _keep(connection: Connection, calls: Sequence[tuple[int, str]]) -> list[None]:
    rows = [{"application_id": id_, "fingerprint": fingerprint} for id_, fingerprint in dict(calls).items()]
    connection.execute(upsert(table, connection.dialect.name), rows)
    return [None] * len(calls)
