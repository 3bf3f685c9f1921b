"""Hourly housekeeping: what is past its time is forgotten."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

_EVERY: Final = timedelta(hours=1)


Chore = Callable[[], Awaitable[None]]


class Housekeeping:
    """Does *chores* now and every hour, and *later* ones every hour from the next on, on the running event loop."""

    def __init__(self, chores: Sequence[Chore], later: Sequence[Chore] = ()) -> None:
        self._chores = chores
        self._later = later
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    async def start(self) -> None:
        """Forget what is past its time now, and go on doing so."""
        await self._do(self._chores)
        # A laptop that slept misses its hour: run late rather than not at all, and once.
        self._scheduler.add_job(
            self._do_all,
            IntervalTrigger(seconds=int(_EVERY.total_seconds())),
            misfire_grace_time=None,
            coalesce=True,
        )
        self._scheduler.start()

    async def _do_all(self) -> None:
        await self._do((*self._chores, *self._later))

    async def _do(self, chores: Sequence[Chore]) -> None:
        for chore in chores:
            await chore()

    def stop(self) -> None:
        """Stop; a run under way is left to end."""
        self._scheduler.shutdown(wait=False)
