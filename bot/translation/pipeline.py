"""The pipeline: the whole way from a source text to what a destination shows."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from bot.clock import Clock
from bot.errors import Unavailable
from bot.translation.breaker import FAILURES, REST_SECONDS
from bot.translation.chain import Answer, Chain
from bot.translation.flights import Flights
from bot.translation.language import detect_words, foreign_words, is_latin
from bot.translation.masking import Masked, for_word_help, from_word_help, mask, unmask
from bot.translation.memory import Memory
from bot.translation.model import ZH_HANS, ZH_HANT, Language, Quality, Translation, TranslatorStanding, is_chinese
from bot.translation.pace import Pace
from bot.translation.ports import Translator
from bot.translation.segments import has_words, join, lines_of, sentences_of, whole
from bot.translation.variants import NAME as OPENCC
from bot.translation.variants import Variants
from bot.translation.wording import Wording

NONE: Final = "none"
PHRASEBOOK: Final = "phrasebook"

_DOUBT_SECONDS: Final = 0.5  # how long anybody waits for a translator that seems to be ill

_A_ROUND: Final = 8  # texts that are begun in one round of the event loop: some 2 ms


class ApprovedPhrases(Protocol):
    """Translations that people approved."""

    def look_up(self, sentence: str, source: Language, target: Language) -> str | None:
        """Return the approved translation of *sentence*, if there is one."""
        ...


class Readings(Protocol):
    """Word help."""

    def explain(self, text: str, source: Language, target: Language) -> str | None:
        """Return an interlinear reading of *text*, whose spans are private-use characters."""
        ...

    def close(self) -> None:
        """Let go of what the readings come from."""
        ...


class TranslationPipeline:
    """Implements `bot.translation.ports.Translations`, and `TranslatorRoll` there.

    mask -> language -> phrasebook -> variants -> memory -> chain -> check -> unmask; what cannot be
    translated before the deadline comes back as it is, provisional, with word help where there is any.
    """

    def __init__(
        self,
        translators: Sequence[Translator],
        *,
        clock: Clock,
        phrases: ApprovedPhrases | None = None,
        readings: Readings | None = None,
        variants: Variants | None = None,
        deadline_seconds: float = 8.0,
        failures: int = FAILURES,
        rest_seconds: float = REST_SECONDS,
    ) -> None:
        self._chain = Chain(translators, failures=failures, rest_seconds=rest_seconds)
        self._phrases = phrases
        self._readings = readings
        self.variants = variants or Variants()
        self._deadline_seconds = deadline_seconds
        self._memory = Memory(clock.monotonic)
        self._pace = Pace(_A_ROUND)
        self._flights: Flights[tuple[str, Language, Language], Answer | Quality] = Flights()

    @property
    def is_final_possible(self) -> bool:
        """Tell whether a translator is configured and believed to answer now."""
        return self._chain.is_final_possible

    def standings(self) -> tuple[TranslatorStanding, ...]:
        """Return how each translator stands now, in the order in which they are asked."""
        return self._chain.standings()

    async def translate(
        self, text: str, source: Language, target: Language, *, stays_inside: bool = False
    ) -> Translation:
        """Return *text*, written in a channel of language *source*, for readers of *target*.

        A text that *stays_inside* is shown to no translator: it comes back in approved words, or as it is.
        Never raises for a vendor's sake. Callers with the same arguments at the same time share one
        call; a caller's cancellation never reaches another.
        """
        await self._pace.turn()
        masked = mask(text)
        words = masked.words
        found = detect_words(words, source)
        if not has_words(words) or _reads_as(found, target):
            return Translation(text, found, target, NONE)
        approved = self._approved(masked, found, target)
        if approved is not None:
            return Translation(unmask(approved, masked.spans), found, target, PHRASEBOOK)
        if is_chinese(found) and is_chinese(target):
            converted = await self.variants.convert(masked.text, found, target)
            return Translation(unmask(converted, masked.spans), found, target, OPENCC)
        answer: Answer | Quality | None = Quality.FINAL if stays_inside else self._memory.of(text, found, target)
        if answer is None:
            answer = await self._asked(text, masked, found, target)
        if isinstance(answer, Answer):
            return Translation(answer.text, found, target, answer.translator)
        return Translation(text, found, target, NONE, answer, await self._reading(masked, found, target))

    def foreign(self, text: str, expected: Language) -> Language | None:
        """Return the language of *text* where that is clearly not *expected*, as the port says."""
        if text.isascii() and is_latin(expected):
            return None  # nearly everything that is said where English is written
        return foreign_words(mask(text).words, expected)

    def forget(self) -> None:
        """Forget what was translated of late."""
        self._memory.forget()

    async def close(self) -> None:
        """Give up what is under way, and let go of the translators' connections and of the dictionary."""
        await self._flights.close()
        await self._chain.close()
        if self._readings is not None:
            self._readings.close()

    def _approved(self, masked: Masked, source: Language, target: Language) -> str | None:
        """Return the masked text in the phrasebook's words, None unless it knows every sentence."""
        if self._phrases is None:
            return None
        lines: list[str] = []
        for line in lines_of(masked.text, masked.spans):
            said = self._approved_line(line.core, source, target) if line.has_words else line.core
            if said is None:
                return None
            lines.append(line.saying(said))
        return "\n".join(lines)

    def _approved_line(self, core: str, source: Language, target: Language) -> str | None:
        parted = sentences_of(core)
        for sentences in ([whole(core)], parted) if len(parted) > 1 else (parted,):
            pieces: list[str] = []
            for sentence in sentences:
                known = has_words(sentence.core)
                said = self._phrase(sentence.core, source, target) if known else sentence.core
                if said is None:
                    break
                pieces.append(f"{sentence.before}{said}{sentence.after}")
            else:
                return join(pieces, target)
        return None

    def _phrase(self, sentence: str, source: Language, target: Language) -> str | None:
        """Return the approved translation. Short Chinese can be of either script, so both are tried."""
        if self._phrases is None:
            return None
        said = self._phrases.look_up(sentence, source, target)
        other = {ZH_HANS: ZH_HANT, ZH_HANT: ZH_HANS}.get(source)
        if said is None and other is not None and other != target:
            said = self._phrases.look_up(sentence, other, target)
        return said

    async def _asked(self, text: str, masked: Masked, source: Language, target: Language) -> Answer | Quality:
        """Return the chain's answer, or of what quality the original is in its place."""
        if not self._chain:
            return Quality.FINAL  # nothing better will come
        if not self._chain.is_final_possible:
            return Quality.PROVISIONAL
        if not self._chain.is_believed:
            self._wait_no_longer()
        return await self._flights.share((text, source, target), lambda: self._fly(text, masked, source, target))

    async def _fly(self, text: str, masked: Masked, source: Language, target: Language) -> Answer | Quality:
        ends_at = asyncio.get_running_loop().time() + self._deadline_seconds
        try:
            answer = await Wording(self._chain, masked, source, target, ends_at).translated()
        except Unavailable as error:
            if not self._chain.is_believed:
                self._wait_no_longer()
            return Quality.FINAL if error.fields.get("hopeless") else Quality.PROVISIONAL
        said = Answer(unmask(answer.text, masked.spans), answer.translator)
        self._memory.keep(text, source, target, said)
        return said

    def _wait_no_longer(self) -> None:
        """Have the original cross soon in place of what is asked for, unless somebody turns out to be well.

        The asking goes on: it says whether a translator is well again, and the memory keeps the answer.
        """
        asyncio.get_running_loop().call_later(_DOUBT_SECONDS, self._let_go)

    def _let_go(self) -> None:
        if not self._chain.is_believed:
            self._flights.let_go(Quality.PROVISIONAL)

    async def _reading(self, masked: Masked, source: Language, target: Language) -> str | None:
        if self._readings is None:
            return None
        # Some milliseconds for a long text, so not on the event loop.
        reading = await asyncio.to_thread(self._readings.explain, for_word_help(masked), source, target)
        return None if reading is None else from_word_help(reading, masked.spans)


def _reads_as(found: Language, target: Language) -> bool:
    """Tell whether who reads *target* reads *found* as well: the same language, and in Chinese the same script."""
    if is_chinese(found) or is_chinese(target):
        return found == target
    return found.partition("-")[0] == target.partition("-")[0]
