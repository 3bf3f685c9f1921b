"""Turns: what processes that share a PostgreSQL database do one after the other, such as posting notices."""

import asyncio
import contextlib
from types import TracebackType

from sqlalchemy.exc import DBAPIError

from bot.errors import Unavailable
from bot.storage.aio import AsyncConnection, AsyncEngine
from bot.storage.passing import FAILURES

PATIENCE_MS = 30_000


class Turn:
    """Is somebody's until they are done, over all processes (`async with`); the server ends it with the connection.

    Args:
        engine: One whose connections commit each statement.
        key: What it is for: any number, as long as nothing else in the same database uses it.
    """

    def __init__(self, engine: AsyncEngine, key: int) -> None:
        self._engine = engine
        self._key = key
        self._here = asyncio.Lock()
        self._connection: AsyncConnection | None = None

    async def __aenter__(self) -> None:
        """Wait for it, at most 30 s for another process.

        Raises:
            Unavailable: Another process has it for longer, or the server does not answer.
        """
        await self._here.acquire()
        try:
            self._connection = await self._engine.connect()
            await self._connection.exec_driver_sql(f"SET lock_timeout = {PATIENCE_MS}")
            await self._connection.exec_driver_sql(f"SELECT pg_advisory_lock({self._key})")
        except FAILURES as error:
            await self._leave()
            raise Unavailable(service="database", error=type(error).__name__) from error
        except BaseException:
            await self._leave()
            raise

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Let the next have it."""
        await self._leave()

    async def _leave(self) -> None:
        connection, self._connection = self._connection, None
        try:
            if connection is not None:
                with contextlib.suppress(DBAPIError, OSError):  # the server ended it
                    await connection.invalidate()  # not to be lent to others: it holds the lock
                    await connection.close()
        finally:
            self._here.release()
