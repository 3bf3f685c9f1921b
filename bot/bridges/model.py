"""Bridges: channels that share one conversation in several languages."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NewType

from bot.ids import ChannelId, GuildId, UserId
from bot.relay.model import Hearing, LaneFailure, LaneStanding
from bot.translation.model import Language, TranslatorStanding

BridgeId = NewType("BridgeId", int)

MAX_ENDPOINTS: Final = 10

MAX_NAME: Final = 100
"""Characters that a bridge's name may have."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may change a bridge: a guild, or the configuration file when *guild_id* is None."""

    guild_id: GuildId | None


CONFIGURATION: Final = Owner(None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something: a member, in their guild."""

    guild_id: GuildId
    user_id: UserId


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One channel's seat in a bridge, and the language written there."""

    guild_id: GuildId
    channel_id: ChannelId
    language: Language
    is_paused: bool = False  # nothing is delivered here: the channel is gone or forbids it


@dataclass(frozen=True, slots=True)
class BridgeSettings:
    """What its admins chose for a bridge.

    Attributes:
        notice_channel_id: Where its moderators are told things; None: nowhere.
        is_paused: Nothing that is said crosses. What is owed already does, and deletions follow.
    """

    notice_channel_id: ChannelId | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How words cross a bridge, as its admins chose.

    Attributes:
        shows_original: The source text stands in small print under its translation; else it is a tap away.
        is_marked: Personas bear the mark of their author's channel.
        follows_deletions: A moderator who deletes a copy deletes its source and the other copies with it.
        carries_pins: What is pinned in one channel is pinned in the others.
        admits_bots: What other bots and webhooks write crosses, proxies' among it.
        agreed: The guilds that let moderators of the others do so with what was written in theirs.
    """

    shows_original: bool = False
    is_marked: bool = True
    follows_deletions: bool = True
    carries_pins: bool = False
    admits_bots: bool = False
    agreed: frozenset[GuildId] = frozenset()

    def lets_delete(self, source: GuildId, by: GuildId) -> bool:
        """Tell whether moderators of the guild *by* delete, with a copy, what was written in the guild *source*."""
        return self.follows_deletions and (source == by or source in self.agreed)


AS_USUAL: Final = Manner()
"""How words cross where nobody chose otherwise."""


class Setting(enum.StrEnum):
    """What can be switched on and off of a bridge's `Manner`."""

    ORIGINAL = "original"
    MARK = "mark"
    DELETIONS = "deletions"
    PINS = "pins"
    BOTS = "bots"
    AGREEMENT = "agreement"  # each guild's own: whether the others' moderators delete there


@dataclass(frozen=True, slots=True)
class Bridge:
    """A named set of endpoints; what is said in one is relayed to the others."""

    id: BridgeId
    owner: Owner
    name: str
    endpoints: tuple[Endpoint, ...]
    settings: BridgeSettings = BridgeSettings()
    manner: Manner = AS_USUAL

    def endpoint(self, channel_id: ChannelId) -> Endpoint | None:
        """Return the seat of *channel_id*, if it has one here."""
        return next((e for e in self.endpoints if e.channel_id == channel_id), None)

    @property
    def guild_ids(self) -> frozenset[GuildId]:
        """Return the guilds that have a channel here."""
        return frozenset(e.guild_id for e in self.endpoints)

    def others(self, channel_id: ChannelId) -> tuple[Endpoint, ...]:
        """Return every endpoint except the one in *channel_id*."""
        return tuple(e for e in self.endpoints if e.channel_id != channel_id)


@dataclass(frozen=True, slots=True)
class Standing:
    """A bridge, and how many messages wait to be posted in each of its channels."""

    bridge: Bridge
    waiting: Mapping[ChannelId, int]


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What Discord says of a channel that is to have a seat.

    Attributes:
        is_suitable: People write there and a webhook can speak there: no category, forum, thread or voice.
        missing_rights: Names of the rights that the bot needs there and does not have, as discord.py calls them.
        may_pin: The bot may pin its notice.
        has_room: There is a webhook of ours, or room for one.
    """

    id: ChannelId
    guild_id: GuildId
    name: str
    is_suitable: bool = True
    is_age_restricted: bool = False
    missing_rights: tuple[str, ...] = ()
    may_pin: bool = True
    has_room: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an admin should know of a channel before it is bridged.

    Attributes:
        key: The message key of what is wrong, with what to do about it.
        is_obstacle: The bridge cannot be opened like this.
        fields: What the message tells.
    """

    key: str
    channel_id: ChannelId
    is_obstacle: bool = True
    fields: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """How a proposed bridge would look in one channel.

    Attributes:
        notice: What would stand pinned there.
        persona: Under whose name a greeting would come across, empty where there is nothing to show.
        greeting: As it would be read there.
    """

    endpoint: Endpoint
    notice: str
    persona: str = ""
    greeting: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A bridge that could be opened, or a channel that could join one.

    Attributes:
        endpoints: All that the bridge would have.
        fresh: Those of them that it does not have yet.
    """

    name: str
    endpoints: tuple[Endpoint, ...]
    fresh: tuple[Endpoint, ...]
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing stands in its way."""
        return not any(finding.is_obstacle for finding in self.findings)


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """How one seat of a bridge stands: what its lane has to do, and what last went wrong there."""

    endpoint: Endpoint
    lane: LaneStanding
    failure: LaneFailure | None


@dataclass(frozen=True, slots=True)
class Process:
    """What runs, and since when: *versions* are names, each with what it names."""

    began: datetime
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """How the bot stands, as far as it concerns one guild.

    Attributes:
        translators: In the order in which they are asked.
        bridges: Those in which the guild has a channel, each with the guild's own seats.
    """

    hearing: Hearing
    translators: tuple[TranslatorStanding, ...]
    bridges: tuple[tuple[Bridge, tuple[SeatStanding, ...]], ...]
    process: Process
