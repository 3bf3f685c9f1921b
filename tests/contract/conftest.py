"""The implementations on which each contract suite runs."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.database import Database
from tests.fakes import StillClock
from tests.owing import Stores, memory_stores, stores_of

POSTGRES = os.environ.get("QIAO_TEST_POSTGRES", "")
"""The URL of a PostgreSQL database that the tests may empty; without it they run on the fake and SQLite."""

ON_DISK = ["sqlite", "postgresql"] if POSTGRES else ["sqlite"]


async def empty_postgres() -> str:
    """Drop whatever stands in the test database, and return its URL."""
    engine = create_async_engine(POSTGRES.replace("postgresql://", "postgresql+asyncpg://"))
    try:
        async with engine.begin() as connection:
            await connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            await connection.exec_driver_sql("CREATE SCHEMA public")
    finally:
        await engine.dispose()
    return POSTGRES


@pytest.fixture(params=ON_DISK)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database of each kind."""
    return f"sqlite:///{tmp_path / 'qiao.db'}" if request.param == "sqlite" else await empty_postgres()


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Open an empty database of each kind."""
    database = await Database.open(url, StillClock())
    yield database
    await database.close()


@pytest.fixture(params=["memory", *ON_DISK])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    """Give the empty stores of each implementation."""
    if request.param == "memory":
        yield memory_stores()
        return
    clock = StillClock()
    on_file = f"sqlite:///{tmp_path / 'qiao.db'}"
    database = await Database.open(on_file if request.param == "sqlite" else await empty_postgres(), clock)
    yield stores_of(database, clock)
    await database.close()
