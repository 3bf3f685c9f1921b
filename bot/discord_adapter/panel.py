"""Panels: buttons and menus below a message, each with what it does beside it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import discord

from bot.discord_adapter.presenter import Presenter

# The token of an interaction is good for 15 minutes (interactions, "Receiving and Responding").
_PATIENCE_SECONDS: Final = 14 * 60.0

_LONGEST_LABEL: Final = 100

Press = Callable[[discord.Interaction[Any]], Awaitable[None]]


class Panel(discord.ui.View):
    """A view whose words are in the asker's language, and whose failures are told to whoever pressed."""

    def __init__(self, say: Presenter) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self.say = say

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self.say.failed(interaction, error)

    def add_button(
        self,
        interaction: discord.Interaction[Any],
        key: str,
        pressed: Press,
        *,
        row: int,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        """Add a button that says the phrase *key*."""
        label = self.say.phrase(interaction, key)
        button: discord.ui.Button[Panel] = discord.ui.Button(label=label, style=style, row=row)
        button.callback = pressed  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        self.add_item(button)

    def add_menu(
        self,
        interaction: discord.Interaction[Any],
        key: str,
        names: Mapping[str, str],
        chosen: set[str],
        choose: Callable[[discord.Interaction[Any], Sequence[str]], Awaitable[None]],
        *,
        least: int = 0,
        most: int | None = None,
    ) -> None:
        """Add a menu of *names* by their values, of which some are *chosen*; it takes a row of its own."""
        menu: discord.ui.Select[Panel] = discord.ui.Select(
            placeholder=self.say.phrase(interaction, key),
            min_values=least,
            max_values=most or len(names),
            options=[
                discord.SelectOption(label=name[:_LONGEST_LABEL], value=value, default=value in chosen)
                for value, name in names.items()
            ],
        )

        async def used(choice: discord.Interaction[Any]) -> None:
            await choose(choice, menu.values)

        menu.callback = used  # type: ignore[assignment, method-assign] # likewise
        self.add_item(menu)
