"""Mutes: whose words do not cross a bridge, by its moderators' will. Asked at every message, so held in memory."""

from bot.bridges.model import BridgeId
from bot.ids import UserId
from bot.moderation.ports import MuteStore


class Mutes:
    """Knows who is muted where, and changes it. Make one with `load`."""

    def __init__(self, store: MuteStore, muted: dict[BridgeId, frozenset[UserId]]) -> None:
        self._store = store
        self._muted = muted
        self._writing = 0
        self._written = 0

    @classmethod
    async def load(cls, store: MuteStore) -> "Mutes":
        """Return mutes with what *store* remembers."""
        return cls(store, dict(await store.every()))

    def is_muted(self, bridge_id: BridgeId, user_id: UserId) -> bool:
        """Tell whether what a user says does not cross a bridge."""
        return user_id in self._muted.get(bridge_id, ())

    def of(self, bridge_id: BridgeId) -> frozenset[UserId]:
        """Return who is muted on a bridge."""
        return self._muted.get(bridge_id, frozenset())

    async def set(self, bridge_id: BridgeId, user_id: UserId, *, is_muted: bool) -> None:
        """Mute a user on a bridge, or no longer: at once for all that is said from now on, and after a restart."""
        known = self.of(bridge_id)
        self._muted[bridge_id] = known | {user_id} if is_muted else known - {user_id}
        self._writing += 1
        try:
            await self._store.keep(bridge_id, user_id, is_muted=is_muted)
        finally:
            self._writing -= 1
            self._written += 1

    async def reload(self, _told: object = ()) -> None:
        """Read anew who is muted, in another process maybe; what is being written here is told of when it stands."""
        before = self._written
        known = dict(await self._store.every())
        if before == self._written and not self._writing:
            self._muted = known
