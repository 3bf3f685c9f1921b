"""One's own privacy at a glance: who sees the words, what is kept, two switches, and one's rights."""

import io
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.discord_adapter.erasing import ErasureView, erasure_text
from bot.discord_adapter.presenter import Presenter
from bot.ids import UserId
from bot.members.erasures import Erasures
from bot.members.exports import Exports
from bot.members.members import Members
from bot.members.model import Choice

_PATIENCE_SECONDS: Final = 14 * 60.0


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a privacy panel works with.

    Attributes:
        translators: Who is asked for translations, as the configuration names them.
    """

    say: Presenter
    members: Members
    exports: Exports
    erasures: Erasures
    translators: tuple[str, ...]

    async def text(self, interaction: discord.Interaction[Any]) -> str:
        """Return how things stand for whoever asks."""
        choice = self.members.choice(UserId(interaction.user.id))
        names = [self.say.phrase(interaction, f"notice-by-{name}") for name in self.translators]
        listed = self.say.phrase(interaction, "list-comma").join(names)
        who = "privacy-who" if names and choice == Choice() else "privacy-nobody"
        said = [
            self.say.phrase(interaction, "privacy-title"),
            self.say.phrase(interaction, "privacy-taking-part" if choice.takes_part else "privacy-not-taking-part"),
            self.say.phrase(interaction, "privacy-outside" if choice.allows_outside else "privacy-no-outside"),
            self.say.phrase(interaction, who, translators=listed),
            self.say.phrase(interaction, "privacy-kept"),
        ]
        erasure = await self.erasures.of(UserId(interaction.user.id))
        if erasure is not None:
            said.append(erasure_text(interaction, self.say, erasure))
        return "\n".join(said)


class PrivacyView(discord.ui.View):
    """Two switches, each press of which shows how things stand then; and one's data, to have or to be rid of."""

    def __init__(self, interaction: discord.Interaction[Any], privacy: Privacy) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._privacy = privacy
        self._draw(interaction)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._privacy.say.failed(interaction, error)

    def _draw(self, interaction: discord.Interaction[Any]) -> None:
        """Put the switches as they stand for whoever asks."""
        self.clear_items()
        choice = self._privacy.members.choice(UserId(interaction.user.id))
        part = Choice(not choice.takes_part, choice.allows_outside)
        self._switch(interaction, "privacy-leave" if choice.takes_part else "privacy-return", part)
        outside = Choice(choice.takes_part, not choice.allows_outside)
        self._switch(
            interaction, "privacy-forbid-outside" if choice.allows_outside else "privacy-allow-outside", outside
        )
        self._button(interaction, "privacy-export", self._export, row=1)
        self._button(interaction, "privacy-erase", self._ask_about_erasing, row=1)

    def _switch(self, interaction: discord.Interaction[Any], key: str, choice: Choice) -> None:
        async def pressed(press: discord.Interaction[Any]) -> None:
            await self._privacy.members.choose(UserId(press.user.id), choice)
            self._draw(press)
            await press.response.edit_message(content=await self._privacy.text(press), view=self)

        self._button(interaction, key, pressed, row=0)

    def _button(self, interaction: discord.Interaction[Any], key: str, pressed: Any, *, row: int) -> None:
        button: discord.ui.Button[PrivacyView] = discord.ui.Button(
            label=self._privacy.say.phrase(interaction, key), row=row
        )
        button.callback = pressed  # type: ignore[method-assign] # discord.py's way to give an item its own
        self.add_item(button)

    async def _export(self, press: discord.Interaction[Any]) -> None:
        await press.response.defer(ephemeral=True, thinking=True)
        export = await self._privacy.exports.of(UserId(press.user.id))
        file = discord.File(io.BytesIO(export.content), export.filename)
        await self._privacy.say.hand_over(press, self._privacy.say.phrase(press, "privacy-exported"), file)

    async def _ask_about_erasing(self, press: discord.Interaction[Any]) -> None:
        say = self._privacy.say
        await say.answer(press, say.phrase(press, "erase-question"), ErasureView(press, say, self._privacy.erasures))
