"""Calls to a vendor through deep-translator: so many at a time, and one place for whatever goes wrong."""

import asyncio
from collections.abc import Callable
from typing import Final

import aiohttp

from bot.errors import Unavailable
from bot.translators.deep import exceptions
from bot.translators.session import Refused, Session

_TOO_MANY: Final = 429
_SERVER_ERROR: Final = 500
# What a vendor asks us to wait where it names no time, or names a date.
_WAIT_SECONDS: Final = 60

# deep-translator's exceptions share no base; some hold the key, some the text. So does a bad URL's.
_FAILURES: Final = (
    Refused,
    OSError,
    aiohttp.ClientError,
    exceptions.BaseError,
    exceptions.RequestError,
    exceptions.ServerException,
    exceptions.TooManyRequests,
    ValueError,
    LookupError,
    TypeError,
)


class Calls:
    """Runs a vendor's blocking calls on the event loop: *concurrency* at a time, each within *timeout_seconds*."""

    def __init__(self, name: str, *, timeout_seconds: float, concurrency: int) -> None:
        self._name = name
        self._session = Session(timeout_seconds)
        self._turns = asyncio.Semaphore(concurrency)
        self._is_closed = False

    async def run(self, call: Callable[[], object]) -> str:
        """Return the text that *call* gives.

        Raises:
            Unavailable: Anything went wrong. It holds neither text nor key, nor does its cause.
        """
        async with self._turns:
            if self._is_closed:
                raise Unavailable(translator=self._name, reason="closed")
            try:
                said = await self._session.run(call)
                fields: dict[str, str | int] = {"reason": "empty"}
            except _FAILURES as error:
                said = None
                fields = _fields(error)
        if isinstance(said, str):
            return said.strip()  # what was asked has no spaces around it; some models add a line break
        # Raised here and not above: an exception keeps the one it was raised in, even with `from None`.
        raise Unavailable(translator=self._name, **fields)

    async def close(self) -> None:
        """End the calls under way, and close all connections."""
        self._is_closed = True
        await self._session.close()


def _fields(error: Exception) -> dict[str, str | int]:
    if isinstance(error, Refused):
        if error.status == _TOO_MANY:
            return {"reason": "rate-limited", "retry_after": _seconds(error.retry_after)}
        if error.status >= _SERVER_ERROR:
            return {"reason": "server-error", "status": error.status}
        return {"reason": "refused", "status": error.status}
    if isinstance(error, exceptions.LanguageNotSupportedException):
        return {"reason": "language"}
    if isinstance(error, TimeoutError):
        return {"reason": "timeout"}
    if isinstance(error, OSError | aiohttp.ClientError | exceptions.ServerException):
        return {"reason": "connection"}
    return {"reason": "nonsense"}


def _seconds(retry_after: str | None) -> int:
    return (
        int(retry_after)
        if retry_after is not None and retry_after.isascii() and retry_after.isdigit()
        else _WAIT_SECONDS
    )
