"""Mutes: who may not cross which bridge, by the will of which of its guilds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.model import BridgeId
from bot.ids import GuildId, UserId
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import insert_into
from bot.storage.tables import bridge
from bot.storage.tables import mute as table
from bot.storage.writer import Writer

_Call = tuple[BridgeId, GuildId, UserId, bool]


@dataclass(frozen=True, slots=True)
class SqlMuteStore:
    """Moderation's `MuteStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[UserId]]:
        """Return whom each guild has muted on each bridge, where it has muted somebody."""
        return await self.engine.read(_every)

    async def keep(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId, *, is_muted: bool) -> None:
        """Remember that a guild has muted a user on a bridge, or no longer; a bridge that is gone has none."""
        await self.writer.write(_keep, (bridge_id, guild_id, user_id, is_muted))


def _every(connection: Connection) -> dict[tuple[BridgeId, GuildId], frozenset[UserId]]:
    muted: dict[tuple[BridgeId, GuildId], set[UserId]] = {}
    for bridge_id, guild_id, user_id in connection.execute(select(table)):
        muted.setdefault((BridgeId(bridge_id), GuildId(guild_id)), set()).add(UserId(user_id))
    return {place: frozenset(users) for place, users in muted.items()}


def _keep(connection: Connection, calls: Sequence[_Call]) -> list[None]:
    for bridge_id, guild_id, user_id, is_muted in calls:
        place = {"bridge_id": bridge_id, "guild_id": guild_id, "user_id": user_id}
        if not is_muted:
            connection.execute(delete(table).where(*(table.c[name] == value for name, value in place.items())))
        elif connection.execute(select(bridge.c.id).where(bridge.c.id == bridge_id)).first() is not None:
            connection.execute(insert_into(table, connection.dialect.name).on_conflict_do_nothing(), place)
    tell(connection, "mutes")
    return [None] * len(calls)
