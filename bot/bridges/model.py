"""Bridges: channels that share one conversation in several languages."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
class Wish:
    """A channel that somebody wants to be bridged, and its language where they said it."""

    channel_id: ChannelId
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One channel's seat in a bridge, and the language written there.

    Attributes:
        is_paused: Nothing is delivered here: the channel is gone or forbids it.
        parent_id: The channel whose seat it is, where *channel_id* is a thread of that.
    """

    guild_id: GuildId
    channel_id: ChannelId
    language: Language
    is_paused: bool = False
    parent_id: ChannelId | None = None

    @property
    def home(self) -> ChannelId:
        """Return the channel that has the seat: in a thread, its parent."""
        return self.parent_id or self.channel_id


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
        pings_answered: Who is answered across is pinged, unless they wish otherwise themselves.
        carries_pins: What is pinned in one channel is pinned in the others.
        admits_bots: What other bots and webhooks write crosses, proxies' among it.
        adds_notes: What is written in another of its languages than the channel's gets its translation below, there.
        welcomes: Newcomers introduce themselves on it, and each gets a greeter.
        agreed: The guilds that let moderators of the others do so with what was written in theirs.
    """

    shows_original: bool = False
    is_marked: bool = True
    follows_deletions: bool = True
    pings_answered: bool = True
    carries_pins: bool = False
    admits_bots: bool = False
    adds_notes: bool = False
    welcomes: bool = True
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
    PINGS = "pings"
    PINS = "pins"
    BOTS = "bots"
    NOTES = "notes"
    NEWCOMERS = "newcomers"
    AGREEMENT = "agreement"  # each guild's own: whether the others' moderators delete there


@dataclass(frozen=True, slots=True)
class Guest:
    """A guild that joined another's bridge by consent.

    Attributes:
        notice_channel_id: Where its own moderators are told things; None: nowhere.
    """

    guild_id: GuildId
    notice_channel_id: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """A named set of endpoints; what is said in one is relayed to the others.

    Attributes:
        settings: What the owner chose.
        guests: The guilds that the owner invited. Those of a bridge of the configuration file are none.
    """

    id: BridgeId
    owner: Owner
    name: str
    endpoints: tuple[Endpoint, ...]
    settings: BridgeSettings = BridgeSettings()
    manner: Manner = AS_USUAL
    guests: tuple[Guest, ...] = ()

    @property
    def guild_ids(self) -> tuple[GuildId, ...]:
        """Return the guilds that have a seat, in the order of joining."""
        return tuple(dict.fromkeys(end.guild_id for end in self.endpoints))

    def concerns(self, guild_id: GuildId) -> bool:
        """Tell whether *guild_id* runs this bridge or has a seat in it."""
        return self.owner.guild_id == guild_id or guild_id in self.guild_ids

    @property
    def run_by(self) -> GuildId:
        """Return the guild that runs it: of one of the configuration file's, that of its first channel."""
        return self.owner.guild_id or self.endpoints[0].guild_id

    @property
    def notice_channels(self) -> Mapping[GuildId, ChannelId]:
        """Return where the moderators of each guild are told things; a guild that chose no channel is not there."""
        chosen = [(self.run_by, self.settings.notice_channel_id)]
        chosen += [(guest.guild_id, guest.notice_channel_id) for guest in self.guests]
        return {guild: channel for guild, channel in chosen if channel is not None}

    def notice_channel_of(self, guild_id: GuildId) -> ChannelId | None:
        """Return where the moderators of a guild are told things; where it chose no channel, the owner's are."""
        return self.notice_channels.get(guild_id, self.settings.notice_channel_id)

    def endpoint(self, channel_id: ChannelId) -> Endpoint | None:
        """Return the seat of *channel_id*, if it has one here."""
        return next((e for e in self.endpoints if e.channel_id == channel_id), None)

    def others(self, channel_id: ChannelId) -> tuple[Endpoint, ...]:
        """Return every endpoint except the one in *channel_id*."""
        return tuple(e for e in self.endpoints if e.channel_id != channel_id)

    def within(self, threads: Mapping[ChannelId, ChannelId]) -> "Bridge":
        """Return this bridge as it is within *threads*, by their parents: the same, between these threads alone."""
        seats = (replace(e, channel_id=threads[e.home], parent_id=e.home) for e in self.endpoints if e.home in threads)
        return replace(self, endpoints=tuple(seats))


def by_name(bridges: Iterable[Bridge], guild_id: GuildId) -> dict[str, Bridge]:
    """Return the bridges that concern *guild_id*, each by the name under which all its commands know it.

    Where several have one name, the guild's own keeps it, before the configuration's and other guilds'; the next
    one is called `name (2)`.
    """
    named: dict[str, Bridge] = {}
    for bridge in sorted(bridges, key=lambda one: _rank(one, guild_id)):
        if bridge.concerns(guild_id):
            name, number = bridge.name, 1
            while name in named:
                number += 1
                behind = f" ({number})"
                name = bridge.name[: MAX_NAME - len(behind)] + behind
            named[name] = bridge
    return named


def joined_with(bridges: Iterable[Bridge], guild_id: GuildId) -> tuple[GuildId, ...]:
    """Return the guilds that have a seat in one of *bridges* together with *guild_id*: that one first."""
    others = (bridge.guild_ids for bridge in bridges if guild_id in bridge.guild_ids)
    return tuple(dict.fromkeys([guild_id, *(one for guild_ids in others for one in guild_ids)]))


def _rank(bridge: Bridge, guild_id: GuildId) -> int:
    if bridge.owner.guild_id == guild_id:
        return 0
    return 1 if bridge.owner == CONFIGURATION else 2


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a channel and its guild are called, for people who cannot see it. Others wrote it: show it by `plain`."""

    channel: str
    guild: str


@dataclass(frozen=True, slots=True)
class SeatStanding:
    """How one seat of a bridge stands: what its lane has to do, and what last went wrong there."""

    endpoint: Endpoint
    lane: LaneStanding
    failure: LaneFailure | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A bridge as one guild sees it, and how each of its seats stands.

    Attributes:
        name: By which the guild's commands know it.
        elsewhere: The channels that are other guilds'.
    """

    bridge: Bridge
    name: str
    seats: tuple[SeatStanding, ...]
    elsewhere: Mapping[ChannelId, Elsewhere]


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
        invalid_requests: How many requests of the last ten minutes Discord counts against this process.
    """

    hearing: Hearing
    translators: tuple[TranslatorStanding, ...]
    bridges: tuple[tuple[Bridge, tuple[SeatStanding, ...]], ...]
    process: Process
    invalid_requests: int
