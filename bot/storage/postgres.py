"""A PostgreSQL database, which several processes may share."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Final, TypeVar

import structlog
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import DatabaseDriverMissing, DatabaseInUse, DatabaseUnreachable, Unavailable
from bot.storage.engine import Work
from bot.storage.hold import Hold

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

_TRIES: Final = 5
# Two processes waited for each other, and the server let one of them fail (PostgreSQL, appendix A).
_COLLISIONS: Final = frozenset({"40001", "40P01"})
# What an administrator, a full disk, a fail-over or the network can do to us: these classes, and these alone.
# Anything else is a bug.
_PASSING_CLASSES: Final = frozenset({"08", "28", "53", "57", "58"})
_PASSING: Final = _COLLISIONS | {"25006", "55P03"}  # a standby that is to take over; a lock that was not to be had
_STATEMENT_SECONDS: Final = 60.0
_CONNECT_SECONDS: Final = 10.0


class PostgresEngine:
    """One PostgreSQL database, by asyncpg."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._hold = Hold(self._reading)

    @classmethod
    async def open(cls, url: URL) -> "PostgresEngine":
        """Open the database at *url*.

        Raises:
            DatabaseDriverMissing: The extra `postgres` is not installed.
            DatabaseUnreachable: The server does not answer, or does not let us in.
        """
        try:
            created = create_async_engine(
                url,
                pool_size=4,
                max_overflow=4,
                # A server is restarted now and then: ask whether the connection still stands.
                pool_pre_ping=True,
                # A server that is cut off says nothing at all.
                connect_args={"timeout": _CONNECT_SECONDS, "command_timeout": _STATEMENT_SECONDS},
            )
        except ImportError as error:
            raise DatabaseDriverMissing(extra="postgres") from error
        engine = cls(created)
        try:
            await engine.read(lambda connection: connection.exec_driver_sql("SELECT 1"))
        except (Unavailable, SQLAlchemyError) as error:
            await engine.close()
            raise DatabaseUnreachable(database=engine.name) from error
        except BaseException:
            await engine.close()
            raise
        return engine

    @property
    def name(self) -> str:
        """Return host and database."""
        url = self._engine.url
        return f"{url.host or 'localhost'}/{url.database}"

    async def hold(self) -> None:
        """Keep other processes away that hold; wait for one that is being stopped.

        Raises:
            DatabaseInUse: Another process has it, and keeps it.
            DatabaseUnreachable: The server does not answer.
        """
        try:
            is_ours = await self._asked(self._hold.take())
        except Unavailable as error:
            raise DatabaseUnreachable(database=self.name) from error
        if not is_ours:
            raise DatabaseInUse(database=self.name)

    async def write(self, work: Work[T]) -> T:
        """Run *work* in one transaction and commit it; anew, where it collided with another process's."""
        # A process that was cut off must not write beside the one that came in its place.
        if self._hold.is_lost and not await self._asked(self._hold.take()):
            raise Unavailable(service="database", error=DatabaseInUse.__name__)
        for _ in range(_TRIES - 1):
            try:
                return await self._run(self._engine, work)
            except Unavailable as error:
                if error.fields["error"] not in _COLLISIONS:
                    # Another server may answer by the next time, which knows nothing of our hold.
                    await self._hold.release()
                    raise
                _log.info("collided with another process", error=error.fields["error"])
        return await self._run(self._engine, work)

    async def read(self, work: Work[T]) -> T:
        """Run *work* on what is committed."""
        return await self._run(self._reading, work)

    async def back_up(self, revision: str) -> Path | None:  # noqa: ARG002 - the port's signature
        """Leave backups to the server."""
        return None

    async def close(self) -> None:
        """Close every connection."""
        await self._hold.release()
        await self._engine.dispose()

    async def _run(self, engine: AsyncEngine, work: Work[T]) -> T:
        async def running() -> T:
            async with engine.begin() as connection:
                return await connection.run_sync(work)

        return await self._asked(running())

    async def _asked(self, asking: Awaitable[T]) -> T:
        """Await the server's answer, and tell what passes by itself from a bug."""
        try:
            return await asking
        except DBAPIError as error:
            passing = _passing(error)
            if passing is None:
                raise
            raise Unavailable(service="database", error=passing) from error
        except (NoConnectionFree, OSError) as error:
            raise Unavailable(service="database", error=type(error).__name__) from error


def _passing(error: DBAPIError) -> str | None:
    """Return the name of a fault that passes by itself, None for a bug."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is not None and (state[:2] in _PASSING_CLASSES or state in _PASSING):
        return state
    return type(error).__name__ if error.connection_invalidated else None
