"""What members ask of the outside world."""

from collections.abc import Mapping
from typing import Protocol

from bot.ids import UserId
from bot.members.model import Choice


class ChoiceStore(Protocol):
    """Remembers choices."""

    async def every(self) -> Mapping[UserId, Choice]:
        """Return the choice of each user who made one."""
        ...

    async def keep(self, user_id: UserId, choice: Choice) -> None:
        """Remember a user's choice; the default needs no memory, and leaves none."""
        ...
