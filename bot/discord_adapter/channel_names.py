"""Channels as they are shown in a guild: another guild's by its name, since a mention would read as unknown there."""

import discord

from bot.bridges.names import plain
from bot.bridges.ports import ChannelDirectory, Places
from bot.discord_adapter.moderators import locale_in
from bot.i18n.catalog import Catalog
from bot.ids import ChannelId, GuildId


class ChannelNames:
    """Says channels to those who may not see them.

    Args:
        client: Connected, with the guilds in its cache in which channels are shown.
        directory: Tells the guild of a channel.
        places: Tells what channels of other guilds are called.
    """

    def __init__(self, client: discord.Client, catalog: Catalog, directory: ChannelDirectory, places: Places) -> None:
        self._client = client
        self._catalog = catalog
        self._directory = directory
        self._places = places

    async def shown(self, channel_id: ChannelId, at: ChannelId) -> str:
        """Return how *channel_id* is shown in the channel *at*.

        Raises:
            ChannelGone, Forbidden, Unavailable: Discord does not tell.
        """
        here, of = await self._guild_of(at), await self._guild_of(channel_id)
        if of == here:
            return f"<#{channel_id}>"
        name, guild_name = await self._places.channel(channel_id), await self._places.guild(of)
        locale = locale_in(self._client, at)
        return self._catalog.say(locale, "channel-elsewhere", channel=plain(name), guild=plain(guild_name))

    async def _guild_of(self, channel_id: ChannelId) -> GuildId:
        """Return the guild of a channel, one too that the bot may not see any more."""
        known = self._client.get_channel(channel_id)
        if isinstance(known, discord.abc.GuildChannel):
            return GuildId(known.guild.id)
        # Another process may serve the guild.
        return await self._directory.guild_of(channel_id)
