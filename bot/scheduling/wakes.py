"""Wakes: what is to be looked at every few seconds. The database says what is due; this only asks."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.errors import Unavailable

_log = structlog.stdlib.get_logger(__name__)

# On the full minute among others, which is when most is due.
_EVERY: Final = "*/5"

Look = Callable[[], Awaitable[None]]


class Wakes:
    """Calls each of *looks* every five seconds, on the full minute too, unless its last call is still under way."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for look in looks:
            # A laptop that slept looks once, and at once.
            punctual = {"coalesce": True, "misfire_grace_time": None, "max_instances": 2}
            self._scheduler.add_job(_Watch(look).look, CronTrigger(second=_EVERY), **punctual)

    async def run(self) -> None:
        """Go on until cancelled; what is being done then ends where it is, and is found by the next process."""
        self._scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            self._scheduler.shutdown(wait=False)


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
