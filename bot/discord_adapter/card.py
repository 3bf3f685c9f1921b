"""A member's card: as text at once, as a picture a moment later, and for everybody if they share it."""

import io
from dataclasses import dataclass
from typing import Any, Final

import discord

from bot.discord_adapter.card_words import CardWords
from bot.discord_adapter.files import Downloads
from bot.discord_adapter.presenter import Presenter
from bot.discord_adapter.sharing import PATIENCE_SECONDS, ShareButton, put_into_channel
from bot.ids import GuildId, UserId
from bot.participation.cards import Cards
from bot.participation.drawing import Painter

_NOBODY: Final = discord.AllowedMentions.none()
_AVATAR_PIXELS: Final = 256
_LARGEST_AVATAR: Final = 2**20  # bytes; as a PNG of that size it has a quarter at most


@dataclass(frozen=True, slots=True)
class CardRoom:
    """Shows members their cards."""

    say: Presenter
    cards: Cards
    painter: Painter
    downloads: Downloads

    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Show whoever asks their card, and nobody else.

        Raises:
            NotTakingPart: They want nothing counted.
            Unavailable: The database does not answer.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = await self.cards.of(GuildId(interaction.guild_id or 0), UserId(interaction.user.id))
        guild = interaction.guild.name if interaction.guild is not None else ""
        words = CardWords(self.say, self.say.locale(interaction), card, interaction.user.display_name, guild)
        view = CardView(interaction, self.say, words)
        await interaction.edit_original_response(content=words.text(), view=view, allowed_mentions=_NOBODY)
        view.picture = await self.painter.card(words.drawn(await self._avatar(interaction.user)))
        if (file := view.file()) is not None:
            await interaction.edit_original_response(attachments=[file])

    async def _avatar(self, user: discord.User | discord.Member) -> bytes | None:
        # A PNG, of the first picture where it moves.
        asset = user.display_avatar.replace(size=_AVATAR_PIXELS, format="png")
        return await self.downloads.small(asset.url, _LARGEST_AVATAR)


class CardView(discord.ui.View):
    """The button under a card. Only the asker sees it, for a quarter of an hour.

    Attributes:
        picture: As soon as it is drawn.
    """

    def __init__(self, interaction: discord.Interaction[Any], say: Presenter, words: CardWords) -> None:
        super().__init__(timeout=PATIENCE_SECONDS)
        self.picture: bytes | None = None
        self._words = words
        self.add_item(ShareButton(interaction, say, self._share))

    def file(self) -> discord.File | None:
        """Return the picture, with the same as text for who cannot see it."""
        if self.picture is None:
            return None
        return discord.File(io.BytesIO(self.picture), "card.png", description=self._words.description())

    async def _share(self, press: discord.Interaction[Any]) -> None:
        await put_into_channel(press, self._words.text(), self.file() or discord.utils.MISSING)
