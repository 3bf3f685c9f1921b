"""Leftovers: what stands in the outbox already when a lane begins, and what becomes of it."""

from collections.abc import Callable, Sequence

from bot.ids import ChannelId
from bot.relay.landing import LANDING_SECONDS
from bot.relay.model import Owed
from bot.relay.ports import LanePorts
from bot.relay.routing import Routes
from bot.relay.strands import Strands


class Leftovers:
    """Reads what is left, and clears away what is not to be paid any more.

    Args:
        runs: Tells whether a lane runs in this process.
    """

    def __init__(self, ports: LanePorts, strands: Strands, runs: Callable[[ChannelId], bool]) -> None:
        self._ports = ports
        self._strands = strands
        self._runs = runs
        self.routes = Routes({})

    async def of(self, channel_id: ChannelId) -> Sequence[Owed]:
        """Return what a destination is owed."""
        return await self.still_due(await self._ports.outbox.of(channel_id, 0))

    async def still_due(self, rows: Sequence[Owed]) -> Sequence[Owed]:
        """Return those of *rows* that are to be paid, and forget the others: their bridge was left."""
        undue = [row for row in rows if self._is_ours(row.destination_id) and not self.routes.is_due(row)]
        if undue and self._ports.leases.is_shared:
            # Another process may have opened their bridge a moment ago: what is read after them knows of it.
            now = Routes.through(await self._ports.bridges.every(), self._strands)
            undue = [row for row in undue if not now.is_due(row)]
        for row in undue:
            await self._ports.outbox.forget(row)
        dropped = {(row.source_id, row.destination_id) for row in undue}
        return [row for row in rows if (row.source_id, row.destination_id) not in dropped]

    async def close(self, channel_id: ChannelId) -> None:
        """Note that a channel or thread is gone, and keep no text for it."""
        if self._strands.parent_of(channel_id) is None:
            await self._ports.bridges.pause(channel_id, is_paused=True)
        else:
            await self._ports.threads.store.gone([channel_id])
        for row in await self._ports.outbox.of(channel_id, 0):
            await self._ports.outbox.forget(row)

    async def landed(self, since: float) -> None:
        """Wait until nothing can land any more that somebody else had sent before *since* (monotonic seconds)."""
        await self._ports.clock.sleep(max(since + LANDING_SECONDS - self._ports.clock.monotonic(), 0.0))

    def _is_ours(self, channel_id: ChannelId) -> bool:
        """Tell whether this process is to clear up after a channel: it runs the lane, or nobody does."""
        return not self._ports.leases.is_shared or self._runs(channel_id) or self.routes.seat(channel_id) is None
