"""What a database does for the stores, whichever it is."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import Connection

from bot.clock import Clock
from bot.relay.peers import Leases, Peers

if TYPE_CHECKING:
    from bot.storage.writer import Writer  # which writes to an engine

T = TypeVar("T")

Turn = AbstractAsyncContextManager[None]
"""What is somebody's until they are done."""

Work = Callable[[Connection], T]
"""What to do with a connection; plain, since a thread or a greenlet runs it."""


class Engine(Protocol):
    """An open database. Raises `Unavailable` where the database cannot do its part now."""

    @property
    def name(self) -> str:
        """Return what people know this database by, without a password."""
        ...

    async def hold(self) -> None:
        """Keep away until closed every other process that does not share: a file is one process's alone.

        Raises:
            DatabaseInUse: Another process keeps us away.
        """
        ...

    @property
    def peers(self) -> Peers:
        """Return the other processes that hold this database."""
        ...

    @property
    def turn(self) -> Turn:
        """Return what is one process's at a time; each that shares the database waits for it."""
        ...

    def leases(self, writer: "Writer", clock: Clock) -> Leases:
        """Return which lanes are whose."""
        ...

    async def write(self, work: Work[T]) -> T:
        """Run *work* in a transaction of its own and commit it. Only one caller of a process at a time."""
        ...

    async def read(self, work: Work[T]) -> T:
        """Run *work*, which only reads and sees each commit that went before."""
        ...

    async def back_up(self, revision: str) -> Path | None:
        """Copy the database as it stood at schema *revision*; None where its server has backups of its own."""
        ...

    async def close(self) -> None:
        """Let go of every connection and lock."""
        ...
