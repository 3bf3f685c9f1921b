"""A bot between a small Discord and a vendor, for the tests of whole crossings."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.harness import Scene, google, scene
from tests.playground.openapi import DOCUMENT, Judge
from tests.vendors import Vendor, google_page


@pytest.fixture
async def vendor() -> AsyncIterator[Vendor]:
    """A page that answers as Google's does: `[zh-CN] text`."""
    async with google_page() as page:
        yield page


@pytest.fixture(scope="session")
def judge() -> Judge | None:
    """Discord's own description of its API, where it is at hand."""
    return Judge(json.loads(DOCUMENT.read_text(encoding="utf-8"))) if DOCUMENT.exists() else None


@pytest.fixture
async def here(tmp_path: Path, vendor: Vendor, judge: Judge | None) -> AsyncIterator[Scene]:
    """#english and #中文, bridged; the bot is not started yet. All its traffic is as Discord describes it."""
    async with scene(tmp_path, translation=google(vendor.url)) as opened:
        if judge is not None:
            judge.faults.clear()
            opened.server.traffic.exchanges.subscribe(judge.hear)
        yield opened
    assert judge is None or not judge.faults, judge.faults[:5]


@pytest.fixture
async def unbridged(tmp_path: Path, vendor: Vendor, judge: Judge | None) -> AsyncIterator[Scene]:
    """The small Discord with the bot in it, and no bridge yet. All its traffic is as Discord describes it."""
    async with scene(tmp_path, translation=google(vendor.url), languages={}) as opened:
        if judge is not None:
            judge.faults.clear()
            opened.server.traffic.exchanges.subscribe(judge.hear)
        await opened.bot.start()
        yield opened
    assert judge is None or not judge.faults, judge.faults[:5]
