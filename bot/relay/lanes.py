"""The lanes of this process: one a destination, each on its own.

Every process knows every seat, and owes to it. It runs the lanes that are its own: all of them where it is alone with
its database, else those whose leases it has (`bot.relay.leaseholder`).
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import structlog

from bot.bridges.model import AS_USUAL, Endpoint, Manner
from bot.errors import ChannelGone
from bot.ids import ChannelId, MessageId
from bot.relay.arrivals import Arrivals
from bot.relay.lane import Lane
from bot.relay.leftovers import Leftovers
from bot.relay.model import Debt, LaneStanding, Owed
from bot.relay.observing import ObserverOfThread
from bot.relay.patience import until_answered
from bot.relay.ports import Admitted, LanePorts
from bot.relay.quote_news import QuoteNews
from bot.relay.routing import Routes
from bot.relay.strands import Strands

_log = structlog.stdlib.get_logger(__name__)

_DRAIN_POLL_SECONDS = 0.05


class Lanes:
    """Knows the seats, runs lanes, and hands them what they owe.

    Make it before anything that takes time: a request that an earlier process left in flight
    may land until `bot.relay.landing.LANDING_SECONDS` after this moment.
    """

    def __init__(self, ports: LanePorts, strands: Strands) -> None:
        self._ports = ports
        self._strands = strands
        self._routes = Routes({})
        self._gone: set[ChannelId] = set()
        self._lanes: dict[ChannelId, Lane] = {}
        self._running: dict[ChannelId, asyncio.Task[None]] = {}
        self._made_at = ports.clock.monotonic()
        self._leftovers = Leftovers(ports, strands, self._running.__contains__)
        self.quotes = QuoteNews(ports, self._lanes, self._seek)
        self.arrivals = Arrivals(ports, self._arrived, self._seek) if ports.leases.is_shared else None

    async def follow(self, routes: Routes) -> None:
        """Know the seats of *routes* alone. Where the process is alone, run what is seated, or owes something."""
        self._routes = self._leftovers.routes = routes
        self._gone.clear()
        left = await self._ports.outbox.waiting()
        await self._strands.learn({each for row in left for each in (row.destination_id, row.source_channel_id)})
        for channel_id in [channel_id for channel_id in self._running if routes.seat(channel_id) is None]:
            await self._end(channel_id)
        waiting: defaultdict[ChannelId, list[Owed]] = defaultdict(list)
        for row in await self._leftovers.still_due(left):
            waiting[row.destination_id].append(row)
        for channel_id, lane in self._lanes.items():
            lane.manner = self._manner(channel_id)
        if not self._ports.leases.is_shared:
            threads = [seat for channel_id in waiting if (seat := routes.seat(channel_id)) is not None]
            for seat in (*routes, *threads):
                if seat.channel_id not in self._running:
                    of_lane = waiting[seat.channel_id]
                    lane = self._opened(seat, of_lane)
                    self._start(seat, partial(self._run, lane, is_recovering=bool(of_lane)))

    async def hold(self, held: Collection[ChannelId], owing: Collection[ChannelId]) -> Collection[ChannelId]:
        """Run the lanes of *held* and no other; return those that were ended.

        Args:
            held: Lanes whose leases are this process's; those of their threads go with them.
            owing: Lanes that owe something, maybe what another process has begun to pay.
        """
        ended = [
            channel_id
            for channel_id, task in self._running.items()
            if self.home_of(channel_id) not in held or task.done()
        ]
        before = frozenset(self._running) - frozenset(ended)
        for channel_id in ended:
            await self._end(channel_id)
        for channel_id in held:
            seat = self._routes.seat(channel_id)
            if seat is not None and channel_id not in self._running and channel_id not in self._gone:
                if channel_id in owing:
                    self._start(seat, partial(self._take_over, seat, self._ports.clock.monotonic()))
                else:
                    self._start(seat, partial(self._run, self._opened(seat, ()), is_recovering=False))
        for channel_id in owing:
            seat = self._routes.seat(channel_id)
            if seat is not None and seat.parent_id in held and self._may_start(seat):
                if seat.parent_id in before:  # whatever is owed there came since
                    await self._start_thread(seat)
                else:
                    self._start(seat, partial(self._take_over, seat, self._ports.clock.monotonic()))
        return [channel_id for channel_id in ended if self.home_of(channel_id) == channel_id]

    async def clear(self, channel_ids: Collection[ChannelId]) -> None:
        """Forget what is owed to channels that are gone, or have no seat any more."""
        for channel_id in channel_ids:
            rows = await self._ports.outbox.of(channel_id, 0)
            for row in rows if channel_id in self._gone else ():
                await self._ports.outbox.forget(row)
            await self._leftovers.still_due(rows)

    @property
    def seated(self) -> Mapping[ChannelId, Endpoint]:
        """Return every seat, whosever its lane is."""
        return {seat.channel_id: seat for seat in self._routes}

    def home_of(self, channel_id: ChannelId) -> ChannelId:
        """Return the channel under whose lease a lane runs: of a thread, its parent."""
        return self._strands.parent_of(channel_id) or channel_id

    async def learn(self, channel_ids: Collection[ChannelId]) -> None:
        """Know those of *channel_ids* that are threads of bridged channels."""
        await self._strands.learn([each for each in channel_ids if self._routes.seat(each) is None])

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
        """Return how the lanes of a channel and its threads stand; nothing waits where none runs here."""
        standings = [lane.standing for each, lane in self._lanes.items() if self.home_of(each) == channel_id]
        return LaneStanding(
            sum(one.waiting for one in standings),
            sum(one.untranslated for one in standings),
            min((one.oldest for one in standings if one.oldest is not None), default=None),
        )

    def foresee(self, messages: Sequence[Admitted]) -> None:
        """Let what is about to be owed be translated while it is committed, where nothing else waits."""
        for admitted in messages:
            for destination_id in admitted.destinations:
                lane = self._lanes.get(destination_id)
                if lane is not None and destination_id != admitted.message.channel_id:  # an edit may be owed no note
                    lane.foresee(admitted)

    def accept(self, rows: Sequence[Owed], received: float) -> None:
        """Hand each row to its lane; *received* is when its event came (monotonic seconds)."""
        strange: set[ChannelId] = set()
        for row in rows:
            lane = self._lanes.get(row.destination_id) or self._begun(row.destination_id)
            if lane is None and not self.serves(row.destination_id):
                strange.add(row.destination_id)
            self._strands.touch(row.destination_id)
            if lane is not None and (self.arrivals is None or self.arrivals.is_next(row)):
                lane.accept(row, received)
        if self.arrivals is not None and (elsewhere := [row for row in rows if row.destination_id not in self._lanes]):
            self.arrivals.tell(elsewhere)
        if strange:
            self._ports.tasks.start(self._seek(strange), name="threads-sought")

    async def retire(self, thread_id: ChannelId) -> bool:
        """End the lane of a thread; False: there is something to be done there."""
        lane = self._lanes.get(thread_id)
        if lane is None or not lane.is_at_rest:
            return lane is None and thread_id not in self._running
        await self._end(thread_id)
        return True

    def heard(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Note the echo of a relayed message."""
        if (lane := self._lanes.get(channel_id)) is not None:
            lane.heard(message_id)

    def reopened(self, thread_id: ChannelId) -> None:
        """Note that a thread is open, which it may not have been."""
        if (lane := self._lanes.get(thread_id)) is not None:
            lane.reopened()

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
        if (lane := self._lanes.get(channel_id)) is not None:
            for row in rows:
                lane.accept(row, self._ports.clock.monotonic())

    def _begun(self, channel_id: ChannelId) -> Lane | None:
        """Begin with a thread to which nothing was owed until now; None: it is no thread, or not ours to serve."""
        seat = self._routes.seat(channel_id)
        if seat is None or seat.parent_id not in self._running or not self._may_start(seat):
            return None
        lane = self._opened(seat, ())
        self._start(seat, partial(self._run, lane, is_recovering=False))
        return lane

    async def _seek(self, channel_ids: Collection[ChannelId]) -> None:
        """Begin with those of *channel_ids* that are threads which this process serves; clear up after what is gone."""
        await self.learn(channel_ids)
        for channel_id in channel_ids:
            seat = self._routes.seat(channel_id)
            if seat is None or channel_id in self._gone:
                await until_answered(partial(self.clear, [channel_id]), self._ports.clock)
            elif seat.parent_id in self._running and self._may_start(seat):
                await self._start_thread(seat)

    async def _start_thread(self, seat: Endpoint) -> None:
        left = await until_answered(partial(self._leftovers.of, seat.channel_id), self._ports.clock)
        if self._may_start(seat):
            self._start(seat, partial(self._run, self._opened(seat, left), is_recovering=False))

    def _may_start(self, seat: Endpoint) -> bool:
        return seat.channel_id not in self._running and seat.channel_id not in self._gone

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
            self._ports.leases.uncover(channel_id)
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
            await until_answered(lambda: self._leftovers.close(channel_id), self._ports.clock)
        finally:
            self._forget(channel_id)

    def _opened(self, seat: Endpoint, left: Sequence[Owed]) -> Lane:
        ports = self._ports
        if seat.parent_id is not None:
            ports.leases.cover(seat.channel_id, seat.parent_id)
            ports = replace(ports, observer=ObserverOfThread(ports.observer, seat.parent_id))
        lane = self._lanes[seat.channel_id] = Lane(seat, ports, left, self._manner(seat.channel_id))
        if self.arrivals is not None:
            self.arrivals.begun(seat.channel_id, left)
        return lane

    def _manner(self, channel_id: ChannelId) -> Manner:
        bridge = self._routes.bridge_of(channel_id)
        return bridge.manner if bridge is not None else AS_USUAL

    async def _run(self, lane: Lane, *, is_recovering: bool) -> None:
        if is_recovering:
            await self._leftovers.landed(self._made_at)
            await lane.recover()
        await lane.run()

    async def _take_over(self, seat: Endpoint, since: float) -> None:
        """Run a lane that another process may have left in the middle of a send.

        One that stood still may also record late what it had sent. So what is owed is looked at before the look into
        the channel and after it: where it is less by then, the look began too early.
        """
        await self._leftovers.landed(since)
        read = partial(until_answered, partial(self._leftovers.of, seat.channel_id), self._ports.clock)
        while True:
            left = await read()
            lane = self._opened(seat, left)
            await lane.recover()
            still = {row.source_id for row in await read()}
            if all(row.source_id in still for row in left if row.debt is Debt.CREATE):
                break
            self._forget(seat.channel_id)
        await lane.run()
