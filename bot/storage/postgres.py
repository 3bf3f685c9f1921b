"""A PostgreSQL database, which several processes may share."""

from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import DatabaseDriverMissing, DatabaseUnreachable, Unavailable
from bot.storage.engine import Work

T = TypeVar("T")


class PostgresEngine:
    """One PostgreSQL database, by asyncpg."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")

    @classmethod
    async def open(cls, url: URL) -> "PostgresEngine":
        """Open the database at *url*.

        Raises:
            DatabaseDriverMissing: The extra `postgres` is not installed.
            DatabaseUnreachable: The server does not answer, or does not let us in.
        """
        try:
            # A server is restarted now and then: ask whether the connection still stands.
            created = create_async_engine(url, pool_size=4, max_overflow=4, pool_pre_ping=True)
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

    async def write(self, work: Work[T]) -> T:
        """Run *work* in one transaction and commit it."""
        return await self._run(self._engine, work)

    async def read(self, work: Work[T]) -> T:
        """Run *work* on what is committed."""
        return await self._run(self._reading, work)

    async def back_up(self, revision: str) -> Path | None:  # noqa: ARG002 - the port's signature
        """Leave backups to the server."""
        return None

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _run(self, engine: AsyncEngine, work: Work[T]) -> T:
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(work)
        except (OperationalError, InterfaceError, OSError) as error:
            raise Unavailable(service="database", error=type(error).__name__) from error
        except DBAPIError as error:
            if error.connection_invalidated:
                raise Unavailable(service="database", error=type(error).__name__) from error
            raise
