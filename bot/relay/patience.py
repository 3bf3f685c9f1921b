"""Patience: how long to wait before trying again, and for whom to wait however long it takes."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import structlog

from bot.clock import Clock
from bot.errors import Unavailable

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

_LONGEST_BACKOFF_SECONDS: Final = 30.0
_TRIES: Final = 3


def backoff_seconds(attempt: int) -> float:
    """Return how long to wait after the *attempt*th failure (from 1): 1, 2, 4 ... 30 s."""
    # The exponent is bounded: what fails for days would overflow.
    return min(2.0 ** min(attempt - 1, 5), _LONGEST_BACKOFF_SECONDS)


async def until_answered(call: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Return what *call* answers, once it no longer raises `Unavailable`.

    For the database: what it cannot write down now must neither be lost nor be overtaken. A
    write that raised `Unavailable` wrote nothing, or may be repeated.
    """
    attempt = 0
    while True:
        try:
            return await call()
        except Unavailable as error:
            attempt += 1
            _log.warning("no answer", attempt=attempt, error=error.key)
            await clock.sleep(backoff_seconds(attempt))


async def a_few_times(call: Callable[[], Awaitable[T]], clock: Clock) -> T:
    """Return what *call* answers, at the third try at the latest: for what may be left undone.

    Raises:
        Unavailable: It did not answer the third time either.
    """
    for attempt in range(1, _TRIES):
        try:
            return await call()
        except Unavailable:
            await clock.sleep(backoff_seconds(attempt))
    return await call()
