"""A SQLite file: one connection that writes, one that reads, one for checkpoints, each in a thread of its own.

A transaction is one visit to its thread. With aiosqlite each statement is four (cursor, execute,
fetch, close): `SqlOutbox.observe` took 3.6 ms in place of 0.5 ms alone, and 99 µs in place of 35 µs
a message with a hundred together (2 cores, Python 3.11, SQLAlchemy 2.1.9, aiosqlite 0.22).
"""

import asyncio
import os
import sqlite3
from collections.abc import Awaitable
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Connection, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.clock import Clock
from bot.errors import DatabaseForbidden, DatabaseForeign, DatabaseInUse, DatabaseUnusable, Unavailable
from bot.storage.aio import AsyncEngine, create_async_engine
from bot.storage.alone import ALONE, Alone
from bot.storage.checkpoints import LONGEST_LOG, Checkpoints
from bot.storage.engine import Turn, Work
from bot.storage.lock import FileLock
from bot.storage.thread import Thread
from bot.storage.writer import Writer

T = TypeVar("T")

_BUSY_MS: Final = 5_000  # how long to wait for somebody's sqlite3 shell to finish
_OF_CONNECTION: Final = (
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}",
    "PRAGMA journal_mode = WAL",  # readers and the writer do not wait for each other
    "PRAGMA synchronous = NORMAL",  # a commit outlives the process; the disk is asked at checkpoints only
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what people said is not to be found in the file once it has crossed
)
# What the disk, another program or a damaged file can do to us. Anything else is a bug.
_OUT_OF_OUR_HANDS: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


class SqliteEngine:
    """One SQLite file, held by this process alone."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self._path = path
        self._lock = lock
        self._writing = _Writing(path)
        self._reading = _reading(path)
        self._checkpoints = Checkpoints(path)
        self._turn = asyncio.Lock()
        self._reads: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(cls, path: Path) -> "SqliteEngine":
        """Open the file at *path*, making it where there is none.

        Raises:
            DatabaseUnusable: In one of its kinds.
        """
        engine = cls(path, _locked(path))
        try:
            # The writer first: it makes the file, which the reader must not.
            await engine._writing.connect()
            await engine.read(lambda connection: connection.exec_driver_sql("SELECT 1"))
            await engine._checkpoints.open()
        except DBAPIError as error:
            await engine.close()
            raise _refusal(path, error) from error
        except BaseException:
            await engine.close()
            raise
        return engine

    @property
    def name(self) -> str:
        """Return the file's path."""
        return str(self._path)

    async def hold(self) -> None:
        """Keep other processes away, as opening the file has done already."""

    @property
    def peers(self) -> Alone:
        """Return that there are none."""
        return ALONE

    @property
    def turn(self) -> Turn:
        """Return what is one task's at a time."""
        return self._turn

    def leases(self, writer: Writer, clock: Clock) -> Alone:  # noqa: ARG002 - the port's signature
        """Return that every lane is ours."""
        return ALONE

    async def write(self, work: Work[T]) -> T:
        """Run *work* in one transaction and commit it."""

        def transaction(connection: Connection) -> T:
            with connection.begin():
                return work(connection)

        answer = await _answered(self._writing.run(transaction))
        self._checkpoints.note_commit()
        return answer

    async def read(self, work: Work[T]) -> T:
        """Run *work* on what is committed."""

        async def reading() -> T:
            async with self._reading.connect() as connection:
                return await connection.run_sync(work)

        # Not cancelled with whoever asks: aiosqlite may then wait for good for a thread that has ended (0.22).
        one = asyncio.get_running_loop().create_task(reading())
        self._reads.add(one)
        one.add_done_callback(self._read)
        return await _answered(asyncio.shield(one))

    def _read(self, one: "asyncio.Task[Any]") -> None:
        self._reads.discard(one)
        if not one.cancelled():
            one.exception()  # nobody may be left to hear of it

    async def back_up(self, revision: str) -> Path:
        """Copy the file to `<file>.bak-<revision>` and return where it stands."""
        copy = self._path.with_name(f"{self._path.name}.bak-{revision}")
        await asyncio.to_thread(_copied, self._path, copy)
        return copy

    async def close(self) -> None:
        """Close every connection, then let another process have the file."""
        try:
            await self._checkpoints.close()
            if self._reads:
                await asyncio.wait(self._reads)
            await self._reading.dispose()
            await self._writing.close()
        finally:
            self._lock.release()


class _Writing:
    """A thread and the only connection that writes, used in it alone."""

    def __init__(self, path: Path) -> None:
        self._thread = Thread("database-writer")
        self._engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
        event.listen(self._engine, "connect", _prepare_writer)
        event.listen(self._engine, "begin", _begin)
        self._connection: Connection | None = None

    async def connect(self) -> None:
        """Open the connection in its thread."""
        self._connection = await self._thread.run(self._engine.connect)

    async def run(self, work: Work[T]) -> T:
        """Run *work* in the thread, after what was asked before."""
        if self._connection is None:
            raise RuntimeError("the database is closed")
        return await self._thread.run(work, self._connection)

    async def close(self) -> None:
        """Close the connection and end the thread."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await self._thread.run(connection.close)
        self._thread.close()


def _reading(path: Path) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)), pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT"
    )
    event.listen(engine.sync_engine, "connect", _prepare_reader)
    return engine


def _prepare_writer(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Python's sqlite3 begins transactions late and by guesswork, which loses updates; `_begin` says when.
    connection.isolation_level = None
    for statement in _OF_CONNECTION:
        connection.execute(statement)


def _prepare_reader(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # A second connection that writes would stall the first, so this one cannot.
    for statement in (*_OF_CONNECTION, "PRAGMA query_only = ON"):
        cursor.execute(statement)
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that starts by reading could find its snapshot outdated when it comes to write.
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute("BEGIN IMMEDIATE")


def _locked(path: Path) -> FileLock:
    if path.is_dir():
        raise DatabaseForbidden(database=str(path))
    try:
        _make_private(path)
        return FileLock(path.with_name(f"{path.name}.lock"))
    except BlockingIOError as error:
        raise DatabaseInUse(database=str(path)) from error
    except OSError as error:
        raise DatabaseForbidden(database=str(path)) from error


def _make_private(path: Path) -> None:
    """Make *path*, if it is new, a file that only its owner can read: it holds what people said, and tokens."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _copied(path: Path, copy: Path) -> None:
    # Written aside first: a backup that a crash cut short must not look like one.
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    _make_private(unfinished)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    os.replace(unfinished, copy)


async def _answered(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except (DBAPIError, sqlite3.Error) as error:  # through SQLAlchemy, and from the driver's own cursor
        if _code(error) not in _OUT_OF_OUR_HANDS:
            raise
        raise Unavailable(service="database", error=str(_original(error))) from error


def _refusal(path: Path, error: DBAPIError) -> DatabaseUnusable:
    match _code(error):
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return DatabaseForeign(database=str(path))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseInUse(database=str(path))
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return DatabaseForbidden(database=str(path))
    return DatabaseUnusable(database=str(path), reason=type(error.orig).__name__)


def _code(error: DBAPIError | sqlite3.Error) -> int:
    """Return SQLite's primary result code: the low byte of the extended one that Python gives."""
    code: int = getattr(_original(error), "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _original(error: DBAPIError | sqlite3.Error) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
