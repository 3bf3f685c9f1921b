"""What every command of `/daily` takes from whoever asks."""

from collections.abc import Iterable, Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot.bridges.model import MAX_NAME, Actor
from bot.client import QiaoBot
from bot.discord_adapter.options import names_like
from bot.discord_adapter.presenter import Presenter
from bot.i18n.languages import read_in
from bot.ids import GuildId, UserId
from bot.prompts.daily import Daily
from bot.prompts.model import PromptId
from bot.prompts.plans import Plans
from bot.translation.model import Language

Asked = discord.Interaction[QiaoBot]
Name = app_commands.Range[str, 1, MAX_NAME]

may_change = app_commands.checks.has_permissions(manage_guild=True)


class Asking(commands.Cog):
    """What the parts of the cog share."""

    daily: Daily
    plans: Plans
    say: Presenter

    def language(self, interaction: Asked) -> Language:
        """Return the language in which the asker reads prompts."""
        return read_in(self.say.locale(interaction))

    async def texts(self, interaction: Asked, prompt_ids: Iterable[PromptId]) -> Mapping[PromptId, str]:
        """Return what prompts ask, in the asker's language."""
        return await self.plans.texts.several(prompt_ids, self.language(interaction))

    async def names(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        """Return the guild's bridges in whose names is what was typed so far."""
        return names_like(await self.plans.bridges.named(actor_of(interaction).guild_id), typed)


def actor_of(interaction: Asked) -> Actor:
    """Return who asks, and where."""
    return Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
