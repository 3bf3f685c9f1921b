"""What members ask of the outside world."""

from collections.abc import Mapping
from typing import Protocol

from bot.ids import UserId
from bot.members.model import Choice, Preference


class ChoiceStore(Protocol):
    """Remembers choices."""

    async def every(self) -> Mapping[UserId, Choice]:
        """Return the choice of each user who made one."""
        ...

    async def keep(self, user_id: UserId, choice: Choice) -> None:
        """Remember a user's choice; the default needs no memory, and leaves none."""
        ...


class PreferenceStore(Protocol):
    """Remembers preferences."""

    async def every(self) -> Mapping[UserId, Preference]:
        """Return the preference of each user who has one."""
        ...

    async def keep(self, user_id: UserId, preference: Preference) -> None:
        """Remember a user's preference; the default needs no memory, and leaves none."""
        ...


class PreferenceBook(Protocol):
    """Knows what users prefer."""

    def of(self, user_id: UserId) -> Preference:
        """Return what a user prefers."""
        ...
