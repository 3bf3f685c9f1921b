"""Millions of parts, put into a database faster than any relay could: three copies of each message over a month."""

import asyncio
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import asyncpg
from sqlalchemy import make_url

from bot.ids import MessageId, first_id_at, said_at
from bot.storage.expiry import KEPT_FOR
from bot.storage.tables import ledger

COPIES: Final = 3
OLDEST: Final = KEPT_FOR + timedelta(days=1)
"""How far back they reach: one day of them is past its time."""

_BRIDGES: Final = 250
_AT_ONCE: Final = 50_000
_COLUMNS: Final = tuple(column.name for column in ledger.c)
# They are made when all rows are there: to keep them up row by row takes far longer.
_INDICES_OF_SQLITE: Final = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'ledger' AND type = 'index'"
_INDICES_OF_POSTGRES: Final = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'ledger' AND indexname NOT LIKE 'pk%'"
)

Row = tuple[Any, ...]


async def fill(url: str, parts: int, now: datetime) -> None:
    """Put *parts* rows into the ledger of the database at *url*, which nobody has open, up to *now*."""
    if make_url(url).get_backend_name() == "sqlite":
        await asyncio.to_thread(_fill_sqlite, url.removeprefix("sqlite:///"), parts, now)
    else:
        await _fill_postgres(url, parts, now)


def rows(parts: int, now: datetime) -> Iterator[Row]:
    """Yield the rows of *parts* parts, oldest first, in the order of the table's columns."""
    for number in range(parts // COPIES):
        source_id, first = source_at(number, parts, now), 1000 + 4 * (number * 7919 % _BRIDGES)
        seats = [first + (number + seat) % 4 for seat in range(4)]
        for copy in range(1, COPIES + 1):
            yield (
                source_id + copy,
                source_id,
                seats[copy],
                seats[0],
                7,
                0,
                0,
                20,
                0,
                "final",
                "live",
                "alone",
                said_at(source_id),
            )


def source_at(number: int, parts: int, now: datetime) -> MessageId:
    """Return the message that *number* sources are older than."""
    return first_id_at(now - OLDEST * (1 - number / (parts // COPIES)))


def _fill_sqlite(path: str, parts: int, now: datetime) -> None:
    places = ", ".join("?" * len(_COLUMNS))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        indices = list(connection.execute(_INDICES_OF_SQLITE))
        for name, _ in indices:
            connection.execute(f"DROP INDEX {name}")
        as_kept = ((*row[:-1], f"{row[-1].astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}") for row in rows(parts, now))
        connection.executemany(f"INSERT INTO ledger VALUES ({places})", as_kept)  # noqa: S608 - question marks
        for _, definition in indices:
            connection.execute(definition)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _fill_postgres(url: str, parts: int, now: datetime) -> None:
    connection = await asyncpg.connect(url)
    try:
        indices = await connection.fetch(_INDICES_OF_POSTGRES)
        for name, _ in indices:
            await connection.execute(f"DROP INDEX {name}")
        made = rows(parts, now)
        while batch := list(itertools.islice(made, _AT_ONCE)):
            await connection.copy_records_to_table(ledger.name, records=batch, columns=_COLUMNS)
        for _, definition in indices:
            await connection.execute(definition)
        await connection.execute("VACUUM ANALYZE ledger")
    finally:
        await connection.close()
