"""The implementations on which each contract suite runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.storage.database import Database
from tests.fakes import StillClock
from tests.owing import Stores, memory_stores, stores_of

ON_DISK = ["sqlite", "postgresql"]


@pytest.fixture(params=ON_DISK)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Name an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'qiao.db'}"
        return
    async with request.getfixturevalue("postgres").database() as url:
        yield url


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Open an empty database of each kind."""
    database = await Database.open(url, StillClock())
    yield database
    await database.close()


@pytest.fixture(params=["memory", *ON_DISK])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    """Give the empty stores of each implementation."""
    match request.param:
        case "memory":
            yield memory_stores()
        case "sqlite":
            async with opened(f"sqlite:///{tmp_path / 'qiao.db'}") as stores:
                yield stores
        case "postgresql":
            async with request.getfixturevalue("postgres").database() as url, opened(url) as stores:
                yield stores


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Stores]:
    """Open the database at *url* and give its stores."""
    clock = StillClock()
    database = await Database.open(url, clock)
    yield stores_of(database, clock)
    await database.close()
