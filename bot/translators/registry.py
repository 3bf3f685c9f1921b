"""The registry: which translator a name in `translation.order` means."""

from collections.abc import Callable
from typing import Final

from bot.translation.model import Language
from bot.translation.ports import Translator

NAMES: Final = ("google", "libretranslate")
"""Every name that `build` knows."""


def build(
    name: str,
    *,
    convert: Callable[[str, Language, Language], str],
    base_url: str = "",
    api_key: str = "",
    concurrency: int = 8,
    timeout_seconds: float = 8.0,
) -> Translator:
    """Return the translator called *name*, one of `NAMES`; an empty *base_url* means its own default.

    It is asked at most *concurrency* things at a time. *convert* (text, from, to) turns one Chinese
    script into the other, for vendors that know but one. deep-translator and the vendors' other
    needs are imported here and not before (0.4 s, 10 MB).

    Raises:
        KeyError: There is no such translator.
    """
    if name == "google":
        from bot.translators.google import Google

        return Google(base_url=base_url, concurrency=concurrency, timeout_seconds=timeout_seconds)
    if name == "libretranslate":
        from bot.translators.libretranslate import LOCAL, LibreTranslate

        return LibreTranslate(
            base_url=base_url or LOCAL,
            api_key=api_key,
            concurrency=concurrency,
            timeout_seconds=timeout_seconds,
            convert=convert,
        )
    raise KeyError(name)
