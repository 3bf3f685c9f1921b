"""What holds for every test."""

import sys
from collections.abc import Iterator
from contextlib import closing
from operator import itemgetter

import pytest
import structlog
from aiohttp import web_app
from hypothesis import HealthCheck, settings

from tests.e2e.warm import Nursery
from tests.postgres import MISSING, PostgresServer, programs, serving

# How long an example takes depends on what else the machine is doing; time is no claim of a test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# More of what `scripts/test` has a sample of: --hypothesis-profile=long, and --hypothesis-seed for other examples.
settings.register_profile("long", settings.get_profile("house"), max_examples=5_000)
settings.load_profile("house")

# structlog's own way draws every frame of a traceback with its source and its variables: half a second each.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal the tests of the whole bot out evenly: they mostly wait, and each worker begins with a stretch of all."""
    waiting = [one for one in items if "e2e" in one.path.parts]
    others = [one for one in items if "e2e" not in one.path.parts]
    between = len(others) / max(len(waiting), 1)
    places = [*enumerate(others), *((number * between, one) for number, one in enumerate(waiting))]
    items[:] = [one for _, one in sorted(places, key=itemgetter(0))]


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    """Where this run's bots are forked, once one is needed."""
    if sys.platform != "linux":
        yield
        return
    with closing(Nursery()) as Nursery.at_hand:
        yield
    Nursery.at_hand = None


@pytest.fixture(autouse=True)
def servers_end() -> Iterator[None]:
    """aiohttp remembers the last thousand handlers that it called, each with its whole server: some MB of a Discord."""
    yield
    web_app._cached_build_middleware.cache_clear()  # noqa: SLF001 - it has no other way


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this run's own, started when the first test asks for it."""
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with serving(found) as server:
        yield server
