"""A channel, and what it allows whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.channels.kinds import TEXT_CHANNEL
from playground.server.guilds.model import Guild
from playground.server.messages.history import History
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.messages.model import Message
    from playground.server.webhooks.model import Webhook


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies one role (type 0) or one member (type 1)."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class ForumEmoji:
    """An emoji of a forum's tag or default reaction: one of the guild's by its id, or a Unicode one by its name."""

    id: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A label for the posts of a forum; a moderated one is put on and off by moderators only."""

    id: int
    name: str
    moderated: bool
    emoji: ForumEmoji


@dataclass(slots=True, eq=False)
class Channel:
    """A guild's channel and what was said in it.

    *slowmode* is in seconds, and *thread_slowmode* what its threads begin with; *auto_archive* is in minutes. What is
    of no use to a type of channel keeps its default there.
    """

    id: int
    guild: Guild
    name: str
    type: int = TEXT_CHANNEL
    position: int = 0
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    history: History = field(default_factory=History)
    pins: dict[int, Message] = field(default_factory=dict)
    last_message_id: int | None = None
    category: Channel | None = None
    nsfw: bool = False
    slowmode: int = 0
    thread_slowmode: int = 0
    auto_archive: int | None = None
    flags: int = 0
    # Of a voice channel:
    bitrate: int = 64_000
    user_limit: int = 0
    region: str | None = None
    video_quality: int = 1
    # Of a forum:
    tags: list[Tag] = field(default_factory=list)
    default_reaction: ForumEmoji | None = None
    sort_order: int | None = None
    layout: int = 0

    @property
    def is_direct(self) -> bool:
        """Say whether it is a private conversation, outside any guild."""
        return False

    @property
    def in_guild(self) -> Json:
        """Return the keys by which events and objects say in whose guild it is."""
        return {"guild_id": str(self.guild.id)}

    @property
    def last_pin_timestamp(self) -> str | None:
        """When the newest of the pins was put up."""
        return next(reversed(self.pins.values())).pinned_at if self.pins else None
