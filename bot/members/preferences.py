"""Preferences: asked at every message that mentions somebody, so held in memory."""

from collections.abc import Callable
from dataclasses import replace

from bot.ids import UserId
from bot.members.model import Preference
from bot.members.ports import PreferenceStore

_DEFAULT = Preference()


class Preferences:
    """Knows what users prefer (the port `PreferenceBook`), and changes it. Make one with `load`."""

    def __init__(self, store: PreferenceStore, preferences: dict[UserId, Preference]) -> None:
        self._store = store
        self._preferences = preferences
        self._writing = 0
        self._written = 0
        self._subscribers: list[Callable[[], None]] = []

    @classmethod
    async def load(cls, store: PreferenceStore) -> "Preferences":
        """Return preferences with those that *store* remembers."""
        return cls(store, dict(await store.every()))

    def subscribe(self, subscriber: Callable[[], None]) -> None:
        """Call *subscriber* when somebody has come to prefer something else."""
        self._subscribers.append(subscriber)

    def of(self, user_id: UserId) -> Preference:
        """Return what a user prefers."""
        return self._preferences.get(user_id, _DEFAULT)

    async def prefer(self, user_id: UserId, preference: Preference) -> None:
        """Make *preference* that of a user: at once, and after a restart."""
        self._preferences[user_id] = preference
        self._writing += 1
        try:
            await self._store.keep(user_id, preference)
        finally:
            self._writing -= 1
            self._written += 1
        for subscriber in self._subscribers:
            subscriber()

    async def choose_zone(self, user_id: UserId, zone: str | None) -> None:
        """Have a user's days be those of *zone* (an IANA name) from now on; None for who does not say."""
        await self.prefer(user_id, replace(self.of(user_id), zone=zone))

    async def reload(self, _told: object = ()) -> None:
        """Read anew what users prefer, maybe in another process; what is being written here is told when it stands."""
        before = self._written
        known = dict(await self._store.every())
        if before == self._written and not self._writing:
            self._preferences = known
