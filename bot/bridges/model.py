"""Bridges: channels that share one conversation in several languages."""

from dataclasses import dataclass
from typing import Final, NewType

from bot.ids import ChannelId, GuildId
from bot.translation.model import Language

BridgeId = NewType("BridgeId", int)

MAX_ENDPOINTS: Final = 10


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may change a bridge: a guild, or the configuration file when *guild_id* is None."""

    guild_id: GuildId | None


CONFIGURATION: Final = Owner(None)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One channel's seat in a bridge, and the language written there."""

    guild_id: GuildId
    channel_id: ChannelId
    language: Language
    is_paused: bool = False  # nothing is delivered here: the channel is gone or forbids it


@dataclass(frozen=True, slots=True)
class Bridge:
    """A named set of endpoints; what is said in one is relayed to the others."""

    id: BridgeId
    owner: Owner
    name: str
    endpoints: tuple[Endpoint, ...]

    def endpoint(self, channel_id: ChannelId) -> Endpoint | None:
        """Return the seat of *channel_id*, if it has one here."""
        return next((e for e in self.endpoints if e.channel_id == channel_id), None)

    def others(self, channel_id: ChannelId) -> tuple[Endpoint, ...]:
        """Return every endpoint except the one in *channel_id*."""
        return tuple(e for e in self.endpoints if e.channel_id != channel_id)
