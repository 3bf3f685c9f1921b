"""A webhook."""

from __future__ import annotations

from dataclasses import dataclass

from playground.server.channels.model import Channel
from playground.server.users.model import User


@dataclass(slots=True, eq=False)
class Webhook:
    """A door through which anyone who holds its token may post into a channel."""

    id: int
    channel: Channel
    name: str
    token: str
    creator: User
    application_id: int | None
    avatar: str | None = None
