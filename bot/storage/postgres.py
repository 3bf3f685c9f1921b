"""A PostgreSQL database, which several processes may share."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Final, TypeVar

import structlog
from sqlalchemy import URL, event
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.errors import DatabaseInUse, DatabaseUnreachable, Unavailable
from bot.storage.aio import AsyncEngine, create_async_engine
from bot.storage.engine import Work
from bot.storage.leases import SqlLeases
from bot.storage.lending import ask_the_idle
from bot.storage.line import Line
from bot.storage.passing import FAILURES, passing
from bot.storage.turn import Turn
from bot.storage.writer import Writer

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

_TRIES: Final = 5
_TURN: Final = 0x51696171
# Two processes waited for each other, and the server let one of them fail (PostgreSQL, appendix A).
_COLLISIONS: Final = frozenset({"40001", "40P01"})
_STATEMENT_SECONDS: Final = 60.0
_CONNECT_SECONDS: Final = 10.0

IDLE_IN_TRANSACTION = "SET idle_in_transaction_session_timeout = '10s'"
"""A process that is frozen or cut off in the middle of a transaction must not keep the others from its rows."""


class PostgresEngine:
    """One PostgreSQL database, by asyncpg."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._line = Line(self._reading)
        self._turn = Turn(self._reading, _TURN)

    @classmethod
    async def open(cls, url: URL) -> "PostgresEngine":
        """Open the database at *url*.

        Raises:
            DatabaseUnreachable: The server does not answer, or does not let us in.
        """
        created = create_async_engine(
            url,
            pool_size=4,
            max_overflow=4,
            # A server that is cut off says nothing at all.
            connect_args={"timeout": _CONNECT_SECONDS, "command_timeout": _STATEMENT_SECONDS},
        )
        event.listen(created.sync_engine, "connect", _prepare)
        ask_the_idle(created.sync_engine)
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
        """Open the line to the processes that share; wait for one that does not, and is being stopped.

        Raises:
            DatabaseInUse: A process of an older version has the database, and keeps it.
            DatabaseUnreachable: The server does not answer.
        """
        try:
            may_stay = await self._asked(self._line.open())
        except Unavailable as error:
            raise DatabaseUnreachable(database=self.name) from error
        if not may_stay:
            raise DatabaseInUse(database=self.name)

    @property
    def peers(self) -> Line:
        """Return the other processes that hold this database."""
        return self._line

    @property
    def turn(self) -> Turn:
        """Return what is one process's at a time."""
        return self._turn

    def leases(self, writer: Writer, clock: Clock) -> SqlLeases:
        """Return which lanes are whose."""
        return SqlLeases(self._line, writer, clock)

    async def write(self, work: Work[T]) -> T:
        """Run *work* in one transaction and commit it; anew, where it collided with another process's."""
        for _ in range(_TRIES - 1):
            try:
                return await self._run(self._engine, work)
            except Unavailable as error:
                if error.fields["error"] not in _COLLISIONS:
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
        await self._line.close()
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
        except FAILURES as error:
            if (fault := passing(error)) is None:
                raise
            raise Unavailable(service="database", error=fault) from error


def _prepare(connection: Any, _entry: object) -> None:
    connection.run_async(lambda driver: driver.execute(IDLE_IN_TRANSACTION))
