"""Private messages: whoever writes to the bot is shown the way to what is theirs, in every locale at once.

What they wrote is not looked at, so it cannot tell their language, and nothing of it can be kept.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import discord
import structlog

from bot.clock import Clock
from bot.discord_adapter.failures import asking_discord
from bot.discord_adapter.presenter import Presenter
from bot.errors import SendFailed, Unavailable
from bot.i18n.catalog import LOCALES
from bot.ids import UserId

_log = structlog.stdlib.get_logger(__name__)

_SILENT_SECONDS: Final = 60.0
_REMEMBERED: Final = 1024


Open = Callable[[discord.Interaction[Any]], Awaitable[tuple[str, discord.ui.View]]]
"""Makes a panel for whoever asks: its text, and the view itself."""


class DirectView(discord.ui.View):
    """A button for each panel, in every message that the bot ever answered with."""

    def __init__(self, say: Presenter, panels: Mapping[str, Open]) -> None:
        super().__init__(timeout=None)
        self._say = say
        for name, open_ in panels.items():
            label = " · ".join(dict.fromkeys(say.phrase_in(locale, f"direct-{name}") for locale in LOCALES))
            button: discord.ui.Button[DirectView] = discord.ui.Button(custom_id=f"direct-{name}", label=label)
            button.callback = self._opening(open_)  # type: ignore[assignment, method-assign] # discord.py's way
            self.add_item(button)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, _item: discord.ui.Item[Any], /
    ) -> None:
        """Tell whoever pressed what went wrong."""
        await self._say.failed(interaction, error)

    def _opening(self, open_: Open) -> Callable[[discord.Interaction[Any]], Any]:
        async def pressed(interaction: discord.Interaction[Any]) -> None:
            text, view = await open_(interaction)
            await self._say.answer(interaction, text, view)

        return pressed


class DirectAnswers:
    """Answers private messages, each user's at most once a minute."""

    def __init__(self, say: Presenter, view: DirectView, clock: Clock) -> None:
        self._say = say
        self._view = view
        self._clock = clock
        self._answered: dict[UserId, float] = {}

    async def answer(self, message: discord.Message) -> None:
        """Answer *message*, unless it is a guild's or a bot's, or its author was answered a moment ago."""
        if message.guild is not None or message.author.bot or not self._is_due(UserId(message.author.id)):
            return
        said = "\n".join(self._say.phrase_in(locale, "direct-hello") for locale in LOCALES)
        try:
            async with asking_discord():
                await message.channel.send(
                    said,
                    view=self._view,
                    allowed_mentions=discord.AllowedMentions.none(),
                    nonce=secrets.randbits(63),  # lest discord.py's own second try posts a second time
                )
        except (SendFailed, Unavailable) as error:
            _log.info("private message not answered", error=error.key)

    def _is_due(self, user_id: UserId) -> bool:
        now = self._clock.monotonic()
        if self._answered.get(user_id, -_SILENT_SECONDS) > now - _SILENT_SECONDS:
            return False
        self._answered.pop(user_id, None)  # so that the newest stands last
        self._answered[user_id] = now
        if len(self._answered) > _REMEMBERED:
            del self._answered[next(iter(self._answered))]
        return True
