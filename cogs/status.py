"""Status: how the bot stands, for those who look after a guild."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.bridges.overviews import Overviews
from bot.client import QiaoBot
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.status import status_text
from bot.ids import GuildId


class StatusCommands(commands.Cog):
    """`/status`, for moderators."""

    def __init__(self, overviews: Overviews, say: Presenter) -> None:
        self.overviews = overviews
        self.say = say

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    async def status(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show translators, lanes, the connection and versions."""
        await interaction.response.defer(ephemeral=True)
        overview = await self.overviews.of(GuildId(interaction.guild_id or 0))
        await self.say.answer(interaction, status_text(interaction, self.say, overview))


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(StatusCommands(bot.services.overviews, bot.say))
