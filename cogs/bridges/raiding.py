"""Guarding a bridge against raids."""

from discord import app_commands

from bot.moderation.held import HeldMessages
from bot.moderation.rulebook import Rulebook
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names

Days = app_commands.Range[int, 1, 90]
Messages = app_commands.Range[int, 0, 1000]


class Raiding(Asking):
    """`/bridge raid on`, `off`, `auto`."""

    rulebook: Rulebook
    held: HeldMessages

    raid = app_commands.Group(name="raid", description="…")  # the catalogues say it

    @raid.command(name="on")
    async def raid_on(self, interaction: Asked, bridge: Name, days: Days = 7) -> None:
        """Let what new members say wait for a moderator."""
        await interaction.response.defer(ephemeral=True)
        changed = await self.rulebook.begin_raid_mode(bridge, days, actor_of(interaction))
        await self.say(interaction, "bridge-raid-on", bridge=changed.name, days=days)

    @raid.command(name="off")
    async def raid_off(self, interaction: Asked, bridge: Name, let_cross: bool = False) -> None:
        """End it; what waits goes on waiting, unless it is to cross."""
        await interaction.response.defer(ephemeral=True)
        changed = await self.rulebook.end_raid_mode(bridge, actor_of(interaction))
        waiting = await self.held.after_raid(changed, actor_of(interaction), let_cross=let_cross)
        key = "bridge-raid-off-crossed" if let_cross else "bridge-raid-off"
        await self.say(interaction, key, bridge=changed.name, count=waiting)

    @raid.command(name="auto")
    async def raid_auto(self, interaction: Asked, bridge: Name, messages: Messages, days: Days = 7) -> None:
        """Let it begin by itself when new members say more than so much in a minute; 0: never."""
        changed = await self.rulebook.watch_for_raids(bridge, messages, days, actor_of(interaction))
        key = "bridge-raid-auto" if messages else "bridge-raid-auto-never"
        await self.say(interaction, key, bridge=changed.name, count=messages, days=days)

    @raid_on.autocomplete("bridge")
    @raid_off.autocomplete("bridge")
    @raid_auto.autocomplete("bridge")
    async def _names_for_raids(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)
