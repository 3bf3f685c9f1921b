"""The translation memory: answers of the last day, kept so that nobody can read in it what was said."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Final

from cachetools import TTLCache

from bot.translation.chain import Answer
from bot.translation.model import Language

# Community.md: message text is not kept beyond delivery; the memory is keyed by a MAC and expires.
KEPT_SECONDS: Final = 24 * 3600
"""How long an answer is remembered, at most."""

_MOST: Final = 4_096


class Memory:
    """Remembers answers in this process only, under a key that no one else has."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._key = secrets.token_bytes(32)
        self._answers: TTLCache[bytes, Answer] = TTLCache(_MOST, KEPT_SECONDS, monotonic)

    def of(self, text: str, source: Language, target: Language) -> Answer | None:
        """Return the answer remembered for *text* in these languages."""
        return self._answers.get(self._name(text, source, target))

    def keep(self, text: str, source: Language, target: Language, answer: Answer) -> None:
        """Remember *answer* for a day, or until newer ones need the room."""
        self._answers[self._name(text, source, target)] = answer

    def forget(self) -> None:
        """Forget every answer."""
        self._answers.clear()

    def _name(self, text: str, source: Language, target: Language) -> bytes:
        said = f"{source}\0{target}\0{text}".encode("utf-8", "surrogatepass")
        # Keyed BLAKE2 is a MAC as HMAC is; hmac lets go of the interpreter lock for a sentence, and waits for it.
        return hashlib.blake2b(said, key=self._key, digest_size=32).digest()
