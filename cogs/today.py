"""Today: the topic of the day, for whoever wants to answer it."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.daily_lists import today_text
from bot.discord_adapter.presenter import Presenter
from bot.i18n.languages import read_in
from bot.ids import ChannelId, GuildId
from bot.prompts.daily import Daily


class TodayCommands(commands.Cog):
    """`/today`, for members."""

    def __init__(self, daily: Daily, say: Presenter) -> None:
        self.daily = daily
        self.say = say

    @app_commands.command()
    @app_commands.guild_only()
    async def today(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show today's topic, where to answer it, and when the next one comes."""
        await interaction.response.defer(ephemeral=True)
        today = await self.daily.today(GuildId(interaction.guild_id or 0), _channel(interaction))
        choice = None if today.past is None else today.past.occasion.choice
        chosen = [] if choice is None else [choice.prompt_id]
        texts = await self.daily.plans.texts.several(chosen, read_in(self.say.locale(interaction)))
        await self.say.answer(interaction, today_text(interaction, self.say, today, texts))


def _channel(interaction: discord.Interaction[QiaoBot]) -> ChannelId:
    """Return where the asker is: a channel; in a thread, the one that has it."""
    return ChannelId(getattr(interaction.channel, "parent_id", None) or interaction.channel_id or 0)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(TodayCommands(bot.services.daily, bot.say))
