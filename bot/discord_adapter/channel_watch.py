"""Channels as the gate needs them: what Discord holds their members to, by the gateway's cache, without waiting."""

from collections.abc import Iterable, Mapping
from typing import Any

import discord

from bot.bridges.model import Endpoint
from bot.ids import ChannelId, UserId
from bot.moderation.model import NO_RULES, ChannelRules
from bot.relay.model import Membership, SourceMessage

_Seated = discord.TextChannel | discord.ForumChannel


class DiscordChannelWatch:
    """Implements `bot.moderation.ports.ChannelWatch`.

    Before the gateway has told of a guild, what REST said of its channels on the way counts (`learn`).

    Args:
        client: Its cache follows each channel by the gateway's events.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._learned: dict[ChannelId, ChannelRules] = {}

    def learn(self, channels: Iterable[Mapping[str, Any]]) -> None:
        """Know *channels*, as REST tells of them, until the gateway does."""
        for channel in channels:
            rules = ChannelRules(bool(channel.get("nsfw")), int(channel.get("rate_limit_per_user") or 0))
            if rules != NO_RULES:
                self._learned[ChannelId(int(channel["id"]))] = rules
            else:
                self._learned.pop(ChannelId(int(channel["id"])), None)

    def rules(self, seat: Endpoint) -> ChannelRules:
        """Return what Discord holds members to in a channel."""
        channel = self._channel(seat)
        if channel is None:
            learned = self._learned.get(seat.home, NO_RULES)
            is_restricted_alone = seat.parent_id is not None and learned is not NO_RULES
            return ChannelRules(learned.is_age_restricted) if is_restricted_alone else learned
        slow_seconds = channel.slowmode_delay
        if seat.parent_id is not None:  # it has a slow mode of its own, and its parent's age restriction
            thread = channel.guild.get_thread(seat.channel_id)
            slow_seconds = thread.slowmode_delay if thread is not None else 0
        if not channel.nsfw and not slow_seconds:
            return NO_RULES
        return ChannelRules(channel.nsfw, slow_seconds)

    def is_exempt_from_slow(self, seat: Endpoint, message: SourceMessage) -> bool:
        """Tell whether the author of *message* may manage messages or the channel, and is known as a member there."""
        channel = self._channel(seat)
        if channel is None or message.membership is None or channel.guild.id != message.guild_id:
            return False
        rights = rights_of(channel, message.author.id, message.membership)
        return rights.manage_messages or rights.manage_channels or rights.bypass_slowmode

    def manages_guild(self, seat: Endpoint, message: SourceMessage) -> bool:
        """Tell whether the author of *message*, as a member of that guild, is above its rules."""
        channel = self._channel(seat)
        if channel is None or message.membership is None or channel.guild.id != message.guild_id:
            return False
        return rights_of(channel, message.author.id, message.membership).manage_guild

    def _channel(self, seat: Endpoint) -> _Seated | None:
        # Not `get_channel` of the client: that looks through all guilds.
        guild = self._client.get_guild(seat.guild_id)
        channel = guild.get_channel(seat.home) if guild is not None else None
        return channel if isinstance(channel, _Seated) else None


def rights_of(channel: _Seated, user_id: UserId, membership: Membership) -> discord.Permissions:
    """Return what a member may do in *channel*, whom no cache knows (permissions, "Permission Overwrites")."""
    guild = channel.guild
    if user_id == guild.owner_id:
        return discord.Permissions.all()
    held = {guild.id, *membership.role_ids}
    rights = discord.Permissions()
    for role_id in held:
        role = guild.get_role(role_id)
        rights.value |= role.permissions.value if role is not None else 0
    if rights.administrator:
        return discord.Permissions.all()
    overwrites = {target.id: overwrite.pair() for target, overwrite in channel.overwrites.items()}
    for targets in ({guild.id}, held - {guild.id}, {user_id}):
        pairs = [overwrites[target] for target in targets if target in overwrites]
        for _, denied in pairs:
            rights.value &= ~denied.value
        for allowed, _ in pairs:
            rights.value |= allowed.value
    return rights
