"""Participation: a member's own card, and what everybody did together."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.card import CardRoom
from bot.discord_adapter.joint_board import BoardRoom


class ParticipationCommands(commands.Cog):
    """`/card` and `/board`, in a guild."""

    def __init__(self, cards: CardRoom, boards: BoardRoom) -> None:
        self.cards = cards
        self.boards = boards

    @app_commands.command()
    @app_commands.guild_only()
    async def card(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show one's own card, and a way to share it."""
        await self.cards.show(interaction)

    @app_commands.command()
    @app_commands.guild_only()
    async def board(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show what was done together this week, and the way to other boards."""
        await self.boards.show(interaction)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    community = bot.services.community
    await bot.add_cog(ParticipationCommands(community.cards, community.boards))
