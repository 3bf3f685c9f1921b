"""Opening a database: which engine a URL means."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import DatabaseDriverMissing, DatabaseUrlUnknown
from bot.storage.engine import Engine


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
    try:
        from bot.storage.postgres import PostgresEngine
    except ImportError as error:
        raise DatabaseDriverMissing(extra="postgres") from error
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
