"""Calls to a vendor through deep-translator: threads of their own, and one place for whatever goes wrong."""

import asyncio
import http.client
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from deep_translator.exceptions import (  # type: ignore[import-untyped] # it ships no types
    BaseError,
    LanguageNotSupportedException,
    RequestError,
    ServerException,
    TooManyRequests,
)

from bot.errors import Unavailable
from bot.translators.session import Refused, Session, use

_TOO_MANY: Final = 429
_SERVER_ERROR: Final = 500
# What a vendor asks us to wait where it names no time, or names a date.
_WAIT_SECONDS: Final = 60

# deep-translator's exceptions share no base; some hold the key, some the text. So does a bad URL's.
_FAILURES: Final = (
    Refused,
    OSError,
    http.client.HTTPException,
    BaseError,
    RequestError,
    ServerException,
    TooManyRequests,
    ValueError,
    LookupError,
    TypeError,
)


class Calls:
    """Runs a vendor's blocking calls, at most *threads* at a time, each ended after *timeout_seconds* of silence."""

    def __init__(self, name: str, *, timeout_seconds: float, threads: int) -> None:
        self._name = name
        self._session = Session(timeout_seconds)
        self._is_closed = False
        # Not the event loop's own pool: a vendor that hangs must not hold up anything else.
        self._threads = ThreadPoolExecutor(threads, f"translator-{name}", use, (self._session,))

    async def run(self, call: Callable[[], object]) -> str:
        """Return the text that *call* gives.

        Raises:
            Unavailable: Anything went wrong. It holds neither text nor key, nor does its cause.
        """
        if self._is_closed:
            raise Unavailable(translator=self._name, reason="closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._guarded, call)

    async def close(self) -> None:
        """End the calls under way, close all connections, and let the threads go."""
        self._is_closed = True
        self._session.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _guarded(self, call: Callable[[], object]) -> str:
        try:
            said = call()
            fields: dict[str, str | int] = {"reason": "empty"}
        except _FAILURES as error:
            said = None
            fields = _fields(error)
        if isinstance(said, str):
            return said.strip()  # what was asked has no spaces around it; some models add a line break
        # Raised here and not above: an exception keeps the one it was raised in, even with `from None`.
        raise Unavailable(translator=self._name, **fields)


def _fields(error: Exception) -> dict[str, str | int]:
    if isinstance(error, Refused):
        if error.status == _TOO_MANY:
            return {"reason": "rate-limited", "retry_after": _seconds(error.retry_after)}
        if error.status >= _SERVER_ERROR:
            return {"reason": "server-error", "status": error.status}
        return {"reason": "refused", "status": error.status}
    if isinstance(error, LanguageNotSupportedException):
        return {"reason": "language"}
    if isinstance(error, TimeoutError):
        return {"reason": "timeout"}
    if isinstance(error, OSError | http.client.HTTPException | ServerException):
        return {"reason": "connection"}
    return {"reason": "nonsense"}


def _seconds(retry_after: str | None) -> int:
    return (
        int(retry_after)
        if retry_after is not None and retry_after.isascii() and retry_after.isdigit()
        else _WAIT_SECONDS
    )
