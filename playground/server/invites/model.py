"""An invite."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playground.server.channels.model import Channel
from playground.server.users.model import User


@dataclass(slots=True, eq=False)
class Invite:
    """A code that lets people in.

    It lasts for *max_age* seconds and *max_uses* uses; 0 means without end.
    """

    code: str
    channel: Channel
    inviter: User
    created_at: float
    max_age: int
    max_uses: int
    temporary: bool
    role_ids: tuple[int, ...]
    uses: int = 0

    @property
    def expires_at(self) -> float | None:
        """The moment at which it ends, in seconds since 1970."""
        return self.created_at + self.max_age if self.max_age else None

    @property
    def is_over(self) -> bool:
        """Whether it lets nobody in any more."""
        expires_at = self.expires_at
        return bool(self.max_uses and self.uses >= self.max_uses) or (
            expires_at is not None and expires_at <= time.time()
        )
