"""The lanes of this process: one a destination, each on its own.

Every process knows every seat, and owes to it. It runs the lanes that are its own: all of them where it is alone with
its database, else those whose leases it has (`bot.relay.leaseholder`).
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

import structlog

from bot.bridges.model import Endpoint, Manner
from bot.errors import ChannelGone
from bot.ids import ChannelId, MessageId
from bot.relay.arrivals import Arrivals
from bot.relay.lane import Lane
from bot.relay.model import Debt, LaneStanding, Owed
from bot.relay.patience import until_answered
from bot.relay.ports import Admitted, LanePorts
from bot.relay.posting import LANDING_SECONDS
from bot.relay.routing import Routes

_log = structlog.stdlib.get_logger(__name__)

_DRAIN_POLL_SECONDS = 0.05

QUOTES: Final = "quotes"
"""What processes tell each other under: channels in which quotes are to be looked after."""


class Lanes:
    """Knows the seats, runs lanes, and hands them what they owe.

    Make it before anything that takes time: a request that an earlier process left in flight
    may land until `LANDING_SECONDS` after this moment.
    """

    def __init__(self, ports: LanePorts) -> None:
        self._ports = ports
        self._routes = Routes({})
        self._gone: set[ChannelId] = set()
        self._lanes: dict[ChannelId, Lane] = {}
        self._running: dict[ChannelId, asyncio.Task[None]] = {}
        self._made_at = ports.clock.monotonic()
        self.arrivals = Arrivals(ports, self._arrived) if ports.leases.is_shared else None

    async def follow(self, routes: Routes) -> None:
        """Know the seats of *routes* and no other; where the process is alone, run the lane of each."""
        self._routes = routes
        self._gone.clear()
        for channel_id in [channel_id for channel_id in self._running if routes.seat(channel_id) is None]:
            await self._end(channel_id)
        waiting: defaultdict[ChannelId, list[Owed]] = defaultdict(list)
        for row in await self._still_due(await self._ports.outbox.waiting()):
            waiting[row.destination_id].append(row)
        for channel_id, lane in self._lanes.items():
            lane.manner = self._manner(channel_id)
        if not self._ports.leases.is_shared:
            for seat in routes:
                if seat.channel_id not in self._running:
                    left = waiting[seat.channel_id]
                    lane = self._opened(seat, left)
                    self._start(seat, partial(self._run, lane, is_recovering=bool(left)))

    async def hold(self, held: Collection[ChannelId], owing: Collection[ChannelId]) -> Collection[ChannelId]:
        """Run the lanes of *held* and no other; return those that were ended.

        Args:
            held: Lanes whose leases are this process's.
            owing: Lanes that owe something, maybe what another process has begun to pay.
        """
        ended = [channel_id for channel_id, task in self._running.items() if channel_id not in held or task.done()]
        for channel_id in ended:
            await self._end(channel_id)
        for channel_id in held:
            seat = self._routes.seat(channel_id)
            if seat is not None and channel_id not in self._running and channel_id not in self._gone:
                if channel_id in owing:
                    self._start(seat, partial(self._take_over, seat, self._ports.clock.monotonic()))
                else:
                    self._start(seat, partial(self._run, self._opened(seat, ()), is_recovering=False))
        return ended

    async def clear(self, channel_ids: Collection[ChannelId]) -> None:
        """Forget what is owed to channels that are gone, or have no seat any more."""
        for channel_id in channel_ids:
            rows = await self._ports.outbox.of(channel_id, 0)
            for row in rows if channel_id in self._gone else ():
                await self._ports.outbox.forget(row)
            await self._still_due(rows)

    @property
    def seated(self) -> Mapping[ChannelId, Endpoint]:
        """Return every seat, whosever its lane is."""
        return {seat.channel_id: seat for seat in self._routes}

    @property
    def running(self) -> int:
        """Return how many lanes run here."""
        return len(self._running)

    def serves(self, channel_id: ChannelId) -> bool:
        """Tell whether anything can be delivered to *channel_id*: it has a seat, and is not gone."""
        return self._routes.seat(channel_id) is not None and channel_id not in self._gone

    def is_gone(self, channel_id: ChannelId) -> bool:
        """Tell whether a channel was found to be gone."""
        return channel_id in self._gone

    def standing(self, channel_id: ChannelId) -> LaneStanding:
        """Return how the lane of a channel stands; nothing waits where none runs here."""
        lane = self._lanes.get(channel_id)
        return lane.standing if lane is not None else LaneStanding()

    def foresee(self, messages: Sequence[Admitted]) -> None:
        """Let what is about to be owed be translated while it is committed, where nothing else waits."""
        for admitted in messages:
            for destination_id in admitted.destinations:
                if destination_id == admitted.message.channel_id:
                    continue  # an edit that may be owed no note
                if (lane := self._lanes.get(destination_id)) is not None:
                    lane.foresee(admitted)

    def accept(self, rows: Sequence[Owed], received: float) -> None:
        """Hand each row to its lane; *received* is when its event came (monotonic seconds)."""
        arrivals = self.arrivals
        for row in rows:
            lane = self._lanes.get(row.destination_id)
            if lane is not None and (arrivals is None or arrivals.is_next(row)):
                lane.accept(row, received)
        if arrivals is not None and (elsewhere := [row for row in rows if row.destination_id not in self._lanes]):
            arrivals.tell(elsewhere)

    def heard(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Note the echo of a relayed message."""
        if (lane := self._lanes.get(channel_id)) is not None:
            lane.heard(message_id)

    async def changed(self, channel_id: ChannelId, message_ids: Sequence[MessageId], *, is_gone: bool) -> None:
        """Have quotes follow messages of a channel that changed there, or, if they are *is_gone*, went.

        Raises:
            Unavailable: The database does not answer; nothing is noted.
        """
        is_owed = await self._ports.quotes.store.change(channel_id, message_ids, is_gone=is_gone)
        if (lane := self._lanes.get(channel_id)) is not None:
            lane.told(message_ids, is_owed=is_owed)
        elif is_owed and self._ports.leases.is_shared:
            self._ports.peers.tell(QUOTES, str(channel_id))

    async def look_after_quotes(self, words: Sequence[str] = ()) -> None:
        """Look after the quotes in the channels that *words* name; wherever it is owed, if none is named."""
        named = {ChannelId(int(word)) for word in words if word}
        for channel_id in named or await self._ports.quotes.store.owing():
            if (lane := self._lanes.get(channel_id)) is not None:
                lane.told((), is_owed=True)

    async def drain(self, seconds: float) -> None:
        """Wait until every lane is idle, at most *seconds*; what is left is in the outbox."""
        until = self._ports.clock.monotonic() + seconds
        while not self.is_idle and self._ports.clock.monotonic() < until:
            await self._ports.clock.sleep(_DRAIN_POLL_SECONDS)

    @property
    def is_idle(self) -> bool:
        """Tell whether no lane has anything it could pay now."""
        return all(lane.is_idle for lane in self._lanes.values())

    def _arrived(self, channel_id: ChannelId, rows: Sequence[Owed]) -> None:
        now = self._ports.clock.monotonic()
        if (lane := self._lanes.get(channel_id)) is not None:
            for row in rows:
                lane.accept(row, now)

    def _start(self, seat: Endpoint, run: Callable[[], Awaitable[None]]) -> None:
        task = self._ports.tasks.start(self._surely(seat.channel_id, run), name=f"lane-{seat.channel_id}")
        self._running[seat.channel_id] = task

    async def _end(self, channel_id: ChannelId) -> None:
        """Stop a lane, wherever it is: what it has sent and not recorded is found by whoever runs it next."""
        if (task := self._running.pop(channel_id, None)) is not None:
            task.cancel()
            await asyncio.wait({task})
            self._forget(channel_id)
            self._ports.observer.lane_length(channel_id, 0)

    def _forget(self, channel_id: ChannelId) -> None:
        if (lane := self._lanes.pop(channel_id, None)) is not None:
            lane.close()
        if self.arrivals is not None:
            self.arrivals.ended(channel_id)

    async def _surely(self, channel_id: ChannelId, run: Callable[[], Awaitable[None]]) -> None:
        try:
            await run()
        except ChannelGone as error:
            _log.warning("endpoint closed: the channel is gone", destination=channel_id)
            self._ports.observer.failed(channel_id, error.kind)
            self._gone.add(channel_id)
            self._running.pop(channel_id, None)
            self._forget(channel_id)
            await until_answered(lambda: self._close(channel_id), self._ports.clock)
        finally:
            self._forget(channel_id)

    def _opened(self, seat: Endpoint, left: Sequence[Owed]) -> Lane:
        lane = self._lanes[seat.channel_id] = Lane(seat, self._ports, left, self._manner(seat.channel_id))
        if self.arrivals is not None:
            self.arrivals.begun(seat.channel_id, left)
        return lane

    def _manner(self, channel_id: ChannelId) -> Manner:
        return self._routes.bridges[channel_id].manner

    async def _run(self, lane: Lane, *, is_recovering: bool) -> None:
        if is_recovering:
            await self._landed(self._made_at)
            await lane.recover()
        await lane.run()

    async def _take_over(self, seat: Endpoint, since: float) -> None:
        """Run a lane that another process may have left in the middle of a send.

        One that stood still may also record late what it had sent. So what is owed is looked at before the look into
        the channel and after it: where it is less by then, the look began too early.
        """
        await self._landed(since)
        read = partial(until_answered, partial(self._left, seat.channel_id), self._ports.clock)
        while True:
            left = await read()
            lane = self._opened(seat, left)
            await lane.recover()
            still = {row.source_id for row in await read()}
            if all(row.source_id in still for row in left if row.debt is Debt.CREATE):
                break
            self._forget(seat.channel_id)
        await lane.run()

    async def _left(self, channel_id: ChannelId) -> Sequence[Owed]:
        return await self._still_due(await self._ports.outbox.of(channel_id, 0))

    async def _landed(self, since: float) -> None:
        """Wait until nothing can land any more that somebody else had sent before *since* (monotonic seconds)."""
        await self._ports.clock.sleep(max(since + LANDING_SECONDS - self._ports.clock.monotonic(), 0.0))

    async def _close(self, channel_id: ChannelId) -> None:
        """Note that a channel is gone, and keep no text for it."""
        await self._ports.bridges.pause(channel_id, is_paused=True)
        for row in await self._ports.outbox.of(channel_id, 0):
            await self._ports.outbox.forget(row)

    async def _still_due(self, rows: Sequence[Owed]) -> Sequence[Owed]:
        """Return those of *rows* that are to be paid, and forget the others: their bridge was left."""
        undue = [row for row in rows if self._is_ours(row.destination_id) and not self._routes.is_due(row)]
        if undue and self._ports.leases.is_shared:
            # Another process may have opened their bridge a moment ago: what is read after them knows of it.
            now = Routes.through(await self._ports.bridges.every())
            undue = [row for row in undue if not now.is_due(row)]
        for row in undue:
            await self._ports.outbox.forget(row)
        dropped = {(row.source_id, row.destination_id) for row in undue}
        return [row for row in rows if (row.source_id, row.destination_id) not in dropped]

    def _is_ours(self, channel_id: ChannelId) -> bool:
        """Tell whether this process is to clear up after a channel: it runs the lane, or nobody does."""
        return not self._ports.leases.is_shared or channel_id in self._running or self._routes.seat(channel_id) is None
