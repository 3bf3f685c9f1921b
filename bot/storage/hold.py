"""A hold on a PostgreSQL database: the server takes it back when our connection ends, however it ends."""

import asyncio
from typing import Any, Final

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_log = structlog.stdlib.get_logger(__name__)

PATIENCE_MS = 30_000
"""How long we wait for another process to end: one that is stopped delivers for 10 s."""

_KEY: Final = 0x51696170  # any number, as long as nothing else in the same database uses it
# So that the server notices within 25 s that we are cut off; by itself it does after two hours.
_KEEPALIVES: Final = (
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)
_LOCK_NOT_AVAILABLE: Final = "55P03"


class Hold:
    """Keeps every other process that wants the same hold away, for as long as a connection stands.

    Args:
        engine: One whose connections commit each statement.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._driver: Any = None

    @property
    def is_lost(self) -> bool:
        """Tell whether it was taken, and its connection has ended since."""
        return self._driver is not None and bool(self._driver.is_closed())

    async def take(self) -> bool:
        """Take it, waiting at most 30 s for another process to end; tell whether we have it.

        Raises:
            DBAPIError, OSError: The server does not answer.
        """
        await self.release()
        connection = self._connection = await self._engine.connect()
        try:
            for setting in (*_KEEPALIVES, f"SET lock_timeout = {PATIENCE_MS}"):
                await connection.exec_driver_sql(setting)
            if not (await connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_KEY})")).scalar():
                _log.info("waiting for another process that uses this database")
                await connection.exec_driver_sql(f"SELECT pg_advisory_lock({_KEY})")
            self._driver = (await connection.get_raw_connection()).driver_connection
        except DBAPIError as error:
            await self.release()
            if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
                return False
            raise
        except (OSError, asyncio.CancelledError):
            await self.release()
            raise
        return True

    async def release(self) -> None:
        """End the connection, if there is one, and with it the hold."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.invalidate()  # not to be lent to others: it holds the lock
            await connection.close()
