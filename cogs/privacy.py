"""Privacy: who sees a member's words, what is kept of them, and how to say no, to have it or to be rid of it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.privacy import Privacy, PrivacyView


class PrivacyCommands(commands.Cog):
    """`/privacy`, in any guild and in private messages."""

    def __init__(self, privacy: Privacy) -> None:
        self.privacy = privacy

    @app_commands.command(name="privacy")
    async def show(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show how things stand, and what can be done about it."""
        view = PrivacyView(interaction, self.privacy)
        await self.privacy.say.answer(interaction, await self.privacy.text(interaction), view)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(PrivacyCommands(bot.privacy))
