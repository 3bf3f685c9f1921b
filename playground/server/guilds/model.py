"""A community: its settings, its roles and the seats in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.audit_log.model import Entry
    from playground.server.automod.model import Rule
    from playground.server.bans.model import Ban
    from playground.server.channels.model import Channel
    from playground.server.emojis.model import Emoji
    from playground.server.invites.model import Invite
    from playground.server.stickers.model import Sticker
    from playground.server.threads.model import Thread

# A guild's settings that name a channel of it.
CHANNEL_KEYS = ("system_channel_id", "rules_channel_id", "public_updates_channel_id", "safety_alerts_channel_id")


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
    """A user's seat in one guild.

    *timed_out_until* is in seconds since 1970; a moment that has passed silences nobody. *flags* are Discord's guild
    member flags.
    """

    user: User
    joined_at: str
    roles: list[int] = field(default_factory=list)
    nick: str | None = None
    timed_out_until: float = 0.0
    flags: int = 0
    pending: bool = False

    @property
    def name(self) -> str:
        """The name that others see in this guild."""
        return self.nick or self.user.name


@dataclass(slots=True, eq=False)
class Guild:
    """A community: its settings, roles, members and channels, who is kept out, and what was done to it.

    While it *is_unavailable* the gateway says nothing of it. The *premium_tier* (boosts) raises what may be uploaded.
    """

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    emojis: dict[int, Emoji] = field(default_factory=dict)
    stickers: dict[int, Sticker] = field(default_factory=dict)
    description: str | None = None
    icon: str | None = None
    preferred_locale: str = "en-US"
    features: list[str] = field(default_factory=list)
    premium_tier: int = 0
    verification_level: int = 0
    default_message_notifications: int = 0
    explicit_content_filter: int = 0
    afk_timeout: int = 300
    system_channel_id: int | None = None
    system_channel_flags: int = 0
    rules_channel_id: int | None = None
    public_updates_channel_id: int | None = None
    safety_alerts_channel_id: int | None = None
    premium_progress_bar_enabled: bool = False
    is_unavailable: bool = False
    bans: dict[int, Ban] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    automod_rules: dict[int, Rule] = field(default_factory=dict)
    audit_log: list[Entry] = field(default_factory=list)
