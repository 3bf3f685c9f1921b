"""What holds for every test."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import MISSING, PostgresServer, programs, serving

# How long an example takes depends on what else the machine is doing; time is no claim of a test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# More of what `scripts/test` has a sample of: --hypothesis-profile=long, and --hypothesis-seed for other examples.
settings.register_profile("long", settings.get_profile("house"), max_examples=5_000)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this run's own, started when the first test asks for it."""
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with serving(found) as server:
        yield server
