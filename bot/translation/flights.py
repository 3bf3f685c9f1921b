"""Single flight: callers who ask the same thing at the same time share one answer."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from functools import partial
from typing import Any, Generic, TypeVar

from bot.tasks import Tasks

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Flights(Generic[K, T]):
    """Runs one piece of work a key at a time, whoever waits for it and whoever gives up."""

    def __init__(self) -> None:
        self._tasks = Tasks()
        self._aloft: dict[K, asyncio.Task[T]] = {}
        self._waiting: set[asyncio.Future[T]] = set()

    async def share(self, key: K, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what *work* gives, begun now unless it runs already under *key*.

        A caller that is cancelled or let go leaves; the work goes on for the others, and for the memory.
        """
        task = self._aloft.get(key)
        if task is None:
            task = self._aloft[key] = self._tasks.start(work(), name="translation")
            task.add_done_callback(lambda _: self._aloft.pop(key, None))
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        task.add_done_callback(partial(_hand_over, waiting))
        self._waiting.add(waiting)
        try:
            return await waiting
        finally:
            self._waiting.discard(waiting)

    def let_go(self, answer: T) -> None:
        """Give *answer* to all who wait now."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(answer)

    async def close(self) -> None:
        """Cancel all work; those who wait for it are cancelled too."""
        await self._tasks.close()


def _hand_over(waiting: "asyncio.Future[T]", task: "asyncio.Task[T]") -> None:
    if waiting.done():
        return
    if task.cancelled():
        waiting.cancel()
    elif (error := task.exception()) is not None:
        waiting.set_exception(error)
    else:
        waiting.set_result(task.result())
