"""Invalid requests: answers of Discord's for which it locks out an address that has too many of them."""

from collections import deque
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Final

import aiohttp

from bot.clock import Clock

MOST_INVALID_REQUESTS: Final = 10_000
"""At so many in ten minutes an address is locked out for a while (rate limits, "Invalid Request Limit")."""

_WINDOW_SECONDS: Final = 600.0
_INVALID: Final = frozenset({401, 403, 429})
_TOO_MANY_REQUESTS: Final = 429


class InvalidRequests:
    """Counts what this process was answered of that kind; others at the same address count, too, and show nowhere."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._moments: deque[float] = deque(maxlen=MOST_INVALID_REQUESTS)

    def answered(self, status: int, headers: Mapping[str, str]) -> None:
        """Know of an answer. A 429 that a resource's other users brought about does not count."""
        if status not in _INVALID:
            return
        if status != _TOO_MANY_REQUESTS or headers.get("X-RateLimit-Scope") != "shared":
            self._moments.append(self._clock.monotonic())

    def recent(self) -> int:
        """Return how many there were in the last ten minutes."""
        since = self._clock.monotonic() - _WINDOW_SECONDS
        while self._moments and self._moments[0] < since:
            self._moments.popleft()
        return len(self._moments)

    def tracing(self) -> aiohttp.TraceConfig:
        """Return what has every request of a session noted here."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._ended)
        return config

    async def _ended(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        self.answered(ended.response.status, ended.response.headers)
