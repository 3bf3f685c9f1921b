"""Likeness: whether two questions ask nearly the same, in either language.

By what they share of character n-grams: splitting on spaces is blind to Chinese.
"""

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.prompts.model import Prompt
from bot.prompts.suggestions import Likeness, Suggestion, SuggestionStore, Texts

_SIZE_EN: Final = 4
_SIZE_CHINESE: Final = 2

# As no two prompts of the library are; `tests/unit/test_prompt_library.py` holds them to the same.
_ALIKE: Final = 33  # percent

_MOST: Final = 3
_NO_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Compares suggestions with all that there is on their bridge.

    Attributes:
        library: Returns the prompts that ship; called in a thread, since the first call takes 0.1 s.
    """

    store: SuggestionStore
    library: Callable[[], Sequence[Prompt]]

    async def of(self, suggestion: Suggestion) -> tuple[Likeness, ...]:
        """Return what a suggestion resembles, the most alike first. Raises `Unavailable`."""
        others = await self.store.of_bridge(suggestion.bridge_id)
        return await asyncio.to_thread(lambda: resembled(suggestion, self.library(), others))


def resembled(suggestion: Suggestion, library: Iterable[Prompt], others: Iterable[Suggestion]) -> tuple[Likeness, ...]:
    """Return what *suggestion* is most like, of the library and of what else was suggested. It takes milliseconds."""
    texts = suggestion.texts
    found = [Likeness(*_nearest(texts, prompt.en.text, prompt.zh_hans.text)) for prompt in library]
    found += [
        Likeness(*_nearest(texts, other.texts.en, other.texts.zh_hans), other.state)
        for other in others
        if other.id != suggestion.id
    ]
    return tuple(sorted((one for one in found if one.percent > _ALIKE), key=lambda one: -one.percent)[:_MOST])


def _nearest(texts: Texts, en: str, chinese: str) -> tuple[str, int]:
    """Return the one of two texts that is nearer to *texts*, and how near that is."""
    shares: Sequence[tuple[str, int]] = (
        (en, _percent(texts.en, en, _SIZE_EN)),
        (chinese, _percent(texts.zh_hans, chinese, _SIZE_CHINESE)),
    )
    return max(shares, key=lambda share: share[1])


def _percent(one: str, other: str, size: int) -> int:
    """Return how much of their n-grams two texts have in common; of one that is empty nothing."""
    if not (one and other):
        return 0
    mine, theirs = _grams(one, size), _grams(other, size)
    return round(100 * len(mine & theirs) / len(mine | theirs))


@lru_cache(maxsize=1024)  # the library is compared with again and again
def _grams(text: str, size: int) -> frozenset[str]:
    folded = _NO_LETTERS.sub(" ", text.lower()).strip()
    return frozenset(folded[at : at + size] for at in range(max(1, len(folded) - size + 1)))
