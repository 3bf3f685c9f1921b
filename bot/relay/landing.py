"""Landing: a request whose connection broke may have its effect a moment later."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.clock import Clock
from bot.errors import FateUnknown

LANDING_SECONDS: Final = 2.0
"""How long a request whose connection broke may still take to have its effect."""


@asynccontextmanager
async def landed(clock: Clock) -> AsyncIterator[None]:
    """Hold a `FateUnknown` of an edit until that can have no effect any more: it would undo what a later one did."""
    try:
        yield
    except FateUnknown:
        await clock.sleep(LANDING_SECONDS)
        raise
