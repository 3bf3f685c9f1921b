"""A playground server for each test."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest

from playground.cast import set_stage
from playground.server.app import PlaygroundServer
from tests.playground.openapi import DOCUMENT, Judge
from tests.playground.support import Playground


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    stage = set_stage()
    async with PlaygroundServer(stage.world) as server, aiohttp.ClientSession() as session:
        yield Playground(server, stage, session)


@pytest.fixture(scope="session")
def discord_document() -> dict[str, Any] | None:
    """Discord's own OpenAPI document, where it is at hand."""
    if not DOCUMENT.exists():
        return None
    document: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    return document


@pytest.fixture
def judged(playground: Playground, discord_document: dict[str, Any] | None) -> Iterator[None]:
    """Hold every exchange of a test against Discord's document."""
    if discord_document is None:
        yield
        return
    judge = Judge(discord_document)
    playground.server.traffic.exchanges.subscribe(judge.hear)
    yield
    assert judge.faults == []
