"""Checkpoints of a SQLite file: what is committed gets from its log into the file beside whoever writes."""

import asyncio
import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Final

from bot.storage.thread import Thread

_EVERY: Final = 32  # commits
_APART_SECONDS: Final = 0.5  # what is written again and again gets into the file once

LONGEST_LOG: Final = 10_000
"""Pages of the log (40 MB) at which whoever commits does it after all: so many commits leave no gap between them."""


class Checkpoints:
    """A thread and a connection that do nothing else.

    SQLite leaves it to the commit that makes the log a thousand pages long, which then waits for the disk: among
    deletions from a ledger of five million rows one in twenty messages waited for 14 ms, in place of 3 ms.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = Thread("database-checkpoints")
        self._connection: sqlite3.Connection | None = None
        self._running: asyncio.Future[None] | None = None
        self._commits = 0
        self._not_before = 0.0  # monotonic seconds

    async def open(self) -> None:
        """Open the connection, to a file that is there."""
        await self._thread.run(self._connect)

    def note_commit(self) -> None:
        """Begin with a checkpoint when it is time for one; never waits."""
        self._commits += 1
        if self._commits >= _EVERY and self._is_free and (now := time.monotonic()) >= self._not_before:
            self._commits = 0
            self._not_before = now + _APART_SECONDS
            self._running = self._thread.run(self._checkpoint)

    @property
    def _is_free(self) -> bool:
        return self._running is None or self._running.done()

    async def close(self) -> None:
        """End the one under way, and close the connection."""
        await self._thread.run(self._disconnect)
        self._thread.close()

    def _connect(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def _checkpoint(self) -> None:
        # Where the disk is full or broken, whoever commits is told; and what is not done now, the next one does.
        with contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
