"""Erasing one's data: a question, a button, and how far it is."""

import asyncio
from typing import Any, Final

import discord

from bot.discord_adapter.presenter import Presenter
from bot.ids import UserId
from bot.members.erasures import Erasures
from bot.members.model import Erasure

# An interaction's token is good for 15 minutes ("Followup Messages").
_PATIENCE_SECONDS: Final = 14 * 60.0
_BETWEEN_LOOKS_SECONDS: Final = 2.0


def erasure_text(interaction: discord.Interaction[Any], say: Presenter, erasure: Erasure) -> str:
    """Return how far *erasure* is."""
    if erasure.finished_at is None:
        done = erasure.copies - erasure.left
        return say.phrase(interaction, "erase-progress", done=max(done, 0), copies=erasure.copies)
    finished = discord.utils.format_dt(erasure.finished_at, "f")
    key = "erase-done-but" if erasure.out_of_reach else "erase-done"
    return say.phrase(interaction, key, copies=erasure.copies, left=erasure.out_of_reach, finished=finished)


class ErasureView(discord.ui.View):
    """One button that begins it; whoever does not want it, lets the message be."""

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, erasures: Erasures) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say = say
        self._erasures = erasures
        button: discord.ui.Button[ErasureView] = discord.ui.Button(
            label=say.phrase(interaction, "erase-button"), style=discord.ButtonStyle.danger
        )
        button.callback = self._pressed  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        self.add_item(button)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    async def _pressed(self, press: discord.Interaction[Any]) -> None:
        await press.response.defer()
        erasure: Erasure | None = await self._erasures.request(UserId(press.user.id), press.created_at)
        self.stop()
        shown = ""
        until = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
        while erasure is not None and asyncio.get_running_loop().time() < until:
            if (text := erasure_text(press, self._say, erasure)) != shown:
                await press.edit_original_response(content=text, view=None)
                shown = text
            if erasure.finished_at is not None:
                return
            await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)
            erasure = await self._erasures.of(erasure.user_id)
