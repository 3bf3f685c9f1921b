"""The count of invalid requests that shuts an address out (rate limits, "Invalid Request Limit")."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

WINDOW_SECONDS = 600.0


@dataclass(slots=True)
class InvalidRequests:
    """Counts each address's answers of 401, 403 and 429, except a 429 of scope `shared`.

    More than *most* in ten minutes ban the address for `ban_seconds`, or until `pardon`. So does knocking at webhooks
    that are gone: Discord says that it restricts that, not how, and here it is counted with the rest.
    """

    most: int = 10_000
    ban_seconds: float = WINDOW_SECONDS
    _at: dict[str, deque[float]] = field(default_factory=dict)
    _banned_until: dict[str, float] = field(default_factory=dict)

    @property
    def ban_anyone(self) -> bool:
        """Whether any address is banned."""
        return bool(self._banned_until)

    def count(self, address: str) -> None:
        """Count an invalid request of *address*."""
        now = time.monotonic()
        at = self._at.setdefault(address, deque())
        at.append(now)
        while at[0] < now - WINDOW_SECONDS:
            at.popleft()
        if len(at) >= self.most:
            self._banned_until[address] = now + self.ban_seconds
            at.clear()

    def ban_left(self, address: str) -> float:
        """Return for how many seconds *address* is banned still."""
        left = self._banned_until.get(address, 0.0) - time.monotonic()
        if left <= 0:
            self._banned_until.pop(address, None)
        return max(left, 0.0)

    def pardon(self) -> None:
        """Forget every count and lift every ban."""
        self._at.clear()
        self._banned_until.clear()
