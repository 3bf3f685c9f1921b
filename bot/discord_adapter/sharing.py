"""Sharing: what only its asker sees is put into the channel by a press, once, and only where they may write."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

from bot.discord_adapter.presenter import Presenter
from bot.errors import NotToBeSharedHere

PATIENCE_SECONDS: Final = 14 * 60.0
"""The token of an interaction is good for 15 minutes (interactions, "Receiving and Responding")."""

_NOBODY: Final = discord.AllowedMentions.none()


class ShareButton(discord.ui.Button[Any]):
    """Puts something into the channel.

    Args:
        shared: Does it, after the press was answered.
    """

    def __init__(
        self,
        interaction: discord.Interaction[Any],
        say: Presenter,
        shared: Callable[[discord.Interaction[Any]], Awaitable[None]],
    ) -> None:
        super().__init__(label=say.phrase(interaction, "share"), row=4)
        self._say = say
        self._shared = shared

    async def callback(self, press: discord.Interaction[Any]) -> None:
        """Share it; the button is gone then."""
        async with self._say.telling_failures(press):
            demand_speaking(press)
            view = self.view
            assert view is not None  # noqa: S101 - it is pressed where it hangs
            view.remove_item(self)
            await press.response.edit_message(view=view)
            await self._shared(press)


async def put_into_channel(
    press: discord.Interaction[Any], content: str, file: discord.File = discord.utils.MISSING
) -> None:
    """Say *content* to everybody where a button was pressed; it pings nobody, and no link in it unfolds."""
    may_attach = press.permissions.attach_files
    await press.followup.send(
        content,
        file=file if may_attach else discord.utils.MISSING,
        allowed_mentions=_NOBODY,
        suppress_embeds=True,
    )


def demand_speaking(interaction: discord.Interaction[Any]) -> None:
    """Raise `NotToBeSharedHere` where a member may not write: what is said for them is said by the bot's rights."""
    may = interaction.permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    if not (may.send_messages_in_threads if is_thread else may.send_messages):
        raise NotToBeSharedHere
