"""Mutes: whose words do not cross, by a guild's moderators' will. Asked at every message, so held in memory.

A mute is a guild's own: what a muted user says neither leaves that guild's channels by the bridge nor enters them.
Between the other guilds of the bridge it goes on.
"""

from collections.abc import Iterable

from bot.bridges.model import Bridge, BridgeId
from bot.ids import GuildId, UserId
from bot.moderation.ports import MuteStore

Place = tuple[BridgeId, GuildId]
"""A bridge, as one of its guilds moderates it."""


class Mutes:
    """Knows who is muted where, and changes it. Make one with `load`."""

    def __init__(self, store: MuteStore, muted: dict[Place, frozenset[UserId]]) -> None:
        self._store = store
        self._writing = 0
        self._written = 0
        self._remember(muted)

    @classmethod
    async def load(cls, store: MuteStore) -> "Mutes":
        """Return mutes with what *store* remembers."""
        return cls(store, dict(await store.every()))

    def is_muted(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId) -> bool:
        """Tell whether what a user says does neither leave nor enter a guild's channels by a bridge."""
        return user_id in self._muted.get((bridge_id, guild_id), ())

    def know(self, user_id: UserId) -> bool:
        """Tell whether a user is muted anywhere: of nearly all that is the end of it."""
        return user_id in self._anybody

    def of(self, bridge_id: BridgeId, guild_id: GuildId) -> frozenset[UserId]:
        """Return whom a guild has muted on a bridge."""
        return self._muted.get((bridge_id, guild_id), frozenset())

    async def set(self, bridge_id: BridgeId, guild_id: GuildId, user_id: UserId, *, is_muted: bool) -> None:
        """Mute a user for a guild, or no longer: at once for all that is said from now on, and after a restart."""
        known = self.of(bridge_id, guild_id)
        self._remember({**self._muted, (bridge_id, guild_id): known | {user_id} if is_muted else known - {user_id}})
        self._writing += 1
        try:
            await self._store.keep(bridge_id, guild_id, user_id, is_muted=is_muted)
        finally:
            self._writing -= 1
            self._written += 1

    async def reload(self, _told: object = ()) -> None:
        """Read anew who is muted, in another process maybe; what is being written here is told of when it stands."""
        before = self._written
        known = dict(await self._store.every())
        if before == self._written and not self._writing:
            self._remember(known)

    def forget(self, guild_id: GuildId) -> None:
        """Forget the mutes of a guild that is forgotten."""
        self._remember({place: users for place, users in self._muted.items() if place[1] != guild_id})

    def follow(self, bridges: Iterable[Bridge]) -> None:
        """Forget the mutes of bridges that are closed: a database may give a later one the same id."""
        standing = {bridge.id for bridge in bridges}
        self._remember({place: users for place, users in self._muted.items() if place[0] in standing})

    def _remember(self, muted: dict[Place, frozenset[UserId]]) -> None:
        self._muted = muted
        self._anybody = frozenset(user_id for users in muted.values() for user_id in users)
