"""Folding: texts that read the same to people become the same to the word list.

Full and half width, upper and lower case, accents, what cannot be seen, and the two Chinese scripts are told
apart no longer.
"""

import asyncio
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

# What is not seen: marks laid over letters, what only formats (Unicode's category Cf), letters that are blank,
# selectors of emoji.
_UNSEEN: Final = re.compile(
    "[\xad\u0300-\u036f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u20d0-\u20ff\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]+"
)
# Apart from the others: a class that leaves the first plane is looked up thirty times as slowly.
_TAGS: Final = re.compile("[\U000e0000-\U000e01ef]+")
# What OpenCC leaves as it is, since both stand in Taiwan or in Hong Kong.
_ALSO: Final = {"妳": "你", "粧": "妆", "著": "着", "髪": "发"}
_HANZI: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF))


class Folding:
    """Folds texts. Traditional characters are only read as Simplified ones once `learn_scripts` was called."""

    def __init__(self) -> None:
        self._table: Mapping[int, str] | None = None

    async def learn_scripts(self) -> None:
        """Learn what is the same in both Chinese scripts: once, 0.1 s in a thread, and some 2 MB from then on."""
        if self._table is None:
            self._table = await asyncio.to_thread(_read_scripts)

    @property
    def knows_scripts(self) -> bool:
        """Tell whether the two Chinese scripts are the same to it."""
        return self._table is not None

    def fold(self, text: str) -> str:
        """Return *text* as it is compared; folding once more changes nothing."""
        if text.isascii():
            return text.lower()
        # Taking case away may leave what NFKD would change again, so it stands on both sides (UAX 15, "Casefolding").
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        folded = _TAGS.sub("", _UNSEEN.sub("", folded))
        return folded if self._table is None or folded.isascii() else folded.translate(self._table)


def _read_scripts() -> Mapping[int, str]:
    """Return each Traditional character's Simplified one, by OpenCC, of which nothing else is kept."""
    from opencc import OpenCC

    hanzi = [chr(code) for first, last in _HANZI for code in range(first, last + 1)]
    simplified = OpenCC("t2s").convert("\n".join(hanzi)).split("\n")
    table = {ord(before): after for before, after in zip(hanzi, simplified, strict=True) if before != after}
    return table | {ord(before): after for before, after in _ALSO.items()}
