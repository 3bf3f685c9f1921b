"""A bridge that could be: its channels as they are found, what stands in the way, how it would look."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.bridges.model import BridgeId, Elsewhere, Endpoint
from bot.ids import ChannelId, GuildId


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What Discord says of a channel that is to have a seat.

    Attributes:
        is_there: The bot can see it; if not, nothing else is known.
        is_suitable: People write there and a webhook can speak there: no category, forum, thread or voice.
        missing_rights: Names of the rights that the bot needs there and does not have, as discord.py calls them.
        missing_thread_rights: ... and those without which threads are not joined there, or do not follow.
        may_pin: The bot may pin its notice.
        has_room: There is a webhook of ours, or room for one.
    """

    id: ChannelId
    guild_id: GuildId
    name: str
    is_there: bool = True
    is_suitable: bool = True
    is_age_restricted: bool = False
    missing_rights: tuple[str, ...] = ()
    missing_thread_rights: tuple[str, ...] = ()
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
        bridge_id: The bridge that would be joined; None where one would be opened.
        elsewhere: The channels that are not of the guild that this is shown to.
    """

    name: str
    endpoints: tuple[Endpoint, ...]
    fresh: tuple[Endpoint, ...]
    findings: tuple[Finding, ...]
    bridge_id: BridgeId | None = None
    elsewhere: Mapping[ChannelId, Elsewhere] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing stands in its way."""
        return not any(finding.is_obstacle for finding in self.findings)
