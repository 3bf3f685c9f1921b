"""Single flight: callers who ask the same thing at the same time share one answer."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

from bot.tasks import Tasks

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Flights(Generic[K, T]):
    """Runs one piece of work a key at a time, whoever waits for it and whoever gives up."""

    def __init__(self) -> None:
        self._tasks = Tasks()
        self._aloft: dict[K, asyncio.Task[T]] = {}

    async def share(self, key: K, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what *work* gives, begun now unless it runs already under *key*.

        A cancelled caller leaves; the work goes on for the others, and for the memory.
        """
        task = self._aloft.get(key)
        if task is None:
            task = self._aloft[key] = self._tasks.start(work(), name="translation")
            task.add_done_callback(lambda _: self._aloft.pop(key, None))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Cancel all work; those who wait for it are cancelled too."""
        await self._tasks.close()
