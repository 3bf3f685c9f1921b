"""A bridge's settings at a glance: how things stand, and a switch for each."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from bot.bridges.manners import is_on, settings_for
from bot.bridges.model import Actor, Bridge, Setting
from bot.discord_adapter.presenter import Presenter
from bot.ids import GuildId, MessageId, UserId

# The token of an interaction is good for 15 minutes (interactions, "Receiving and Responding").
_PATIENCE_SECONDS: Final = 14 * 60.0

_NOBODY: Final = discord.AllowedMentions.none()

Switch = Callable[[Bridge, Setting, Actor, MessageId, bool], Awaitable[Bridge]]
"""Switches a setting of the bridge that was shown, and returns the bridge as it is then."""


class MannerView(discord.ui.View):
    """A button for each setting that the asker's guild can change; each press shows how things stand then."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, bridge: Bridge, switch: Switch) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say = say
        self._bridge = bridge
        self._switch = switch
        self._draw(interaction)

    def text(self, interaction: discord.Interaction[Any]) -> str:
        """Return how things stand."""
        settings = self._settings(interaction)
        lines = [self._say.phrase(interaction, "manner-title", bridge=discord.utils.escape_markdown(self._bridge.name))]
        lines += [self._say.phrase(interaction, f"manner-{one}-{self._state(interaction, one)}") for one in settings]
        if not settings:
            lines.append(self._say.phrase(interaction, "manner-not-yours"))
        return "\n".join(lines)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _settings(self, interaction: discord.Interaction[Any]) -> tuple[Setting, ...]:
        return settings_for(self._bridge, GuildId(interaction.guild_id or 0))

    def _state(self, interaction: discord.Interaction[Any], setting: Setting) -> str:
        return "on" if is_on(self._bridge, setting, GuildId(interaction.guild_id or 0)) else "off"

    def _draw(self, interaction: discord.Interaction[Any]) -> None:
        self.clear_items()
        for setting in self._settings(interaction):
            self._add(interaction, setting)

    def _add(self, interaction: discord.Interaction[Any], setting: Setting) -> None:
        turns_on = self._state(interaction, setting) == "off"

        async def pressed(press: discord.Interaction[Any]) -> None:
            await press.response.defer()
            by = Actor(GuildId(press.guild_id or 0), UserId(press.user.id))
            self._bridge = await self._switch(self._bridge, setting, by, MessageId(press.id), turns_on)
            self._draw(press)
            await press.edit_original_response(content=self.text(press), view=self, allowed_mentions=_NOBODY)

        label = self._say.phrase(interaction, f"manner-{setting}-turn-{'on' if turns_on else 'off'}")
        button: discord.ui.Button[MannerView] = discord.ui.Button(label=label)
        button.callback = pressed  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        self.add_item(button)
