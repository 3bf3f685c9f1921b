"""What every command of `/bridge` takes from whoever asks."""

from typing import Any

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


class _TextOrForum(app_commands.Transformer):
    """Takes a text channel or a forum; discord.py would count media channels in, and Discord would not."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return what Discord offers."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Return of which kinds."""
        return [discord.ChannelType.text, discord.ChannelType.forum]

    async def transform(self, _interaction: discord.Interaction[Any], value: Any, /) -> Any:
        """Return the channel behind *value*.

        Raises:
            TransformerError: The bot does not know it.
        """
        channel = value.resolve()
        if channel is None:
            raise app_commands.TransformerError(value, self.type, self)
        return channel


Joinable = app_commands.Transform[discord.TextChannel | discord.ForumChannel, _TextOrForum]


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
