"""Insights: whether those who write in different languages meet, for those who manage a guild."""

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.bridges.model import Actor
from bot.client import QiaoBot
from bot.discord_adapter.insight_lists import deed_list, exclusion_list, report_text, subjects_of
from bot.discord_adapter.insight_reports import demand_admin, report_button
from bot.discord_adapter.options import AtTime, InZone, Joinable
from bot.ids import ChannelId, GuildId, UserId

Asked = discord.Interaction[QiaoBot]
Weeks = Literal[4, 12, 52]
Link = app_commands.Range[str, 1, 200]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class InsightCommands(commands.GroupCog, name="insights"):
    """`/insights`, for those who manage the guild."""

    exclude = app_commands.Group(name="exclude", description="…")  # the catalogues say it

    def __init__(self, bot: QiaoBot) -> None:
        self.room = bot.services.community.insights
        self.desk, self.reports = self.room.desk, self.room.reports
        self.say = bot.say

    async def interaction_check(self, interaction: Asked, /) -> bool:  # type: ignore[override] # of a bot's own kind
        """Let only those go on who manage the guild, whatever it lets others see."""
        demand_admin(interaction)
        return True

    @app_commands.command()
    async def show(self, interaction: Asked, weeks: Weeks = 12) -> None:
        """Show the numbers of the last weeks, with what each means."""
        await self.room.open(interaction, self.say, weeks)

    @app_commands.command()
    async def export(self, interaction: Asked, weeks: Weeks = 12) -> None:
        """Hand the numbers over as a file, a row a week."""
        await self.room.export(interaction, self.say, weeks)

    @app_commands.command()
    async def report(
        self,
        interaction: Asked,
        channel: discord.TextChannel | None = None,
        zone: InZone | None = None,
        time: AtTime | None = None,
        state: Literal["on", "off"] = "on",
    ) -> None:
        """Have a report posted each Monday, change when or where, or end it."""
        await interaction.response.defer(ephemeral=True)
        by = actor_of(interaction)
        if state == "off":
            await self.reports.end(by)
            await self.say(interaction, "insights-report-ended")
            return
        place = None if channel is None else ChannelId(channel.id)
        report, due_at = await self.reports.begin(by, place, zone, time)
        when = discord.utils.format_dt(due_at, "F")
        await self.say(interaction, "insights-report-begun", channel=f"<#{report.channel_id}>", when=when)

    @app_commands.command()
    async def void(self, interaction: Asked, message: Link) -> None:
        """Have nothing count that a message is."""
        await interaction.response.defer(ephemeral=True)
        await self.say(interaction, "insights-voided", count=await self.desk.void(message, actor_of(interaction)))

    @exclude.command(name="add")
    async def add_exclusion(
        self, interaction: Asked, role: discord.Role | None = None, channel: Joinable | None = None
    ) -> None:
        """Count a role or a channel no more."""
        await interaction.response.defer(ephemeral=True)
        for subject in subjects_of(role, channel):
            await self.desk.exclude(subject, actor_of(interaction))
        await self._list(interaction)

    @exclude.command(name="remove")
    async def remove_exclusion(
        self, interaction: Asked, role: discord.Role | None = None, channel: Joinable | None = None
    ) -> None:
        """Count a role or a channel again."""
        await interaction.response.defer(ephemeral=True)
        for subject in subjects_of(role, channel):
            await self.desk.include(subject, actor_of(interaction))
        await self._list(interaction)

    @exclude.command(name="list")
    async def list_exclusions(self, interaction: Asked) -> None:
        """Show what is not counted."""
        await self._list(interaction)

    @app_commands.command()
    async def log(self, interaction: Asked) -> None:
        """Show what admins did here, and how the report stands."""
        await interaction.response.defer(ephemeral=True)
        guild_id = actor_of(interaction).guild_id
        shown = deed_list(interaction, self.say, await self.desk.log(guild_id))
        report = await self.reports.store.of(guild_id)
        lines = [] if report is None else [report_text(interaction, self.say, report)]
        await self.say.answer(interaction, "\n".join([*lines, shown]))

    async def _list(self, interaction: Asked) -> None:
        subjects = self.desk.excluded_in(actor_of(interaction).guild_id)
        await self.say.answer(interaction, exclusion_list(interaction, self.say, subjects))


def actor_of(interaction: Asked) -> Actor:
    """Return who asks, and where."""
    return Actor(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))


async def setup(bot: QiaoBot) -> None:
    """Give the cog what it uses, and have the buttons under reports heard."""
    await bot.add_cog(InsightCommands(bot))
    bot.add_dynamic_items(report_button(bot.say, bot.services.community.insights))
