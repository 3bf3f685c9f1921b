"""Bridges: an admin joins channels, looks after them, and parts them again."""

from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from cogs.bridges.moderating import Moderating
from cogs.bridges.opening import Opening
from cogs.bridges.raiding import Raiding
from cogs.bridges.running import Running
from cogs.bridges.setting import Setting
from cogs.bridges.sharing import Sharing
from cogs.bridges.tagging import Tagging
from cogs.bridges.wording import Wording


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class BridgeCommands(
    Opening, Sharing, Running, Setting, Moderating, Wording, Tagging, Raiding, commands.GroupCog, name="bridge"
):
    """`/bridge`: for moderators; what opens, changes or closes a bridge is for those who manage the guild."""

    def __init__(self, bot: QiaoBot) -> None:
        self.bridges = bot.services.bridges
        self.overviews = bot.services.overviews
        self.manners = bot.services.manners
        self.invitations = bot.services.invitations
        self.moderation = bot.services.moderation
        self.rulebook = bot.services.rulebook
        self.held = bot.services.held
        self.aliases = bot.services.community.hashtags.aliases
        self.say = bot.say


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses."""
    await bot.add_cog(BridgeCommands(bot))
