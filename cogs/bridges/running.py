"""Looking after bridges that stand."""

from discord import app_commands

from bot.bridges.overviews import Overviews
from bot.discord_adapter.lists import bridge_list
from bot.discord_adapter.proposals import findings_lines
from bot.ids import MessageId
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names


class Running(Asking):
    """`/bridge list`, `pause`, `resume`, `check`."""

    overviews: Overviews

    @app_commands.command(name="list")
    async def list_(self, interaction: Asked) -> None:
        """Show the guild's bridges and how they stand."""
        standings = await self.overviews.standings(actor_of(interaction).guild_id)
        await self.say.answer(interaction, bridge_list(interaction, self.say, standings))

    @app_commands.command()
    async def pause(self, interaction: Asked, bridge: Name) -> None:
        """Let nothing cross a bridge for a while."""
        await self._pause(interaction, bridge, is_paused=True)

    @app_commands.command()
    async def resume(self, interaction: Asked, bridge: Name) -> None:
        """Let words cross a paused bridge again."""
        await self._pause(interaction, bridge, is_paused=False)

    @app_commands.command()
    async def check(self, interaction: Asked, bridge: Name) -> None:
        """Look for what is wrong with a bridge."""
        await interaction.response.defer(ephemeral=True)
        proposal = await self.bridges.check(bridge, actor_of(interaction).guild_id)
        await self.say.answer(interaction, "\n".join(findings_lines(interaction, self.say, proposal)))

    @pause.autocomplete("bridge")
    @resume.autocomplete("bridge")
    @check.autocomplete("bridge")
    async def _names_to_run(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)

    async def _pause(self, interaction: Asked, name: str, *, is_paused: bool) -> None:
        await interaction.response.defer(ephemeral=True)
        since = MessageId(interaction.id)
        bridge = await self.bridges.pause(name, actor_of(interaction), since, is_paused=is_paused)
        await self.say(interaction, "bridge-paused" if is_paused else "bridge-resumed", bridge=bridge.name)
