"""Privacy: who sees a member's words, what is kept of them, and how to say no."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.privacy import PrivacyView
from bot.members.members import Members


class PrivacyCommands(commands.Cog):
    """`/privacy`, in any guild and in private messages."""

    def __init__(self, members: Members, translators: tuple[str, ...], say: Presenter) -> None:
        self.members = members
        self.translators = translators
        self.say = say

    @app_commands.command()
    async def privacy(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show how things stand, and two switches."""
        view = PrivacyView(interaction, self.say, self.members, self.translators)
        await self.say.answer(interaction, view.text(interaction), view)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(PrivacyCommands(bot.services.members, bot.services.bridges.notices.translators, bot.say))
