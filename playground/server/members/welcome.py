"""The notice with which a guild greets whoever has joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.guilds.model import Guild, Member
from playground.server.messages.model import USER_JOIN
from playground.server.messages.notices import notice

if TYPE_CHECKING:
    from playground.server.world import World

# The system channel flag of guilds that want no such notices.
SUPPRESSED = 1 << 0


def welcome(world: World, guild: Guild, member: Member) -> None:
    """Post the notice in the guild's system channel, where there is one and it is wanted."""
    channel = guild.channels.get(guild.system_channel_id or 0)
    if channel is None or guild.system_channel_flags & SUPPRESSED:
        return
    world.messages.publish(notice(world, channel, member.user, USER_JOIN))
