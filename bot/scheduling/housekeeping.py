"""Hourly housekeeping: what is past its time is forgotten."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

_EVERY: Final = timedelta(hours=1)


class Housekeeping:
    """Calls *expire* now and then every hour, on the running event loop."""

    def __init__(self, expire: Callable[[], Awaitable[None]]) -> None:
        self._expire = expire
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    async def start(self) -> None:
        """Forget what is past its time now, and go on doing so."""
        await self._expire()
        # A laptop that slept misses its hour: run late rather than not at all, and once.
        self._scheduler.add_job(
            self._expire,
            IntervalTrigger(seconds=int(_EVERY.total_seconds())),
            misfire_grace_time=None,
            coalesce=True,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Stop; a run under way is left to end."""
        self._scheduler.shutdown(wait=False)
