"""Fix: a learner's sentence is mended by somebody who knows the language, where its author asked for that."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.corrections import FixDesk, fix_button


class FixMenu(commands.Cog):
    """The message menu's command "Fix"."""

    def __init__(self, desk: FixDesk) -> None:
        self.desk = desk
        self.menu = app_commands.ContextMenu(name="Fix", callback=self.fix)

    @app_commands.guild_only()
    async def fix(self, interaction: discord.Interaction[QiaoBot], message: discord.Message) -> None:
        """Show the form in which *message*, or what it was made of, is mended."""
        await self.desk.open(interaction, message)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons under corrections heard."""
    cog = FixMenu(bot.services.community.fixes)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
    bot.add_dynamic_items(fix_button(cog.desk))
