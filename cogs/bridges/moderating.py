"""Keeping a bridge's members safe."""

import discord
from discord import app_commands

from bot.ids import UserId
from bot.moderation.moderation import Moderation
from cogs.bridges.asking import Asked, Asking, Name, actor_of, bridge_names


class Moderating(Asking):
    """`/bridge mute`, `unmute`."""

    moderation: Moderation

    @app_commands.command()
    async def mute(self, interaction: Asked, bridge: Name, member: discord.User) -> None:
        """Let what a member says stay in its channel."""
        await self._mute(interaction, bridge, member, is_muted=True)

    @app_commands.command()
    async def unmute(self, interaction: Asked, bridge: Name, member: discord.User) -> None:
        """Let what a member says cross again."""
        await self._mute(interaction, bridge, member, is_muted=False)

    @mute.autocomplete("bridge")
    @unmute.autocomplete("bridge")
    async def _names_to_mute(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await bridge_names(self, interaction, typed)

    async def _mute(self, interaction: Asked, name: str, member: discord.User, *, is_muted: bool) -> None:
        bridge = await self.moderation.mute(name, UserId(member.id), actor_of(interaction), is_muted=is_muted)
        key = "bridge-muted" if is_muted else "bridge-unmuted"
        await self.say(interaction, key, bridge=bridge.name, member=member.mention)
