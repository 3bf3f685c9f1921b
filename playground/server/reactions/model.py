"""One kind of reaction to a message, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.users.model import User

NORMAL, BURST = 0, 1


@dataclass(frozen=True, slots=True)
class ReactionEmoji:
    """What is reacted with: a custom emoji by its id, or a character of Unicode."""

    id: int | None
    name: str
    animated: bool = False

    @property
    def key(self) -> str:
        """What tells it from others: ❤ with and without its variation selector are the same."""
        return self.name.replace("\ufe0f", "") if self.id is None else str(self.id)


@dataclass(slots=True, eq=False)
class Reaction:
    """An emoji under a message; *users* has, for each type, who put it there."""

    emoji: ReactionEmoji
    users: tuple[dict[int, User], dict[int, User]] = field(default_factory=lambda: ({}, {}))

    def __bool__(self) -> bool:
        return any(self.users)
