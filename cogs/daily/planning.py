"""Deciding when and how a bridge is asked."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.bridges.names import plain
from bot.discord_adapter.daily_setup import SetupView
from bot.discord_adapter.options import InZone
from cogs.daily.asking import Asked, Asking, Name, actor_of, may_change


class Planning(Asking):
    """`/daily setup`, `pause`, `resume`."""

    @app_commands.command(name="setup")
    @may_change
    async def set_up(self, interaction: Asked, bridge: Name, zone: InZone | None = None) -> None:
        """Show how a bridge is asked its topic of the day, or would be, and all that can be changed."""
        await interaction.response.defer(ephemeral=True)
        plan = await self.plans.plan(bridge, actor_of(interaction))
        hour = replace(plan.schedule.hour, zone=zone or plan.schedule.hour.zone)
        plan = replace(plan, schedule=replace(plan.schedule, hour=hour))
        view = SetupView(interaction, self.say, self.plans, plan)
        await self.say.answer(interaction, view.text(interaction), view)

    @app_commands.command()
    @may_change
    async def pause(self, interaction: Asked, bridge: Name) -> None:
        """Ask a bridge nothing for a while."""
        paused = await self.plans.pause(bridge, actor_of(interaction))
        await self.say(interaction, "daily-paused", bridge=plain(paused.name))

    @app_commands.command()
    @may_change
    async def resume(self, interaction: Asked, bridge: Name) -> None:
        """Ask a bridge again."""
        plan = await self.plans.resume(bridge, actor_of(interaction))
        next_at = self.plans.next_at(plan)
        when = "–" if next_at is None else discord.utils.format_dt(next_at, "F")
        await self.say(interaction, "daily-resumed", bridge=plain(plan.bridge.name), when=when)

    @set_up.autocomplete("bridge")
    @pause.autocomplete("bridge")
    @resume.autocomplete("bridge")
    async def _names_to_plan(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await self.names(interaction, typed)
