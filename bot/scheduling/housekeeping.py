"""Hourly housekeeping: what is past its time is forgotten."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

_log = structlog.stdlib.get_logger(__name__)

_EVERY: Final = timedelta(hours=1)


Chore = Callable[[], Awaitable[None]]


class Housekeeping:
    """Does *chores* now and every hour, and *later* ones every hour from the next on, beside all else."""

    def __init__(self, chores: Sequence[Chore], later: Sequence[Chore] = ()) -> None:
        self._chores = chores
        self._later = later
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Begin to forget what is past its time, which nobody has to wait for, and go on doing so."""
        # A laptop that slept misses its hour: run late rather than not at all, and once.
        punctual = {"misfire_grace_time": None, "coalesce": True}
        self._scheduler.add_job(self._do, args=(self._chores,), **punctual)
        hourly = IntervalTrigger(seconds=int(_EVERY.total_seconds()))
        self._scheduler.add_job(self._do, hourly, args=((*self._chores, *self._later),), **punctual)
        self._scheduler.start()

    async def _do(self, chores: Sequence[Chore]) -> None:
        for chore in chores:
            try:
                await chore()
            except Exception as error:  # noqa: BLE001 - a supervisor: what else is to be forgotten must not wait for it
                _log.error("housekeeping left something", exc_info=error)

    def stop(self) -> None:
        """Stop; a run under way ends where it is, and what it leaves is found by the next."""
        self._scheduler.shutdown(wait=False)
