"""Original: what a relayed message was made of, shown to whoever asks."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.presenter import Presenter
from bot.ids import MessageId
from bot.relay.originals import Originals


class OriginalMenu(commands.Cog):
    """The message menu's command "Original"."""

    def __init__(self, originals: Originals, say: Presenter) -> None:
        self.originals = originals
        self.say = say
        self.menu = app_commands.ContextMenu(name="Original", callback=self.original)

    @app_commands.guild_only()
    async def original(self, interaction: discord.Interaction[QiaoBot], message: discord.Message) -> None:
        """Show the source of *message*, its author, and the way to it."""
        await interaction.response.defer(ephemeral=True)
        found = await self.originals.of(MessageId(message.id))
        said = self.say.phrase(interaction, "original", author=f"<@{found.author_id}>", link=found.link)
        await self.say.answer(interaction, said, embed=discord.Embed(description=found.content))


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    cog = OriginalMenu(bot.services.originals, bot.say)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
