"""The lanes of this process: one a destination, each on its own."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

import structlog

from bot.errors import ChannelGone
from bot.ids import ChannelId, MessageId
from bot.relay.lane import Lane
from bot.relay.model import Debt, LaneStanding, Owed
from bot.relay.patience import until_answered
from bot.relay.ports import Admitted, LanePorts
from bot.relay.posting import LANDING_SECONDS
from bot.relay.routing import Routes

_log = structlog.stdlib.get_logger(__name__)

_DRAIN_POLL_SECONDS = 0.05


class Lanes:
    """Opens a lane for each seat and hands it what it is owed.

    Make it before anything that takes time: a request that an earlier process left in flight
    may land until `LANDING_SECONDS` after this moment.
    """

    def __init__(self, ports: LanePorts) -> None:
        self._ports = ports
        self._lanes: dict[ChannelId, Lane] = {}
        self._running: dict[ChannelId, asyncio.Task[None]] = {}
        self._made_at = ports.clock.monotonic()

    async def follow(self, routes: Routes) -> None:
        """Have a lane for every seat of *routes* and no other, and go on with what the outbox holds."""
        for channel_id in [channel_id for channel_id in self._lanes if routes.seat(channel_id) is None]:
            del self._lanes[channel_id]
            self._running.pop(channel_id).cancel()
        waiting: defaultdict[ChannelId, list[Owed]] = defaultdict(list)
        for row in await self._ports.outbox.waiting():
            if _is_due(row, routes):
                waiting[row.destination_id].append(row)
            else:
                await self._ports.outbox.forget(row)  # the bridge was left
        for seat in routes:
            manner = routes.bridges[seat.channel_id].manner
            if (open_lane := self._lanes.get(seat.channel_id)) is not None:
                open_lane.manner = manner
            else:
                left = waiting[seat.channel_id]
                lane = self._lanes[seat.channel_id] = Lane(seat, self._ports, left, manner)
                self._running[seat.channel_id] = self._ports.tasks.start(
                    self._run(seat.channel_id, lane, is_recovering=bool(left)), name=f"lane-{seat.channel_id}"
                )

    def serves(self, channel_id: ChannelId) -> bool:
        """Tell whether anything can be delivered to *channel_id*: it has a lane, and is not gone."""
        return channel_id in self._lanes

    def standing(self, channel_id: ChannelId) -> LaneStanding:
        """Return how the lane of a channel stands; nothing waits where there is none."""
        lane = self._lanes.get(channel_id)
        return lane.standing if lane is not None else LaneStanding()

    def foresee(self, messages: Sequence[Admitted]) -> None:
        """Let what is about to be owed be translated while it is committed, where nothing else waits."""
        for admitted in messages:
            for destination_id in admitted.destinations:
                if (lane := self._lanes.get(destination_id)) is not None:
                    lane.foresee(admitted)

    def accept(self, rows: Sequence[Owed], received: float) -> None:
        """Hand each row to its lane; *received* is when its event came (monotonic seconds)."""
        for row in rows:
            if (lane := self._lanes.get(row.destination_id)) is not None:
                lane.accept(row, received)

    def heard(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Note the echo of a relayed message."""
        if (lane := self._lanes.get(channel_id)) is not None:
            lane.heard(message_id)

    async def drain(self, seconds: float) -> None:
        """Wait until every lane is idle, at most *seconds*; what is left is in the outbox."""
        until = self._ports.clock.monotonic() + seconds
        while not self.is_idle and self._ports.clock.monotonic() < until:
            await self._ports.clock.sleep(_DRAIN_POLL_SECONDS)

    @property
    def is_idle(self) -> bool:
        """Tell whether no lane has anything it could pay now."""
        return all(lane.is_idle for lane in self._lanes.values())

    async def _run(self, channel_id: ChannelId, lane: Lane, *, is_recovering: bool) -> None:
        try:
            if is_recovering:
                landed_in = self._made_at + LANDING_SECONDS - self._ports.clock.monotonic()
                await self._ports.clock.sleep(max(landed_in, 0.0))
                await lane.recover()
            await lane.run()
        except ChannelGone as error:
            _log.warning("endpoint closed: the channel is gone", destination=channel_id)
            self._ports.observer.failed(channel_id, error.kind)
            del self._lanes[channel_id], self._running[channel_id]
            await until_answered(lambda: self._close(channel_id), self._ports.clock)
        finally:
            lane.close()

    async def _close(self, channel_id: ChannelId) -> None:
        """Note that a channel is gone, and keep no text for it."""
        await self._ports.bridges.pause(channel_id, is_paused=True)
        for row in await self._ports.outbox.waiting():
            if row.destination_id == channel_id:
                await self._ports.outbox.forget(row)


def _is_due(row: Owed, routes: Routes) -> bool:
    """Tell whether *row* is still to be paid: what stands is taken away even where a bridge was left."""
    if row.debt is Debt.REMOVE:
        return routes.seat(row.destination_id) is not None
    return row.destination_id in routes.destinations(row.source_channel_id)
