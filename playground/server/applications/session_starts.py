"""How many gateway sessions a bot may begin: so many a day, and one at a time for each of its buckets."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playground.server.wire import Json

DAY_SECONDS = 86_400.0


@dataclass(slots=True)
class SessionStarts:
    """The starts of one bot (gateway, "Session Start Limit Object")."""

    total: int = 1000
    remaining: int = 1000
    max_concurrency: int = 1
    _resets_at: float = 0.0
    _begun_at: dict[int, float] = field(default_factory=dict)

    def limit(self) -> Json:
        """Return what is left, as GET /gateway/bot tells it."""
        self._renew()
        return {
            "total": self.total,
            "remaining": self.remaining,
            "reset_after": max(0, int((self._resets_at - time.monotonic()) * 1000)),
            "max_concurrency": self.max_concurrency,
        }

    def take(self) -> bool:
        """Count a start; say whether the day had one left."""
        self._renew()
        if self.remaining == 0:
            return False
        self.remaining -= 1
        return True

    def is_too_soon(self, shard: int, seconds: float) -> bool:
        """Say whether a shard of the same bucket began less than *seconds* ago; if not, count this one."""
        bucket, now = shard % self.max_concurrency, time.monotonic()
        if now - self._begun_at.get(bucket, -seconds) < seconds:
            return True
        self._begun_at[bucket] = now
        return False

    def _renew(self) -> None:
        now = time.monotonic()
        if now >= self._resets_at:
            self.remaining, self._resets_at = self.total, now + DAY_SECONDS
