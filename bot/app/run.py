"""Running: from the settings to the last delivery."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final, TypeVar

import structlog

from bot import memory
from bot.app.start import start
from bot.clock import SystemClock
from bot.config.settings import Settings
from bot.discord_adapter.login import stay_connected
from bot.signals import set_on_signals
from bot.storage.database import Database

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

DRAIN_SECONDS: Final = 10.0
_FLUSH_SECONDS: Final = 2.0


async def run(settings: Settings, *, on_ready: Callable[[], None] | None = None) -> None:
    """Run the bot until SIGTERM, SIGINT or cancellation; deliver what was heard, and return.

    Args:
        on_ready: Called once, when what was missed is taken in and messages are relayed.

    Raises:
        Misconfigured: In one of its kinds.
        Unavailable: Discord cannot be reached.
    """
    async with AsyncExitStack() as stack:
        stop = asyncio.Event()
        # The first to come and the last to go: a second signal must not catch us half closed.
        stack.enter_context(set_on_signals(stop))
        stopping = asyncio.ensure_future(stop.wait())
        stack.callback(stopping.cancel)
        database = await Database.open(settings.database.url.get_secret_value(), SystemClock())
        stack.push_async_callback(database.close)
        started = await _unless(stopping, start(settings, stack, database))
        if started is None:
            return
        relay, bot = started
        if on_ready is not None:
            relay.when_ready(on_ready)
        memory.settle()
        connection = asyncio.ensure_future(stay_connected(bot))
        try:
            await asyncio.wait({stopping, connection}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            _log.info("stopping")
            await relay.drain(DRAIN_SECONDS)
            await _unless_it_takes_long(bot.services.community.recorder.flush())
            connection.cancel()
            await asyncio.wait({connection})
        if not connection.cancelled():
            connection.result()  # raises why Discord ended it


async def _unless_it_takes_long(work: Coroutine[Any, Any, None]) -> None:
    """Do *work*, which the next start does otherwise."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(work, _FLUSH_SECONDS)


async def _unless(stopping: "asyncio.Future[Any]", work: Coroutine[Any, Any, T]) -> T | None:
    """Return what *work* gives, None if *stopping* was done before it: then it is cancelled."""
    working: asyncio.Future[T] = asyncio.ensure_future(work)
    both: set[asyncio.Future[Any]] = {stopping, working}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not working.done():
            working.cancel()
            await asyncio.wait({working})
    return None if working.cancelled() else working.result()
