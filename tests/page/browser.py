"""A headless Chromium, found where a system keeps it, and what has to be said to it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from playwright.async_api import Browser, async_playwright

MISSING: Final = "no Chromium (Debian, Ubuntu: apt install chromium)"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Nothing but our own page is asked for anything, and nobody's sandbox is needed for that: as root there is none.
_SAID: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str | None:
    """Return the path of a Chromium that is installed here."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@asynccontextmanager
async def browsing(path: str) -> AsyncIterator[Browser]:
    """Run the Chromium at *path* for as long as the context is open."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_SAID)
        try:
            yield browser
        finally:
            await browser.close()
