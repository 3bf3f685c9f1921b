"""Preferences: asked at every message that mentions somebody, so held in memory."""

from bot.ids import UserId
from bot.members.model import Preference
from bot.members.ports import PreferenceStore

_DEFAULT = Preference()


class Preferences:
    """Knows what users prefer (the port `PreferenceBook`), and changes it. Make one with `load`."""

    def __init__(self, store: PreferenceStore, preferences: dict[UserId, Preference]) -> None:
        self._store = store
        self._preferences = preferences

    @classmethod
    async def load(cls, store: PreferenceStore) -> "Preferences":
        """Return preferences with those that *store* remembers."""
        return cls(store, dict(await store.every()))

    def of(self, user_id: UserId) -> Preference:
        """Return what a user prefers."""
        return self._preferences.get(user_id, _DEFAULT)

    async def prefer(self, user_id: UserId, preference: Preference) -> None:
        """Make *preference* that of a user: at once, and after a restart."""
        self._preferences[user_id] = preference
        await self._store.keep(user_id, preference)
