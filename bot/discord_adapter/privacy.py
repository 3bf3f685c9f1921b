"""One's own privacy at a glance: who sees the words, what is kept, and two switches."""

from typing import Any, Final

import discord

from bot.discord_adapter.presenter import Presenter
from bot.ids import UserId
from bot.members.members import Members
from bot.members.model import Choice

_PATIENCE_SECONDS: Final = 14 * 60.0


class PrivacyView(discord.ui.View):
    """Two switches; each press shows how things stand then.

    Args:
        translators: Who is asked for translations, as the configuration names them.
    """

    def __init__(
        self, interaction: discord.Interaction[Any], say: Presenter, members: Members, translators: tuple[str, ...]
    ) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._say = say
        self._members = members
        self._translators = translators
        self._draw(interaction)

    def text(self, interaction: discord.Interaction[Any]) -> str:
        """Return how things stand for whoever asks."""
        choice = self._members.choice(UserId(interaction.user.id))
        names = [self._say.phrase(interaction, f"notice-by-{name}") for name in self._translators]
        listed = self._say.phrase(interaction, "list-comma").join(names)
        keys = (
            "privacy-taking-part" if choice.takes_part else "privacy-not-taking-part",
            "privacy-outside" if choice.allows_outside else "privacy-no-outside",
        )
        said = [self._say.phrase(interaction, key) for key in ("privacy-title", *keys, "privacy-kept")]
        who = "privacy-who" if names and choice == Choice() else "privacy-nobody"
        said.insert(-1, self._say.phrase(interaction, who, translators=listed))
        return "\n".join(said)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _draw(self, interaction: discord.Interaction[Any]) -> None:
        """Put the two switches as they stand for whoever asks."""
        self.clear_items()
        choice = self._members.choice(UserId(interaction.user.id))
        part = Choice(not choice.takes_part, choice.allows_outside)
        self._add(interaction, "privacy-leave" if choice.takes_part else "privacy-return", part)
        outside = Choice(choice.takes_part, not choice.allows_outside)
        self._add(interaction, "privacy-forbid-outside" if choice.allows_outside else "privacy-allow-outside", outside)

    def _add(self, interaction: discord.Interaction[Any], key: str, choice: Choice) -> None:
        async def pressed(press: discord.Interaction[Any]) -> None:
            await self._members.choose(UserId(press.user.id), choice)
            self._draw(press)
            await press.response.edit_message(content=self.text(press), view=self)

        button: discord.ui.Button[PrivacyView] = discord.ui.Button(label=self._say.phrase(interaction, key))
        button.callback = pressed  # type: ignore[assignment, method-assign] # discord.py's way to give an item its own
        self.add_item(button)
