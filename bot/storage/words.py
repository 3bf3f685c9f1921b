"""Word lists: what a guild keeps from crossing a bridge."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.bridges.model import BridgeId
from bot.ids import GuildId
from bot.storage.engine import Engine
from bot.storage.news import tell
from bot.storage.statements import insert_into
from bot.storage.tables import blocked_word as table
from bot.storage.tables import bridge
from bot.storage.writer import Writer

_Entry = tuple[BridgeId, GuildId, str]


@dataclass(frozen=True, slots=True)
class SqlWordStore:
    """Moderation's `WordStore` in a table."""

    engine: Engine
    writer: Writer

    async def every(self) -> Mapping[tuple[BridgeId, GuildId], frozenset[str]]:
        """Return the entries of each list that has some."""
        return await self.engine.read(_every)

    async def add(self, bridge_id: BridgeId, guild_id: GuildId, words: Collection[str]) -> None:
        """Put *words* on a list; a bridge that is gone has none."""
        await self.writer.write(_add, [(bridge_id, guild_id, word) for word in words])

    async def remove(self, bridge_id: BridgeId, guild_id: GuildId, word: str) -> None:
        """Take *word* off a list."""
        await self.writer.write(_remove, (bridge_id, guild_id, word))


def _every(connection: Connection) -> dict[tuple[BridgeId, GuildId], frozenset[str]]:
    lists: dict[tuple[BridgeId, GuildId], set[str]] = {}
    for bridge_id, guild_id, word in connection.execute(select(table.c.bridge_id, table.c.guild_id, table.c.word)):
        lists.setdefault((BridgeId(bridge_id), GuildId(guild_id)), set()).add(word)
    return {key: frozenset(words) for key, words in lists.items()}


def _add(connection: Connection, calls: Sequence[Sequence[_Entry]]) -> list[None]:
    known = {bridge_id for (bridge_id,) in connection.execute(select(bridge.c.id))}
    rows = [
        {"bridge_id": bridge_id, "guild_id": guild_id, "word": word}
        for call in calls
        for bridge_id, guild_id, word in call
        if bridge_id in known
    ]
    if rows:
        connection.execute(insert_into(table, connection.dialect.name).on_conflict_do_nothing(), rows)
    tell(connection, "words")
    return [None] * len(calls)


def _remove(connection: Connection, calls: Sequence[_Entry]) -> list[None]:
    for bridge_id, guild_id, word in calls:
        place = (table.c.bridge_id == bridge_id, table.c.guild_id == guild_id, table.c.word == word)
        connection.execute(delete(table).where(*place))
    tell(connection, "words")
    return [None] * len(calls)
