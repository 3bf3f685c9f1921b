"""Suggest: members write prompts for the topic of the day, and moderators decide about them."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.suggesting import open_suggesting
from bot.discord_adapter.suggestions import suggestion_button
from bot.prompts.suggesting import Suggestions


class SuggestCommands(commands.Cog):
    """`/suggest`, in a guild."""

    def __init__(self, suggestions: Suggestions, say: Presenter) -> None:
        self.suggestions = suggestions
        self.say = say

    @app_commands.command()
    @app_commands.guild_only()
    async def suggest(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Open the form, or show what one suggested before."""
        await open_suggesting(interaction, self.say, self.suggestions)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons under suggestions heard."""
    await bot.add_cog(SuggestCommands(bot.services.suggestions, bot.say))
    bot.add_dynamic_items(suggestion_button(bot.say, bot.services.suggestion_desk))
