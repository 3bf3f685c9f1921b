"""A line to the other processes on a PostgreSQL database: a connection of its own, by which they tell each other.

The server hands on what is told (LISTEN, NOTIFY) and forgets it: what was told while the line was down is made good by
hearing everything anew.
"""

import asyncio
import itertools
from collections.abc import Sequence
from typing import Any, Final

import structlog
from sqlalchemy.exc import DBAPIError

from bot.errors import Unavailable
from bot.relay.peers import Hear
from bot.storage.aio import AsyncConnection, AsyncEngine
from bot.storage.news import CHANNEL
from bot.storage.passing import DRIVER_FAILURES, passing
from bot.storage.topic import Topic
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

PATIENCE_MS = 30_000
"""How long we wait for a process of a version that wants to be alone: one that is stopped delivers for 10 s."""

REFRESH_SECONDS = 30.0
"""How often everything is heard anew: whoever was killed before telling told nobody."""

# A version that knows no leases holds this lock alone; those that do hold it together.
_KEY: Final = 0x51696170
# So that the server notices within 25 s that we are cut off; by itself it does after two hours.
_SETTINGS: Final = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3")
_ASK_SECONDS: Final = 5.0
_CATCHING_UP_SECONDS: Final = 5.0
_BACKOFF_SECONDS: Final = 1.0
_AT_ONCE: Final = 50  # words told by one statement
_LOCK_NOT_AVAILABLE: Final = "55P03"


class Line:
    """Tells the other processes things, and hears what they tell (`bot.relay.ports.Peers`). It mends itself.

    Args:
        engine: One whose connections commit each statement.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        self._turn = asyncio.Lock()  # a connection takes one statement at a time
        self._topics: dict[str, Topic] = {}
        self._untold: list[str] = []
        self._woken = asyncio.Event()
        self._tasks = Tasks()
        self._making_good: frozenset[asyncio.Task[None]] = frozenset()

    async def open(self) -> bool:
        """Connect, waiting at most 30 s for a process that wants to be alone; tell whether we may stay.

        Raises:
            DBAPIError, OSError: The server does not answer.
        """
        async with self._turn:
            try:
                await self._connect()
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
                    return False
                raise
        self._tasks.start(self._run(), name="line")
        return True

    def on(self, topic: str, hear: Hear) -> None:
        """Have *hear* called with what is told of *topic*, as the port says."""
        made = self._topics[topic] = Topic(topic, hear, self._tasks)
        made.missed()  # whatever was told since *hear*'s side was read

    def tell(self, topic: str, word: str = "") -> None:
        """Tell every process on this database, this one too; never waits."""
        self._untold.append(f"{topic} {word}")
        self._woken.set()

    async def ask(self, statement: str, *arguments: object) -> Sequence[Any]:
        """Run *statement*, which is a transaction of its own, and return its rows.

        Raises:
            Unavailable: The server does not answer now.
        """
        async with self._turn:
            try:
                if self._driver is None or self._driver.is_closed():
                    await self._connect()
                    self._miss()
                rows: Sequence[Any] = await self._driver.fetch(statement, *arguments, timeout=_ASK_SECONDS)
            except DBAPIError as error:
                await self._hang_up()
                raise Unavailable(service="database", error=type(error.orig).__name__) from error
            except DRIVER_FAILURES as error:
                await self._hang_up()
                if (fault := passing(error)) is None:
                    raise
                raise Unavailable(service="database", error=fault) from error
            return rows

    async def catch_up(self) -> None:
        """Wait until what was told while the line was down is made good.

        Raises:
            Unavailable: The server does not answer now.
        """
        if self._driver is None or self._driver.is_closed():
            await self.ask("SELECT 1")
        if making_good := self._making_good:
            await asyncio.wait(making_good, timeout=_CATCHING_UP_SECONDS)
            # Only now: whoever else asks meanwhile waits for it, too.
            if self._making_good is making_good:
                self._making_good = frozenset()

    async def close(self) -> None:
        """Tell what is to be told, and end the connection."""
        await self._tasks.close()
        if self._untold and self._driver is not None and not self._driver.is_closed():
            try:
                await self._tell()
            except Unavailable:
                _log.info("not told to the others", words=len(self._untold))
        await self._hang_up()

    async def _connect(self) -> None:
        await self._hang_up()
        connection = self._connection = await self._engine.connect()
        try:
            for setting in (*_SETTINGS, f"lock_timeout = {PATIENCE_MS}"):
                await connection.exec_driver_sql(f"SET {setting}")
            if not (await connection.exec_driver_sql(f"SELECT pg_try_advisory_lock_shared({_KEY})")).scalar():
                _log.info("waiting for a process that wants to be alone with this database")
                await connection.exec_driver_sql(f"SELECT pg_advisory_lock_shared({_KEY})")
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.add_listener(CHANNEL, self._heard)
            driver.add_termination_listener(lambda _: self._woken.set())
        except BaseException:
            await self._hang_up()
            raise
        self._driver = driver

    async def _hang_up(self) -> None:
        connection, self._connection, self._driver = self._connection, None, None
        if connection is not None:
            await connection.invalidate()  # not to be lent to others: it listens and holds a lock
            await connection.close()

    def _heard(self, _connection: object, _pid: int, _channel: str, told: str) -> None:
        name, _, word = told.partition(" ")
        if (topic := self._topics.get(name)) is not None:
            topic.told(word)

    def _miss(self) -> None:
        for topic in self._topics.values():
            topic.missed()
        hearing = (topic.hearing for topic in self._topics.values())
        self._making_good = frozenset(task for task in hearing if task is not None)

    async def _run(self) -> None:
        """Tell what is to be told, and hear everything anew now and then."""
        loop = asyncio.get_running_loop()
        refresh_at = loop.time() + REFRESH_SECONDS
        while True:
            try:
                async with asyncio.timeout_at(refresh_at):
                    await self._woken.wait()
            except TimeoutError:
                refresh_at = loop.time() + REFRESH_SECONDS
                for topic in self._topics.values():
                    topic.missed()
            self._woken.clear()
            try:
                await self._tell()
                await self.catch_up()  # mends the line where it broke
            except Unavailable as error:
                _log.warning("no line to other processes", error=error.fields["error"])
                await asyncio.sleep(_BACKOFF_SECONDS)
                self._woken.set()
            except Exception as error:  # noqa: BLE001 the supervisor of the line: without it nothing is heard any more
                _log.error("the line failed", exc_info=error)
                await asyncio.sleep(_BACKOFF_SECONDS)
                self._woken.set()

    async def _tell(self) -> None:
        while words := list(itertools.islice(self._untold, _AT_ONCE)):
            await self.ask("SELECT pg_notify($1, word) FROM unnest($2::text[]) AS word", CHANNEL, words)
            del self._untold[: len(words)]
