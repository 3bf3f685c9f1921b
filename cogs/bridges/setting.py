"""Deciding how words cross a bridge."""

from discord import app_commands

from bot.bridges.manners import Manners
from bot.discord_adapter.manners import MannerView
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names, may_change


class Setting(Asking):
    """`/bridge settings`."""

    manners: Manners

    @app_commands.command()
    @may_change
    async def settings(self, interaction: Asked, bridge: Name) -> None:
        """Show how words cross a bridge, and a switch for each of its settings."""
        shown = await self.manners.bridge(bridge, actor_of(interaction).guild_id)
        view = MannerView(interaction, self.say, shown, self.manners.switch)
        await self.say.answer(interaction, view.text(interaction), view)

    @settings.autocomplete("bridge")
    async def _names_to_set(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)
