"""A bot between a small Discord and a vendor, for the tests of whole crossings."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.harness import Scene, google, scene
from tests.vendors import Vendor, google_page


@pytest.fixture
async def vendor() -> AsyncIterator[Vendor]:
    """A page that answers as Google's does: `[zh-CN] text`."""
    async with google_page() as page:
        yield page


@pytest.fixture
async def here(tmp_path: Path, vendor: Vendor) -> AsyncIterator[Scene]:
    """#english and #中文, bridged; the bot is not started yet."""
    async with scene(tmp_path, translation=google(vendor.url)) as opened:
        yield opened
