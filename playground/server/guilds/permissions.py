"""What a member may do: roles first, then a channel's overwrites, in Discord's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.server.channels.model import Channel
    from playground.server.guilds.model import Guild, Member

KICK_MEMBERS = 1 << 1
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
SEND_TTS_MESSAGES = 1 << 12
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
CHANGE_NICKNAME = 1 << 26
MANAGE_NICKNAMES = 1 << 27
MANAGE_ROLES = 1 << 28
MANAGE_WEBHOOKS = 1 << 29
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
SEND_MESSAGES_IN_THREADS = 1 << 38
MODERATE_MEMBERS = 1 << 40

# Every bit that Discord's table of permissions names (bits 47, 53 and above are not in it).
ALL = ((1 << 53) - 1) & ~(1 << 47)

# A fresh guild's @everyone, as far as text channels go: no right to ping everyone.
EVERYONE = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | CHANGE_NICKNAME
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS
)

# Without the right to send, these mean nothing (permissions, "Implicit Permissions").
_WITH_SENDING = SEND_MESSAGES | SEND_TTS_MESSAGES | EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE


def in_guild(guild: Guild, member: Member) -> int:
    """Return the member's permissions before any channel is looked at."""
    if guild.owner_id == member.user.id:
        return ALL
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return ALL if granted & ADMINISTRATOR else granted


def in_channel(channel: Channel, member: Member) -> int:
    """Return what the member may do in *channel*; nothing at all where they cannot see it."""
    guild = channel.guild
    granted = in_guild(guild, member)
    if granted & ADMINISTRATOR:
        return ALL
    if channel.overwrites:
        granted = _overwritten(granted, channel, member)
    if not granted & VIEW_CHANNEL:
        return 0
    return granted if granted & SEND_MESSAGES else granted & ~_WITH_SENDING


def _overwritten(granted: int, channel: Channel, member: Member) -> int:
    overwrites = channel.overwrites
    everyone = overwrites.get(channel.guild.id)
    if everyone is not None:
        granted = granted & ~everyone.deny | everyone.allow
    allow = deny = 0
    for role_id in member.roles:
        role = overwrites.get(role_id)
        if role is not None:
            allow |= role.allow
            deny |= role.deny
    granted = granted & ~deny | allow
    own = overwrites.get(member.user.id)
    if own is not None:
        granted = granted & ~own.deny | own.allow
    return granted
