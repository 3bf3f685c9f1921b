"""What every command of `/bridge` takes from whoever asks."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.bridges.bridges import Bridges
from bot.bridges.model import MAX_NAME, Actor
from bot.client import QiaoBot
from bot.discord_adapter.options import names_like
from bot.discord_adapter.presenter import Presenter
from bot.ids import GuildId, UserId

Asked = discord.Interaction[QiaoBot]
Name = app_commands.Range[str, 1, MAX_NAME]

may_change = app_commands.checks.has_permissions(manage_guild=True)


class Asking(commands.Cog):
    """What the parts of the cog share."""

    bridges: Bridges
    say: Presenter


def actor_of(interaction: Asked) -> Actor:
    """Return who asks, and where."""
    return Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))


async def bridge_names(part: Asking, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
    """Return the guild's bridges in whose names is what was typed so far."""
    return names_like(await part.bridges.named(actor_of(interaction).guild_id), typed)
