"""One browser for all tests of the page; a small Discord with its page and a real bot for those of one module.

No longer than that: what is served from the tests' event loop stands still while other tests have theirs.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from playground.doors.briefing import Briefing
from playground.doors.translator import PASSAGE, Vendor
from playground.front import FrontedServer
from playground.server.world import World
from tests.e2e.harness import Scene, free_port, google, scene
from tests.page.browser import MISSING, browsing, program
from tests.page.desk import Desk, opened
from tests.vendors import google_page

PHRASES = ({"en": "Good night!", "zh-Hans": "晚安！", "zh-Hant": "晚安！"},)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A browser, started when the first test asks for it."""
    path = program()
    if path is None:
        pytest.skip(MISSING)
    async with browsing(path) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def street(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """#english and #中文, bridged by the real bot; it asks its translator through the playground."""
    folder: Path = tmp_path_factory.mktemp("bot")
    port = free_port()
    async with google_page() as vendor:

        def served(world: World, port: int, status_port: int) -> FrontedServer:
            status = f"127.0.0.1:{status_port}"
            return FrontedServer(world, port, Briefing(phrases=PHRASES), status, Vendor("google", vendor.url))

        translation = google(f"http://127.0.0.1:{port}{PASSAGE}")
        async with scene(folder, translation=translation, port=port, served=served) as running:
            assert running.server.port == port
            await running.bot.start()
            running.server.ready = True
            yield running


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, street: Scene) -> AsyncIterator[Desk]:
    """A wide window with the page in it, not for the first time. Its console is to stay silent."""
    one = await opened(browser, street)
    yield one
    await one.page.context.close()
    assert one.complaints == []
