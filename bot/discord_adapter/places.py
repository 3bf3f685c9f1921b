"""What Discord's places and people are called, and in which guilds the bot is."""

from collections.abc import Mapping
from typing import Any, Final

import discord

from bot.discord_adapter.failures import an_object, asking_discord
from bot.errors import ChannelGone, Forbidden, Refused
from bot.ids import ChannelId, GuildId, UserId

_UNKNOWN: Final = "…"


class DiscordPlaces:
    """Implements `bot.bridges.ports.Places` and `bot.bridges.consent.GuildPresence`.

    By the cache where it knows, and else over REST: another process may serve the guild.

    Args:
        client: Logged in before the first call.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def guild(self, guild_id: GuildId) -> str:
        """Return the name of a guild."""
        known = self._client.get_guild(guild_id)
        if known is not None and not known.unavailable:
            return known.name
        return await self._named(self._client.http.get_guild(guild_id, with_counts=False), "name")

    async def channel(self, channel_id: ChannelId) -> str:
        """Return the name of a channel, without a mark before it."""
        known = self._client.get_channel(channel_id)
        if isinstance(known, discord.abc.GuildChannel):
            return known.name
        return await self._named(self._client.http.get_channel(channel_id), "name")

    async def user(self, user_id: UserId) -> str:
        """Return the name under which a user is seen."""
        return await self._named(self._client.http.get_user(user_id), "global_name", "username")

    async def every(self) -> frozenset[GuildId]:
        """Return all guilds that the bot is in, those with an outage too."""
        async with asking_discord():
            return frozenset(
                [GuildId(one.id) async for one in self._client.fetch_guilds(limit=None, with_counts=False)]
            )

    async def is_in(self, guild_id: GuildId) -> bool:
        """Tell whether the bot is in a guild."""
        try:
            async with asking_discord():
                await self._client.http.get_guild(guild_id, with_counts=False)
        except (ChannelGone, Forbidden):  # 10004 and 50001: there is none, or not for us
            return False
        return True

    async def _named(self, asked: Any, *fields: str) -> str:
        try:
            async with asking_discord():
                found: Mapping[str, object] = an_object(await asked)
        except (ChannelGone, Refused):
            return _UNKNOWN
        return next((str(found[field]) for field in fields if found.get(field)), _UNKNOWN)
