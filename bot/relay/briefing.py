"""Briefings: what the gateway tells of a guild as its events begin to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.threads import SourceThread


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a guild is like: what happens in it from then on is heard.

    Attributes:
        newest: The newest message's id, for each channel that has one.
        threads: Its public threads that are not archived, as far as the bot sees them.
    """

    newest: Mapping[ChannelId, MessageId]
    threads: Sequence[SourceThread]


class Briefings(Protocol):
    """The gateway, at the beginning of a session."""

    async def of(self, guild_id: GuildId) -> Briefing | None:
        """Return what the present session was told of a guild, as soon as it is; None if nothing: Discord can be asked.

        What an earlier session was told does not count.
        """
        ...
