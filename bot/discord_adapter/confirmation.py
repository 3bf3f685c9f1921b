"""Asking once more before what cannot be undone."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from bot.discord_adapter.presenter import Presenter
from bot.ids import MessageId

_PATIENCE_SECONDS: Final = 14 * 60.0

Act = Callable[[MessageId], Awaitable[object]]
"""Does what was asked about; it is given the id of the press of the button."""


class Confirmation(discord.ui.View):
    """One button that does it; whoever does not want it, lets the message be.

    Args:
        what: The middle of two keys: `bridge-<what>-button`, on the button, and `bridge-<what>-done`, after it.
    """

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, act: Act, what: str) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say = say
        self._act = act
        self._what = what
        button: discord.ui.Button[Confirmation] = discord.ui.Button(
            label=say.phrase(interaction, f"bridge-{what}-button"), style=discord.ButtonStyle.danger
        )
        button.callback = self._pressed  # type: ignore[method-assign] # discord.py's way to give an item its own
        self.add_item(button)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    async def _pressed(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await self._act(MessageId(interaction.id))
        self.stop()
        await interaction.edit_original_response(
            content=self._say.phrase(interaction, f"bridge-{self._what}-done"), view=None
        )
