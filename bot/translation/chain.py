"""The chain: translators in the configured order, each behind a timeout, a second try and a circuit breaker."""

import asyncio
import enum
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import structlog

from bot.errors import Unavailable
from bot.translation.breaker import FAILURES, REST_SECONDS, Breaker
from bot.translation.checks import Fault
from bot.translation.model import Language, TranslatorStanding
from bot.translation.ports import Translator

_log = structlog.stdlib.get_logger(__name__)

_WORTH_REPEATING: Final = frozenset({"connection", "server-error"})
# Apart, lest all who met the same hiccup come back at once.
_SECOND_TRY_SECONDS: Final = (0.1, 0.2)
# A translator that others stand behind may use so much of the time left, so that theirs is not all gone.
_SHARE: Final = 0.6

Check = Callable[[str, str], Fault | None]
"""Says what is wrong with an answer (first) as a translation of a text (second)."""


class Unacceptable(Unavailable):
    """Somebody answered, but with nothing that may be shown; parts of the text may come out better."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An accepted translation, and who made it."""

    text: str
    translator: str


@dataclass(frozen=True, slots=True)
class _Link:
    translator: Translator
    breaker: Breaker

    @property
    def standing(self) -> TranslatorStanding:
        until = self.breaker.rests_until
        ends_at = None if until is None else datetime.fromtimestamp(until, UTC)
        return TranslatorStanding(self.translator.name, self.breaker.state, ends_at)


class _Silence(enum.Enum):
    UNWELL = enum.auto()  # failed, resting, or out of time
    DOES_NOT_SPEAK_IT = enum.auto()


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    rest_seconds: float | None = None


class Chain:
    """Asks one translator after the other until one gives an acceptable answer."""

    def __init__(
        self, translators: Sequence[Translator], *, failures: int = FAILURES, rest_seconds: float = REST_SECONDS
    ) -> None:
        self._links = tuple(
            _Link(translator, Breaker(translator.name, failures=failures, rest_seconds=rest_seconds))
            for translator in translators
        )

    def __bool__(self) -> bool:
        """Tell whether any translator is configured."""
        return bool(self._links)

    @property
    def is_final_possible(self) -> bool:
        """Tell whether any translator is believed to answer now."""
        return any(link.breaker.admits for link in self._links)

    @property
    def is_believed(self) -> bool:
        """Tell whether the last word about any translator was good: else one call at most finds out."""
        return any(link.breaker.is_closed for link in self._links)

    def standings(self) -> tuple[TranslatorStanding, ...]:
        """Return how each translator stands now, in the order in which they are asked."""
        return tuple(link.standing for link in self._links)

    async def translate(self, text: str, source: Language, target: Language, *, check: Check, ends_at: float) -> Answer:
        """Return the first acceptable answer, before *ends_at* (the event loop's time).

        Raises:
            Unacceptable: Nobody gave an acceptable answer, and at least one is well.
            Unavailable: Nobody answered. The field `hopeless`, here and above, says that everybody
                is well and asking again would not help.
        """
        verdicts: list[Fault | _Silence] = []
        for position, link in enumerate(self._links):
            left = ends_at - asyncio.get_running_loop().time()
            if left <= 0 or not link.breaker.admits:
                verdicts.append(_Silence.UNWELL)
                continue
            share = 1.0 if position == len(self._links) - 1 else _SHARE
            said = await self._ask(link, (text, source, target), check, left * share)
            if isinstance(said, Answer):
                return said
            verdicts.append(said)
        hopeless = _Silence.UNWELL not in verdicts
        fault = next((verdict for verdict in verdicts if isinstance(verdict, Fault)), None)
        if fault is not None:
            raise Unacceptable(fault=str(fault), hopeless=hopeless)
        raise Unavailable(reason="no-translator", hopeless=hopeless)

    async def close(self) -> None:
        """Close every translator."""
        for link in self._links:
            await link.translator.close()

    async def _ask(
        self, link: _Link, asked: tuple[str, Language, Language], check: Check, seconds: float
    ) -> Answer | Fault | _Silence:
        """Return the answer, or what is wrong with it, or why there is none; tell the breaker."""
        name = link.translator.name
        is_trial = link.breaker.enter()
        try:
            said = await self._said(link.translator, asked, seconds)
            fault = None if isinstance(said, _Failure) else check(said, asked[0])
            if fault is not None and not fault.is_of_this_text:
                said = _Failure(str(fault))
            if not isinstance(said, _Failure):
                link.breaker.succeeded(is_trial)
                return fault or Answer(said, name)
            if said.reason == "language":  # no failure
                return _Silence.DOES_NOT_SPEAK_IT
            link.breaker.failed(is_trial, rest_seconds=said.rest_seconds)
            _log.warning("translator failed", translator=name, reason=said.reason, rests=not link.breaker.is_closed)
            return _Silence.UNWELL
        finally:
            link.breaker.left(is_trial)

    async def _said(
        self, translator: Translator, asked: tuple[str, Language, Language], seconds: float
    ) -> str | _Failure:
        try:
            async with asyncio.timeout(seconds):
                return await self._repeated(translator, asked)
        except TimeoutError:
            return _Failure("timeout")
        except Unavailable as error:
            wait = error.fields.get("retry_after")
            return _Failure(str(error.fields.get("reason", "unknown")), None if wait is None else float(wait))

    @staticmethod
    async def _repeated(translator: Translator, asked: tuple[str, Language, Language]) -> str:
        try:
            return await translator.translate(*asked)
        except Unavailable as error:
            if error.fields.get("reason") not in _WORTH_REPEATING:
                raise
            _log.info("trying again", translator=translator.name, reason=error.fields["reason"])
        await asyncio.sleep(random.uniform(*_SECOND_TRY_SECONDS))  # noqa: S311 - not for secrecy
        return await translator.translate(*asked)
