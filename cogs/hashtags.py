"""Hashtags: what people on both sides are into this week, for everybody to see."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.hashtags import week_text
from bot.discord_adapter.presenter import Presenter
from bot.hashtags.hashtags import Hashtags
from bot.ids import ChannelId, GuildId


class HashtagCommands(commands.Cog):
    """`/hashtags`, for members."""

    def __init__(self, hashtags: Hashtags, say: Presenter) -> None:
        self.of = hashtags
        self.say = say

    @app_commands.command()
    @app_commands.guild_only()
    async def hashtags(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show the hashtags that most members used in the last seven days, on both sides."""
        await interaction.response.defer()
        week = await self.of.of_the_week(GuildId(interaction.guild_id or 0), _channel(interaction))
        await self.say.announce(interaction, week_text(self.say, self.say.locale(interaction), week))


def _channel(interaction: discord.Interaction[QiaoBot]) -> ChannelId:
    """Return where the asker is: a channel; in a thread, the one that has it."""
    return ChannelId(getattr(interaction.channel, "parent_id", None) or interaction.channel_id or 0)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(HashtagCommands(bot.services.community.hashtags, bot.say))
