"""What translation asks of the outside world."""

from typing import Protocol

from bot.translation.model import Language, Translation, TranslatorStanding


class Translator(Protocol):
    """A vendor that turns text of one language into another."""

    @property
    def name(self) -> str:
        """Return the name by which the configuration and the trace know this translator."""
        ...

    async def translate(self, text: str, source: Language, target: Language) -> str:
        """Return *text* (masked, at most 4,500 characters, never blank) in *target*.

        Raises:
            Unavailable: The vendor does not answer, or answers nonsense.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Translations(Protocol):
    """The whole way from a source text to what a destination shows (the relay's view)."""

    @property
    def is_final_possible(self) -> bool:
        """Tell whether a translator is configured and believed to answer now."""
        ...

    async def translate(
        self, text: str, source: Language, target: Language, *, stays_inside: bool = False
    ) -> Translation:
        """Return *text*, written in a channel of language *source*, for readers of *target*.

        A text that *stays_inside* is shown to no translator: it comes back in approved words, or as it is.
        Never raises for a vendor's sake: what cannot be translated now comes back provisional.
        Callers with the same arguments at the same time share one call; a caller's
        cancellation never reaches another.
        """
        ...

    def foreign(self, text: str, expected: Language) -> Language | None:
        """Return the language of *text* where that is clearly not *expected*, in whatever script. Never waits.

        None too for what has next to no words in it: emoji, links, code, a laugh.
        """
        ...


class TranslatorRoll(Protocol):
    """The translators, as whoever looks after them sees them."""

    def standings(self) -> tuple[TranslatorStanding, ...]:
        """Return how each translator stands now, in the order in which they are asked."""
        ...


class TranslationMemory(Protocol):
    """What was translated of late, so that it need not be asked again."""

    def forget(self) -> None:
        """Forget all of it: nobody knows whose words are in there."""
        ...
