"""Moderation: members report a message, and moderators act on it in the notice channel."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import QiaoBot
from bot.discord_adapter.deletions import DeletionView
from bot.discord_adapter.held_messages import held_button
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.reports import ReportView
from bot.discord_adapter.words import written_in
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.moderation.automod import MirroredRules
from bot.moderation.moderation import Moderation
from bot.relay.model import Original, SourcePlace


class ReportMenu(commands.Cog):
    """The message menu's command "Report"."""

    def __init__(self, moderation: Moderation, say: Presenter) -> None:
        self.moderation = moderation
        self.say = say
        self.menu = app_commands.ContextMenu(name="Report", callback=self.report)

    @app_commands.guild_only()
    async def report(self, interaction: discord.Interaction[QiaoBot], message: discord.Message) -> None:
        """Show *message*, original and copy, to the moderators of its bridge."""
        await interaction.response.defer(ephemeral=True)
        place = SourcePlace(ChannelId(message.channel.id), MessageId(message.id))
        guild_id, author_id = GuildId(interaction.guild_id or 0), UserId(message.author.id)
        reported = Original(guild_id, place, author_id, written_in(message))
        await self.moderation.report(reported, UserId(interaction.user.id))
        await self.say(interaction, "report-sent")


class RuleListener(commands.Cog):
    """Keeps the mirrored AutoMod rules as they stand."""

    def __init__(self, rules: MirroredRules) -> None:
        self.rules = rules

    @commands.Cog.listener("on_automod_rule_create")
    @commands.Cog.listener("on_automod_rule_update")
    @commands.Cog.listener("on_automod_rule_delete")
    async def changed(self, rule: discord.AutoModRule) -> None:
        """Read a guild's rules anew."""
        await self.rules.changed(GuildId(rule.guild.id))

    @commands.Cog.listener()
    async def on_shard_connect(self, _shard_id: int) -> None:
        """Read all rules anew: a new session knows nothing of what changed before."""
        await self.rules.refresh()


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons under reports, questions and boards heard."""
    moderation = bot.services.moderation
    cog = ReportMenu(moderation, bot.say)
    await bot.add_cog(cog)
    await bot.add_cog(RuleListener(bot.services.rules))
    bot.tree.add_command(cog.menu)
    acts = {"delete": moderation.delete, "mute": moderation.mute_reported, "dismiss": moderation.dismiss}
    bot.add_view(ReportView(bot.say, acts))
    bot.add_view(DeletionView(bot.say, bot.services.deletions))
    bot.add_dynamic_items(held_button(bot.say, bot.services.held))
