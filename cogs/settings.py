"""Settings: what a member wants to read, and how others may treat their words."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.options import InZone
from bot.discord_adapter.preferences import PreferenceView
from bot.discord_adapter.presenter import Presenter
from bot.ids import UserId
from bot.members.preferences import Preferences


class SettingsCommands(commands.Cog):
    """`/settings`, in any guild and in private messages."""

    def __init__(self, preferences: Preferences, say: Presenter) -> None:
        self.preferences = preferences
        self.say = say

    @app_commands.command()
    async def settings(self, interaction: discord.Interaction[QiaoBot], zone: InZone | None = None) -> None:
        """Show how things stand, and a way to change each; a zone that is named is chosen first."""
        if zone is not None:
            await self.preferences.choose_zone(UserId(interaction.user.id), zone)
        view = PreferenceView(interaction, self.say, self.preferences)
        await self.say.answer(interaction, view.text(interaction), view)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(SettingsCommands(bot.services.preferences, bot.say))
