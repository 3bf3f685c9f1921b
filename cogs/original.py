"""Original: what a relayed message was made of, shown to whoever asks."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.originals import original_embed, original_text
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.words import written_in
from bot.ids import ChannelId, MessageId, UserId
from bot.relay.originals import Originals, RelayedMessage


class OriginalMenu(commands.Cog):
    """The message menu's command "Original"."""

    def __init__(self, originals: Originals, say: Presenter) -> None:
        self.originals = originals
        self.say = say
        self.menu = app_commands.ContextMenu(name="Original", callback=self.original)

    @app_commands.guild_only()
    async def original(self, interaction: discord.Interaction[QiaoBot], message: discord.Message) -> None:
        """Show the source of *message*, its author, the way to it, and what helps to read it."""
        await interaction.response.defer(ephemeral=True)
        copy = RelayedMessage(ChannelId(message.channel.id), MessageId(message.id), written_in(message))
        shown = await self.originals.shown_to(UserId(interaction.user.id), copy)
        text = original_text(interaction, self.say, shown)
        await self.say.answer(interaction, text, embed=original_embed(interaction, self.say, shown))


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    cog = OriginalMenu(bot.services.originals, bot.say)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
