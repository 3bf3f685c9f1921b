"""Variants: Simplified and Traditional Chinese turned into one another on this machine, with Taiwan's own words."""

import asyncio
import threading
from typing import TYPE_CHECKING, Final

from bot.translation.model import ZH_HANS, ZH_HANT, Language, is_chinese

if TYPE_CHECKING:
    from opencc import OpenCC

NAME: Final = "opencc"

# `p`: phrases too (软件 and 軟體, 鼠标 and 滑鼠), not characters alone.
_CONFIGURATIONS: Final = {(ZH_HANS, ZH_HANT): "s2twp", (ZH_HANT, ZH_HANS): "tw2sp"}


class Variants:
    """Converts between the two scripts; each direction is loaded when it is first asked for.

    To Traditional takes 43 MB and to Simplified 4 MB, so who needs neither has neither.
    """

    def __init__(self) -> None:
        self._loaded: dict[tuple[Language, Language], OpenCC] = {}
        self._loading = threading.Lock()

    async def convert(self, text: str, source: Language, target: Language) -> str:
        """Return *text* (no lone surrogates) of one Chinese script in the other.

        Loading a direction takes up to 130 ms and happens in a thread; then a call takes microseconds.
        """
        if (source, target) not in self._loaded:
            await asyncio.to_thread(self._converter, source, target)
        return self.convert_now(text, source, target)

    def convert_now(self, text: str, source: Language, target: Language) -> str:
        """Return the same as `convert`, loading in the calling thread; equal languages change nothing."""
        if source == target or not (is_chinese(source) and is_chinese(target)):
            return text
        return str(self._converter(source, target).convert(text))

    async def prepare(self, language: Language) -> None:
        """Load what `to_traditional` takes, beside all else, if *language* is one whose readers need it."""
        if language == ZH_HANT:
            await self.convert("", ZH_HANS, ZH_HANT)

    def to_traditional(self, text: str) -> str:
        """Return the same as `convert_now`, from Simplified to Traditional."""
        return self.convert_now(text, ZH_HANS, ZH_HANT)

    def _converter(self, source: Language, target: Language) -> "OpenCC":
        ready = self._loaded.get((source, target))
        if ready is not None:
            return ready  # without the lock: the event loop must not wait for a thread that loads
        with self._loading:
            if (source, target) not in self._loaded:
                from opencc import OpenCC

                self._loaded[source, target] = OpenCC(_CONFIGURATIONS[source, target])
            return self._loaded[source, target]
