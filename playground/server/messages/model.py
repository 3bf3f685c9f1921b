"""A message that stands in a channel."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.server.channels.model import Channel
from playground.server.guilds.model import Member
from playground.server.users.model import User
from playground.server.wire import Json

DEFAULT_MESSAGE = 0
REPLY = 19


@dataclass(slots=True, eq=False)
class Message:
    """One message that stands in a channel."""

    id: int
    channel: Channel
    author: Json  # as it is shown: a user, or a webhook's persona
    content: str
    timestamp: str
    author_id: int
    member: Member | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    type: int = DEFAULT_MESSAGE
    edited: str | None = None
    embeds: list[Json] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    reference: Json | None = None
    referenced: Message | None = None
