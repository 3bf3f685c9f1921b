"""Guilds: the bot is removed from one, or comes back."""

import discord
from discord.ext import commands

from bot.bridges.departures import Departures
from bot.client import QiaoBot
from bot.ids import GuildId


class GuildListener(commands.Cog):
    """Listens for departures. An outage is none: discord.py tells of it by other events."""

    def __init__(self, departures: Departures) -> None:
        self.departures = departures

    @commands.Cog.listener()
    async def on_shard_ready(self, _shard_id: int) -> None:
        """Have it found out what a new session was not told, and what discord.py tells of no more right after it."""
        await self.departures.keep_house()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Tell that the bot was removed from a guild."""
        await self.departures.left(GuildId(guild.id), guild.name)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tell that the bot is in a guild in which it was not."""
        await self.departures.back(GuildId(guild.id), guild.name)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(GuildListener(bot.services.departures))
