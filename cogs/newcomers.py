"""Newcomers: people introduce themselves across a bridge, and greeters see who waits for a first hello."""

from collections.abc import Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.greeters import GreeterDesk, greeter_button
from bot.discord_adapter.introducing import HelloDesk, hello_button
from bot.ids import MessageId, UserId

Noticed = Callable[[MessageId], None]
"""Is told that something was put under a message, or taken off."""


class NewcomerCommands(commands.GroupCog, name="hello"):
    """`/hello`, in a guild; and what is told of reactions."""

    def __init__(self, hellos: HelloDesk, greeters: GreeterDesk, noticed: Noticed, own_id: UserId) -> None:
        self.hellos = hellos
        self.greeters = greeters
        self.noticed = noticed
        self.own_id = own_id

    @app_commands.command()
    @app_commands.guild_only()
    async def card(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Open the form, or show who answered one's own introduction."""
        await self.hellos.open(interaction)

    @app_commands.command()
    @app_commands.guild_only()
    async def greet(self, interaction: discord.Interaction[QiaoBot]) -> None:
        """Show a greeter whom to greet, or how to become one."""
        await self.greeters.open(interaction)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Tell that somebody reacted; the bot's own reaction stands for one of those."""
        if payload.guild_id is not None and payload.user_id != self.own_id:
            self.noticed(MessageId(payload.message_id))

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Tell that somebody's reaction was taken off."""
        if payload.guild_id is not None and payload.user_id != self.own_id:
            self.noticed(MessageId(payload.message_id))


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons heard, those too that stand since before this run."""
    newcomers = bot.services.community.newcomers
    hellos = HelloDesk(bot.say, newcomers.introductions)
    greeters = GreeterDesk(bot.say, newcomers.introductions, newcomers.greetings)
    await bot.add_cog(NewcomerCommands(hellos, greeters, newcomers.noticing.reacted, bot.own_user_id))
    bot.add_dynamic_items(hello_button(hellos), greeter_button(greeters))
