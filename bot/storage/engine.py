"""What a database does for the stores, whichever it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

Work = Callable[[Connection], T]
"""What to do with a connection; plain, since a thread or a greenlet runs it."""


class Engine(Protocol):
    """An open database. Raises `Unavailable` where the database cannot do its part now."""

    @property
    def name(self) -> str:
        """Return what people know this database by, without a password."""
        ...

    async def hold(self) -> None:
        """Keep every other process that runs the bot away until closed.

        Raises:
            DatabaseInUse: Another process keeps us away.
        """
        ...

    async def write(self, work: Work[T]) -> T:
        """Run *work* in a transaction of its own and commit it. Only one caller at a time."""
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
