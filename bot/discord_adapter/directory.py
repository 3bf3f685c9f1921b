"""Where channels are, asked of Discord's REST: it works before the gateway does."""

from typing import Final

import discord
from cachetools import LRUCache

from bot.discord_adapter.failures import an_object, asking_discord
from bot.errors import ChannelGone
from bot.ids import ChannelId, GuildId

_REMEMBERED: Final = 4096


class DiscordDirectory:
    """Implements `bot.bridges.ports.ChannelDirectory`; remembers answers, as channels never move.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._guilds: LRUCache[ChannelId, GuildId] = LRUCache(_REMEMBERED)  # threads are many
        self._forums: set[ChannelId] = set()

    async def guild_of(self, channel_id: ChannelId) -> GuildId:
        """Return the guild of *channel_id*.

        Raises:
            ChannelGone: There is no such channel in any guild.
            Forbidden: The bot cannot see it.
            Unavailable: Discord does not answer.
        """
        guild_id = self._guilds.get(channel_id)
        if guild_id is None:
            guild_id = self._guilds[channel_id] = await self._ask(channel_id)
        return guild_id

    async def is_forum(self, channel_id: ChannelId) -> bool:
        """Tell whether a channel has no messages of its own, only posts. Raises as `guild_of` does."""
        known = self._client.get_channel(channel_id)
        if known is None:
            await self.guild_of(channel_id)
            return channel_id in self._forums
        return isinstance(known, discord.ForumChannel)

    async def _ask(self, channel_id: ChannelId) -> GuildId:
        async with asking_discord():
            channel = an_object(await self._client.http.get_channel(channel_id))
        guild_id = channel.get("guild_id")
        if guild_id is None:
            raise ChannelGone(channel_id=channel_id)  # somebody's private messages
        if channel["type"] in {discord.ChannelType.forum.value, discord.ChannelType.media.value}:
            self._forums.add(channel_id)
        return GuildId(int(guild_id))
