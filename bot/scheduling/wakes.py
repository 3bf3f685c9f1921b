"""Wakes: what is to be looked at every few seconds. The database says what is due; this only asks."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.errors import Unavailable

_log = structlog.stdlib.get_logger(__name__)

_EVERY_SECONDS: Final = 5
_REALIGNED_SECONDS: Final = 60.0

Look = Callable[[], Awaitable[None]]


class Wakes:
    """Calls each of *looks* every five seconds, on the full minute too, unless its last call is still under way."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for look in looks:
            self._scheduler.add_job(_Watch(look).look, _Beat(), misfire_grace_time=None, max_instances=2)

    async def run(self) -> None:
        """Go on until cancelled; what is being done then ends where it is, and is found by the next process."""
        self._scheduler.start()
        try:
            while True:
                await asyncio.sleep(_REALIGNED_SECONDS)
                for job in self._scheduler.get_jobs():
                    job.reschedule(_Beat())  # else a clock that was set back has it sleep until the hour is there again
        finally:
            self._scheduler.shutdown(wait=False)


class _Beat(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Fires at each full five seconds, and once after a time in which it could not.

    APScheduler's own triggers go through every time that was missed: two days of a laptop's sleep hold the event loop
    for seconds.
    """

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Return the next of these moments after *now*."""
        return datetime.fromtimestamp((now.timestamp() // _EVERY_SECONDS + 1) * _EVERY_SECONDS, UTC)


class _Watch:
    def __init__(self, look: Look) -> None:
        self._look = look
        self._is_looking = False

    async def look(self) -> None:
        if self._is_looking:  # APScheduler would warn of that, each time
            return
        self._is_looking = True
        try:
            await self._look()
        except Unavailable as error:
            _log.warning("not looked", error=error.key)
        finally:
            self._is_looking = False
