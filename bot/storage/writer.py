"""The only way to write: many waiters share one commit, and a bad item fails alone."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from bot.errors import Unavailable
from bot.storage.engine import Engine
from bot.tasks import Tasks

T = TypeVar("T")
R = TypeVar("R")

Operation = Callable[[Connection, Sequence[T]], Sequence[R]]
"""A module-level function: do this for all items in order, and answer each. It only talks to the connection."""

_BATCH: Final = 500  # bounds how long the first of a batch waits for the last


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One item on its way into a transaction, and who waits for it."""

    operation: Operation[Any, Any]
    item: Any
    answer: "asyncio.Future[Any]" = field(repr=False)

    def succeed(self, answer: object) -> None:
        """Give *answer* to the waiter, if it still waits."""
        if not self.answer.done():
            self.answer.set_result(answer)

    def fail(self, error: BaseException) -> None:
        """Raise *error* at the waiter, if it still waits."""
        if not self.answer.done():
            self.answer.set_exception(error)


class Writer:
    """Gathers what is waiting, commits it at once, and starts again: nobody is kept waiting for company.

    A waiter that is cancelled takes nothing back: its item is written all the same.

    Args:
        told: Hears after each transaction whether the database did its part.
    """

    def __init__(self, engine: Engine, told: Callable[[bool], None] = lambda _answers: None) -> None:
        self._engine = engine
        self._told = told
        self._waiting: list[_Waiting] = []
        self._wake = asyncio.Event()
        self._is_closing = False
        self._tasks = Tasks()
        self._running = self._tasks.start(self._run(), name="database-writer")

    async def write(self, operation: Operation[T, R], item: T) -> R:
        """Do *operation* for *item*, and return its answer once it is committed.

        Raises:
            Unavailable: The database cannot write now; nothing was written.
        """
        if self._is_closing:
            raise RuntimeError("the writer is closed")
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(operation, item, answer))
        self._wake.set()
        return await answer

    async def close(self) -> None:
        """Write what is waiting, then stop."""
        self._is_closing = True
        self._wake.set()
        await self._running
        await self._tasks.close()

    async def _run(self) -> None:
        try:
            while self._waiting or not self._is_closing:
                await self._wake.wait()
                await asyncio.sleep(0)  # whoever else is ready in this round of the event loop comes along
                batch, self._waiting = self._waiting[:_BATCH], self._waiting[_BATCH:]
                if not self._waiting and not self._is_closing:
                    self._wake.clear()
                if batch:
                    await self._commit(batch)
        finally:
            _let_go(self._waiting)  # of nobody, unless this task was cancelled

    async def _commit(self, batch: Sequence[_Waiting]) -> None:
        try:
            outcome = await self._outcome(batch)
            self._told(not isinstance(outcome, Unavailable))
            if isinstance(outcome, Unavailable):
                for waiting in batch:
                    waiting.fail(Unavailable(**outcome.fields))
            elif not isinstance(outcome, Exception):
                for waiting, answer in zip(batch, outcome, strict=True):
                    waiting.succeed(answer)
            elif len(batch) == 1:
                batch[0].fail(outcome)
            else:
                for waiting in batch:
                    await self._commit([waiting])
        finally:
            _let_go(batch)  # likewise

    async def _outcome(self, batch: Sequence[_Waiting]) -> list[Any] | Exception:
        try:
            return await self._engine.write(lambda connection: _apply(connection, batch))
        except Exception as error:  # noqa: BLE001 - it belongs to the waiters, and must not stop the loop
            return error


def _let_go(batch: Sequence[_Waiting]) -> None:
    """Cancel whoever still waits for an answer that will not come."""
    for waiting in batch:
        waiting.answer.cancel()


def _apply(connection: Connection, batch: Sequence[_Waiting]) -> list[Any]:
    """Run each operation once, for all its items, and return the answers in the order of *batch*."""
    by_operation: dict[Operation[Any, Any], list[int]] = {}
    for index, waiting in enumerate(batch):
        by_operation.setdefault(waiting.operation, []).append(index)
    answers: list[Any] = [None] * len(batch)
    for operation, indices in by_operation.items():
        answered = operation(connection, [batch[index].item for index in indices])
        for index, answer in zip(indices, answered, strict=True):
            answers[index] = answer
    return answers
