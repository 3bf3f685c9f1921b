"""A playground server for each test."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from playground.cast import set_stage
from playground.server.app import PlaygroundServer
from tests.playground.support import Playground


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    stage = set_stage()
    async with PlaygroundServer(stage.world) as server, aiohttp.ClientSession() as session:
        yield Playground(server, stage, session)
