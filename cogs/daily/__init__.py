"""The topic of the day: an admin sets it up, looks ahead and back, and steps in."""

from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from cogs.daily.looking import Looking
from cogs.daily.planning import Planning
from cogs.daily.queueing import Queueing
from cogs.daily.stepping_in import SteppingIn


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class DailyCommands(Planning, SteppingIn, Queueing, Looking, commands.GroupCog, name="daily"):
    """`/daily`: moderators look; what changes anything is for those who manage the guild."""

    def __init__(self, bot: QiaoBot) -> None:
        self.daily = bot.services.daily
        self.plans = bot.services.daily.plans
        self.say = bot.say


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(DailyCommands(bot))
