"""What a member may do: roles first, then a channel's overwrites, in Discord's order."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playground.server.channels.kinds import VOICE_CHANNEL
from playground.server.threads.model import Thread

if TYPE_CHECKING:
    from playground.server.channels.model import Channel
    from playground.server.guilds.model import Guild, Member

CREATE_INSTANT_INVITE = 1 << 0
KICK_MEMBERS = 1 << 1
BAN_MEMBERS = 1 << 2
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_AUDIT_LOG = 1 << 7
PRIORITY_SPEAKER = 1 << 8
STREAM = 1 << 9
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
SEND_TTS_MESSAGES = 1 << 12
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_EXTERNAL_EMOJIS = 1 << 18
VIEW_GUILD_INSIGHTS = 1 << 19
CONNECT = 1 << 20
SPEAK = 1 << 21
MUTE_MEMBERS = 1 << 22
DEAFEN_MEMBERS = 1 << 23
MOVE_MEMBERS = 1 << 24
USE_VAD = 1 << 25
CHANGE_NICKNAME = 1 << 26
MANAGE_NICKNAMES = 1 << 27
MANAGE_ROLES = 1 << 28
MANAGE_WEBHOOKS = 1 << 29
MANAGE_GUILD_EXPRESSIONS = 1 << 30
USE_APPLICATION_COMMANDS = 1 << 31
REQUEST_TO_SPEAK = 1 << 32
MANAGE_EVENTS = 1 << 33
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
USE_EXTERNAL_STICKERS = 1 << 37
SEND_MESSAGES_IN_THREADS = 1 << 38
USE_EMBEDDED_ACTIVITIES = 1 << 39
MODERATE_MEMBERS = 1 << 40
VIEW_CREATOR_MONETIZATION_ANALYTICS = 1 << 41
USE_SOUNDBOARD = 1 << 42
CREATE_GUILD_EXPRESSIONS = 1 << 43
CREATE_EVENTS = 1 << 44
USE_EXTERNAL_SOUNDS = 1 << 45
SEND_VOICE_MESSAGES = 1 << 46
SET_VOICE_CHANNEL_STATUS = 1 << 48
SEND_POLLS = 1 << 49
USE_EXTERNAL_APPS = 1 << 50
PIN_MESSAGES = 1 << 51
BYPASS_SLOWMODE = 1 << 52

# Every bit that Discord's table of permissions names (bits 47, 53 and above are not in it).
ALL = ((1 << 53) - 1) & ~(1 << 47)

# A fresh guild's @everyone, as far as text channels go: no right to ping everyone.
EVERYONE = (
    CREATE_INSTANT_INVITE
    | ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_EXTERNAL_EMOJIS
    | CONNECT
    | SPEAK
    | CHANGE_NICKNAME
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | USE_EXTERNAL_STICKERS
    | SEND_MESSAGES_IN_THREADS
    | SEND_VOICE_MESSAGES
    | SEND_POLLS
    | USE_EXTERNAL_APPS
)

# Without the right to send, these mean nothing (permissions, "Implicit Permissions").
_WITH_SENDING = SEND_MESSAGES | SEND_TTS_MESSAGES | EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE

# All that is left to those who are timed out (permissions, "Permissions For Timed Out Members").
_SILENCED = VIEW_CHANNEL | READ_MESSAGE_HISTORY

# The guild member flag of those whom AutoMod has shut out for their name.
QUARANTINED = 1 << 7


def in_guild(guild: Guild, member: Member) -> int:
    """Return the member's permissions before any channel is looked at."""
    granted = _granted(guild, member)
    return granted & _SILENCED if _is_silenced(member) and not granted & ADMINISTRATOR else granted


def in_channel(channel: Channel, member: Member) -> int:
    """Return what the member may do in *channel*; nothing at all where they cannot see it."""
    if isinstance(channel, Thread):
        return _in_thread(channel, member)
    granted = _with_overwrites(channel, member)
    if granted & ADMINISTRATOR:
        return ALL
    if not granted & VIEW_CHANNEL:
        return 0
    if (member.timed_out_until or member.flags) and _is_silenced(member):
        return granted & _SILENCED
    if channel.type == VOICE_CHANNEL and not granted & CONNECT:
        return VIEW_CHANNEL
    return granted if granted & SEND_MESSAGES else granted & ~_WITH_SENDING


def _in_thread(thread: Thread, member: Member) -> int:
    """Return what the member may do in *thread*, where SEND_MESSAGES stands for the right to speak in it.

    A thread's rights are those in its parent, but to speak one needs SEND_MESSAGES_IN_THREADS (permissions, "Inherited
    Permissions"); to begin a forum's post, SEND_MESSAGES is enough.
    """
    granted = _with_overwrites(thread.parent, member)
    if granted & ADMINISTRATOR:
        return ALL
    if not granted & VIEW_CHANNEL:
        return 0
    if thread.is_private and member.user.id not in thread.participants and not granted & MANAGE_THREADS:
        return 0
    if (member.timed_out_until or member.flags) and _is_silenced(member):
        return granted & _SILENCED
    speaking = SEND_MESSAGES if thread.is_unsaid else SEND_MESSAGES_IN_THREADS
    return granted | SEND_MESSAGES if granted & speaking else granted & ~_WITH_SENDING


def _with_overwrites(channel: Channel, member: Member) -> int:
    granted = _granted(channel.guild, member)
    if channel.overwrites and not granted & ADMINISTRATOR:
        # Nobody becomes an administrator by a channel's overwrite.
        return _overwritten(granted, channel, member) & ~ADMINISTRATOR
    return granted


def _granted(guild: Guild, member: Member) -> int:
    if guild.owner_id == member.user.id:
        return ALL
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return ALL if granted & ADMINISTRATOR else granted


def _is_silenced(member: Member) -> bool:
    if member.timed_out_until and member.timed_out_until > time.time():
        return True
    return bool(member.flags & QUARANTINED)


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
