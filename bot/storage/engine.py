"""What a database does for the stores, whichever it is, and how one is opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import DatabaseUrlUnknown

T = TypeVar("T")

Work = Callable[[Connection], T]
"""What to do with a connection; plain, since a thread or a greenlet runs it."""


class Engine(Protocol):
    """An open database. Raises `Unavailable` where the database cannot do its part now."""

    @property
    def name(self) -> str:
        """Return what people know this database by, without a password."""
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


async def open_engine(url: str) -> Engine:
    """Return the database at *url*, `sqlite:///FILE` or `postgresql://USER@HOST/NAME`.

    Raises:
        DatabaseUnusable: In one of its kinds, when nothing can be kept there.
    """
    parsed = _parsed(url)
    # Each engine brings its driver along, and few processes need both.
    if parsed.get_backend_name() == "sqlite":
        from bot.storage.sqlite import SqliteEngine

        return await SqliteEngine.open(Path(str(parsed.database)))
    from bot.storage.postgres import PostgresEngine

    return await PostgresEngine.open(parsed)


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUrlUnknown from error
    match parsed.get_backend_name():
        # What lives in memory is gone after a crash, and a second connection would not see it.
        case "sqlite" if parsed.database and parsed.database != ":memory:" and not parsed.query:
            return parsed
        case "postgresql" | "postgres" if parsed.database:
            return parsed.set(drivername="postgresql+asyncpg")
    raise DatabaseUrlUnknown
