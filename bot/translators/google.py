"""Google Translate's public page, through deep-translator."""

from typing import Final

from bot.translation.model import ZH_HANS, ZH_HANT, Language
from bot.translators.calls import Calls
from bot.translators.deep import GoogleTranslator

NAME: Final = "google"

_CODES: Final = {
    ZH_HANS: "zh-CN",
    ZH_HANT: "zh-TW",
    Language("he"): "iw",
    Language("jv"): "jw",
    Language("fil"): "tl",
}


class Google:
    """Implements `bot.translation.ports.Translator`."""

    name: Final = NAME

    def __init__(self, *, base_url: str, concurrency: int, timeout_seconds: float) -> None:
        self._base_url = base_url
        self._calls = Calls(NAME, timeout_seconds=timeout_seconds, concurrency=concurrency)

    async def translate(self, text: str, source: Language, target: Language) -> str:
        """Return *text* in *target*.

        Raises:
            Unavailable: The page does not answer, or without a translation.
        """
        return await self._calls.run(lambda: self._ask(text, _code(source), _code(target)))

    async def close(self) -> None:
        """Let go of connections."""
        await self._calls.close()

    def _ask(self, text: str, source: str, target: str) -> object:
        # One a call: an instance keeps the text of its call and two at a time would mix theirs.
        translator = GoogleTranslator(source, target)
        if self._base_url:
            translator._base_url = self._base_url  # noqa: SLF001 - its constructor takes none
        return translator.translate(text)


def _code(language: Language) -> str:
    return _CODES.get(language) or language.partition("-")[0]
