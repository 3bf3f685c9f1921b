"""A thread, and who has joined it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playground.server.channels.kinds import PINNED, PRIVATE_THREAD, THREAD_ONLY
from playground.server.channels.model import Channel
from playground.server.snowflakes import now_timestamp
from playground.server.users.model import User


@dataclass(slots=True, eq=False)
class Participant:
    """Someone who has joined a thread."""

    user: User
    joined: str
    flags: int = 1


@dataclass(slots=True, eq=False, kw_only=True)
class Thread(Channel):
    """A conversation beside a channel, its parent.

    *archive_minutes* without anything said archive it, counted from *active_at* (seconds since 1970). *changed* is when
    it was last archived or opened. *owner_id* is a user's, or the webhook's whose post it is.
    """

    parent: Channel
    owner_id: int
    archive_minutes: int
    created: str
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    changed: str = field(default_factory=now_timestamp)
    active_at: float = field(default_factory=lambda: time.time())
    participants: dict[int, Participant] = field(default_factory=dict)
    applied_tags: list[int] = field(default_factory=list)
    message_count: int = 0
    total_sent: int = 0

    @property
    def is_private(self) -> bool:
        """Whether only those who were asked in see it."""
        return self.type == PRIVATE_THREAD

    @property
    def is_post(self) -> bool:
        """Whether it stands in a forum."""
        return self.parent.type in THREAD_ONLY

    @property
    def is_unsaid(self) -> bool:
        """Whether it is a post whose first message is still to come."""
        return self.is_post and self.last_message_id is None

    @property
    def is_pinned(self) -> bool:
        """Whether it stands on top of its forum."""
        return bool(self.flags & PINNED)
