"""LibreTranslate, on one's own machine or elsewhere, through deep-translator."""

from collections.abc import Callable
from typing import Final

from bot.translation.model import ZH_HANS, ZH_HANT, Language
from bot.translators.calls import Calls
from bot.translators.deep import LibreTranslator

NAME: Final = "libretranslate"

LOCAL: Final = "http://127.0.0.1:5000"
"""Where LibreTranslate listens when it is started with no arguments."""

# deep-translator insists on a key, also for a server that wants none.
_NO_KEY: Final = "none"


class LibreTranslate:
    """Implements `bot.translation.ports.Translator`.

    The vendor's `zh` is Simplified; *convert* (text, from, to) turns Traditional into it and back.
    """

    name: Final = NAME

    def __init__(
        self,
        *,
        convert: Callable[[str, Language, Language], str],
        base_url: str,
        api_key: str,
        concurrency: int,
        timeout_seconds: float,
    ) -> None:
        self._base_url = base_url.rstrip("/") + "/"
        self._api_key = api_key
        self._convert = convert
        self._calls = Calls(NAME, timeout_seconds=timeout_seconds, concurrency=concurrency)

    async def translate(self, text: str, source: Language, target: Language) -> str:
        """Return *text* in *target*.

        Raises:
            Unavailable: The server does not answer, refuses the key, or answers nonsense.
        """
        return await self._calls.run(lambda: self._ask(text, source, target))

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()

    def _ask(self, text: str, source: Language, target: Language) -> object:
        if source == ZH_HANT:
            text = self._convert(text, ZH_HANT, ZH_HANS)
        translator = LibreTranslator(
            source.partition("-")[0], target.partition("-")[0], self._api_key or _NO_KEY, custom_url=self._base_url
        )
        if not self._api_key:
            translator.api_key = None
        said = translator.translate(text)
        if target == ZH_HANT and isinstance(said, str):
            return self._convert(said, ZH_HANS, ZH_HANT)
        return said
