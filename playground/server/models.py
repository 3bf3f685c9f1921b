"""What the small Discord remembers: users, guilds, channels, webhooks and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playground.server.history import History

# A JSON object as it came from, or goes to, a client.
Json = dict[str, Any]

TEXT_CHANNEL = 0
DEFAULT_MESSAGE = 0
REPLY = 19


@dataclass(slots=True, eq=False)
class User:
    """Someone: a person of the cast, or a bot."""

    id: int
    username: str
    global_name: str | None
    avatar: str | None = None
    is_bot: bool = False
    has_nitro: bool = False
    language: str = "en"
    colour: int = 0x5865F2

    @property
    def name(self) -> str:
        """The name that others see."""
        return self.global_name or self.username


@dataclass(slots=True, eq=False)
class Application:
    """A bot application: its user, its owner, and the privileged intents switched on for it."""

    id: int
    name: str
    owner: User
    bot: User
    privileged_intents: int
    description: str = ""
    sessions_left: int = 1000


@dataclass(slots=True, eq=False)
class Role:
    """A named set of permissions; the role with the guild's own id is @everyone."""

    id: int
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    hoist: bool = False
    managed_by: int | None = None
    mentionable: bool = False


@dataclass(slots=True, eq=False)
class Member:
    """A user's seat in one guild."""

    user: User
    joined_at: str
    roles: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies one role (type 0) or one member (type 1)."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Guild:
    """A community: its roles, members and channels."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel and what was said in it."""

    id: int
    guild: Guild
    name: str
    type: int = TEXT_CHANNEL
    position: int = 0
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    history: History = field(default_factory=History)
    last_message_id: int | None = None


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
