"""Guide: how a bridge is lived with, for members and those who look after them."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.guide import GuideView, Topic
from bot.discord_adapter.presenter import Presenter


class GuideCommands(commands.Cog):
    """`/guide`, in any guild and in private messages."""

    def __init__(self, say: Presenter) -> None:
        self.say = say

    @app_commands.command()
    async def guide(self, interaction: discord.Interaction[QiaoBot], page: Topic = "about") -> None:
        """Show one page of the guide, and the way to the others."""
        view = GuideView(interaction, self.say, page)
        await self.say.answer(interaction, view.text(interaction), view)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(GuideCommands(bot.say))
