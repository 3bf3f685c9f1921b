"""Partners: members have somebody of the other language to talk to, a new one each week."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.partners import PartnerDesk, partner_button

Asked = discord.Interaction[QiaoBot]


@app_commands.guild_only()
class PartnerCommands(commands.GroupCog, name="partner"):
    """`/partner`, in a guild."""

    def __init__(self, desk: PartnerDesk) -> None:
        self.desk = desk

    @app_commands.command()
    async def join(self, interaction: Asked) -> None:
        """Take part, or change how."""
        await self.desk.join(interaction)

    @app_commands.command()
    async def show(self, interaction: Asked) -> None:
        """See how things stand."""
        await self.desk.show(interaction)

    @app_commands.command()
    async def skip(self, interaction: Asked) -> None:
        """Sit the next week out."""
        await self.desk.skip(interaction)

    @app_commands.command()
    async def leave(self, interaction: Asked) -> None:
        """Take part no more."""
        await self.desk.leave(interaction)

    @app_commands.command()
    async def block(self, interaction: Asked) -> None:
        """Never be brought together with this partner again."""
        await self.desk.block(interaction)


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons in pairs' threads heard."""
    desk = PartnerDesk(bot.services.community.partners, bot.say)
    await bot.add_cog(PartnerCommands(desk))
    bot.add_dynamic_items(partner_button(desk))
