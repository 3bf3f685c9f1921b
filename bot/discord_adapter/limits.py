"""Rate limits of webhooks: learned from Discord's answers, waited for before the next request.

Nothing is assumed about how many requests pass (reference, "Rate Limits": not to be hard
coded). A bucket belongs to one webhook and, as its header says, to one or several kinds of
request. Of a bucket not heard of yet one request at a time goes, so that the first answer can
teach us before a burst is refused.
"""

import asyncio
import contextlib
import enum
import heapq
import itertools
import math
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Final

# Headers are rounded to the millisecond, and timers may wake a little early.
_MARGIN_SECONDS: Final = 0.02
# After a global pause the webhooks come back spread over this time, not in one instant.
_SPREAD_SECONDS: Final = 1.0


class Kind(enum.IntEnum):
    """A kind of request to a webhook; the lower value goes first."""

    DELETE = 0
    CREATE = 1
    EDIT = 2


class Limits:
    """The budgets of all webhooks of this process."""

    def __init__(self) -> None:
        self._pause = _Pause()
        self._buckets: dict[Kind, str] = {}
        self._usual_bucket = ""
        self._budgets: dict[tuple[int, str], _Budget] = {}

    @contextlib.asynccontextmanager
    async def turn(self, webhook_id: int, kind: Kind) -> AsyncIterator[None]:
        """Wait until a request may go to the webhook, and hold its place while it is under way."""
        while True:
            budget = self._budget(webhook_id, kind)
            await budget.enter(kind)
            # What was learned while waiting may have moved this kind to another bucket.
            if budget is self._budget(webhook_id, kind):
                break
            budget.give_back()
        try:
            yield
        finally:
            budget.leave()

    def learn(self, webhook_id: int, kind: Kind, headers: Mapping[str, str]) -> None:
        """Take in the rate limit headers of an answer, where it has them."""
        if "X-RateLimit-Remaining" not in headers:
            return
        bucket = headers.get("X-RateLimit-Bucket", "")
        self._buckets[kind] = bucket
        self._usual_bucket = self._usual_bucket or bucket
        self._budget(webhook_id, kind).learn(headers)

    def wait(self, webhook_id: int, kind: Kind, requests: int) -> float:
        """Return for how many seconds the last of *requests* that come now would wait, as far as limits are known."""
        return self._budget(webhook_id, kind).wait(requests)

    def close(self, webhook_id: int, kind: Kind, seconds: float) -> None:
        """Let no request of this kind go to the webhook for *seconds*."""
        self._budget(webhook_id, kind).close_for(seconds)

    def close_all(self, seconds: float) -> None:
        """Let nothing go to any webhook for *seconds*."""
        self._pause.until = max(self._pause.until, _now() + seconds)

    def _budget(self, webhook_id: int, kind: Kind) -> "_Budget":
        # A kind not heard of yet may share the bucket of another: assume so, it costs a wait at most.
        key = (webhook_id, self._buckets.get(kind, self._usual_bucket))
        budget = self._budgets.get(key)
        if budget is None:
            budget = self._budgets[key] = _Budget(self._pause, _spread(webhook_id))
        return budget


@dataclass(slots=True)
class _Pause:
    """Until when (the loop's seconds) nothing may go to any webhook."""

    until: float = 0.0


class _Budget:
    """A window of requests: how many are left, and when it opens anew (the loop's seconds)."""

    def __init__(self, pause: _Pause, spread: float) -> None:
        self._pause = pause
        self._spread = spread
        self._limit: int | None = None
        self._left = 0
        self._resets_at = 0.0
        self._window = 0.0  # seconds from one opening to the next
        self._closed_until = 0.0
        self._in_flight = 0
        self._tickets = itertools.count()
        self._waiting: list[tuple[Kind, int, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def enter(self, kind: Kind) -> None:
        place = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (kind, next(self._tickets), place))
        self._admit()
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():  # admitted and cancelled in the same instant
                self.give_back()
            raise

    def leave(self) -> None:
        self._in_flight -= 1
        self._admit()

    def give_back(self) -> None:
        """Leave without having asked anything of Discord."""
        self._left += 1
        self.leave()

    def learn(self, headers: Mapping[str, str]) -> None:
        try:
            limit = int(headers["X-RateLimit-Limit"])
            left = int(headers["X-RateLimit-Remaining"])
            seconds = float(headers["X-RateLimit-Reset-After"]) + _MARGIN_SECONDS
            resets_at = _now() + seconds
        except (KeyError, ValueError):
            return
        if limit < 1 or not math.isfinite(resets_at):
            return
        if self._limit is None:
            self._left = left
        else:
            self._refill(_now())
            # Answers can overtake each other, and others may use the webhook: believe the lower.
            self._left = min(self._left, left)
        self._limit = limit
        self._window = seconds if left == limit - 1 else max(self._window, seconds)
        self._resets_at = max(self._resets_at, resets_at)

    def wait(self, requests: int) -> float:
        now = _now()
        shut = max(self._closed_until, self._reopens_at(), now)
        if self._limit is None:
            return shut - now
        self._refill(now)
        beyond = requests + len(self._waiting) - max(self._left, 0)
        if beyond <= 0:
            return shut - now
        opens = max(self._resets_at, shut) + ((beyond - 1) // self._limit) * self._window
        return opens - now

    def close_for(self, seconds: float) -> None:
        self._closed_until = max(self._closed_until, _now() + seconds + _MARGIN_SECONDS)

    def _admit(self) -> None:
        """Let in, most urgent first, as many as may go now; wake again when more may."""
        # One look at the clock: between two, the window could open and nobody would be woken for it.
        now = _now()
        while self._waiting:
            place = self._waiting[0][2]
            if place.done():  # its caller was cancelled
                heapq.heappop(self._waiting)
                continue
            if not self._is_open(now):
                self._wake_later(now)
                return
            heapq.heappop(self._waiting)
            self._left -= 1
            self._in_flight += 1
            place.set_result(None)

    def _is_open(self, now: float) -> bool:
        if now < max(self._closed_until, self._reopens_at()):
            return False
        if self._limit is None:
            return self._in_flight == 0
        self._refill(now)
        return self._left > 0

    def _refill(self, now: float) -> None:
        """Open a new window where the last has run out; what is under way counts into it."""
        if self._limit is not None and now >= self._resets_at:
            self._left = self._limit - self._in_flight

    def _reopens_at(self) -> float:
        return self._pause.until + self._spread if self._pause.until else 0.0

    def _wake_later(self, now: float) -> None:
        moment = max(self._closed_until, self._reopens_at(), self._resets_at if self._left <= 0 else 0.0)
        if moment <= now:
            return  # the answer to what is under way wakes us
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(moment, self._admit)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _spread(webhook_id: int) -> float:
    """Return seconds from 0 to 1 that differ from webhook to webhook (a snowflake's milliseconds)."""
    return (webhook_id >> 22) % 1000 / 1000 * _SPREAD_SECONDS
