"""Channels as an admin's commands need them: what Discord says of one, and what was said there."""

from collections.abc import Sequence
from typing import Final

import discord

from bot.bridges.proposals import ChannelFacts
from bot.discord_adapter.failures import asking_discord, objects
from bot.discord_adapter.permissions import THREAD_RIGHT_NAMES, missing_rights, rights_in
from bot.errors import ChannelGone, Refused, Unavailable
from bot.ids import ChannelId, GuildId

_MOST_WEBHOOKS: Final = 15  # in a channel (error 30007)
_INCOMING: Final = 1
_TALK: Final = 30  # messages: enough to tell a language by


class DiscordChannels:
    """Implements `bot.bridges.ports.ChannelInspector`.

    Args:
        client: Connected; of the guilds that another process serves, REST tells.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def facts(self, channel_id: ChannelId) -> ChannelFacts:
        """Return what Discord says of *channel_id*, by the cache and one look at its webhooks.

        Raises:
            ChannelGone: There is no such channel.
            Forbidden: The bot cannot see it.
            Unavailable: Discord does not answer.
        """
        channel = self._client.get_channel(channel_id) or await self._fetched(channel_id)
        if not isinstance(channel, discord.abc.GuildChannel):
            raise ChannelGone(channel_id=channel_id)
        rights = await rights_in(self._client, GuildId(channel.guild.id), channel_id)
        is_suitable = isinstance(channel, discord.TextChannel | discord.ForumChannel)
        missing = missing_rights(rights)
        return ChannelFacts(
            id=channel_id,
            guild_id=GuildId(channel.guild.id),
            name=channel.name,
            is_suitable=is_suitable,
            is_age_restricted=isinstance(channel, discord.TextChannel | discord.ForumChannel) and channel.is_nsfw(),
            missing_rights=missing,
            missing_thread_rights=missing_rights(rights, THREAD_RIGHT_NAMES),
            may_pin=rights.pin_messages,
            has_room=not is_suitable or not rights.manage_webhooks or await self._has_room(channel_id),
        )

    async def talk(self, channel_id: ChannelId) -> Sequence[str]:
        """Return what people said there of late, the newest first; nothing where the bot may not read it."""
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return ()
        try:
            async with asking_discord():
                return [one.content async for one in channel.history(limit=_TALK) if one.content and not one.author.bot]
        except (Refused, Unavailable):
            return ()

    async def _fetched(self, channel_id: ChannelId) -> discord.abc.Snowflake:
        async with asking_discord():
            return await self._client.fetch_channel(channel_id)

    async def _has_room(self, channel_id: ChannelId) -> bool:
        async with asking_discord():
            webhooks = objects(await self._client.http.channel_webhooks(channel_id))
        ours = str(self._client.application_id)
        return len(webhooks) < _MOST_WEBHOOKS or any(
            one.get("application_id") == ours and one.get("type") == _INCOMING for one in webhooks
        )
