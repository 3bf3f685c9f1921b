"""Ingress: one queue a source channel, one consumer that decides, in the order of arrival.

discord.py runs every event as a task of its own, so a delete can overtake the create it
follows. Listeners therefore only `put`, before any await; what an event means is decided here,
one event after the other. While a channel is held, its live events wait: moving the watermark
by one of them would hide the hole that catch-up is about to fill.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Final

import structlog

from bot.bridges.model import Endpoint
from bot.ids import ChannelId, MessageId
from bot.moderation.model import Ruling
from bot.relay.admission import Verdict
from bot.relay.bots import Bots
from bot.relay.entering import refused_in, without, writable
from bot.relay.judging import Judge
from bot.relay.lanes import Lanes
from bot.relay.model import UNEDITED, MessageEdited, MessageSaid, MessagesDeleted, SourceEvent, SourceMessage
from bot.relay.notes import Notes
from bot.relay.patience import until_answered
from bot.relay.ports import Admitted, LanePorts
from bot.relay.routing import Home, Routes
from bot.relay.source_queue import MOST_WAITING, PASSED_OVER, Backlog, SourceQueue
from bot.relay.telling import Telling
from bot.relay.thread_queues import ThreadQueues
from bot.relay.threads import UNKNOWN
from bot.relay.visiting import Visits

_log = structlog.stdlib.get_logger(__name__)

_BATCH: Final = 100  # creates that one commit takes in
_TRIES: Final = 3
_BACKOFF_SECONDS: Final = 1.0


class Ingress:
    """Takes in what happens in bridged channels.

    Args:
        ports: Among them the outbox, where admitted messages are owed, and the gate: which words may cross.
        application_id: The bot's own application, by which echoes are known.
        lanes: What is taken in goes there.
        home: Whose events come to this process.
        visits: Whose a thread is that is heard of.
        missed: Reads what a channel has missed for want of room, and releases the channel, which is held.
        refused_edit: Is awaited with each edit that may not cross everywhere.
    """

    def __init__(
        self,
        ports: LanePorts,
        application_id: int,
        lanes: Lanes,
        home: Home,
        visits: Visits,
        missed: Callable[[ChannelId], None],
        refused_edit: Callable[[SourceMessage], Awaitable[None]],
    ) -> None:
        self._outbox = ports.outbox
        self._refusals = ports.refusals
        self._lanes = lanes
        self._tasks = ports.tasks
        self._clock = ports.clock
        self._bots = Bots(application_id, ports.clock)
        self._judge = Judge(application_id, ports.gate, self._bots)
        self._notes = Notes(ports.translations, ports.clock)
        self._home = home
        self._visits = visits
        self._routes = Routes({})
        self._channels: dict[ChannelId, SourceQueue] = {}
        self.telling = Telling()
        self._backlog = Backlog(MOST_WAITING)
        queues = self._channels, self._backlog
        self.threads = ThreadQueues(*queues, visits, ports.tasks, self._consume, self._pass_over)
        self._missed = missed
        self._refused_edit = refused_edit
        self._is_shut = False

    def follow(self, routes: Routes) -> None:
        """Listen to those seats of *routes* that are at home; a new one starts held, one that left is forgotten."""
        self._routes = self._visits.routes = routes
        for channel in tuple(self._channels.values()):
            if routes.seat(channel.parent_id or channel.id) is None and channel.parent_id != UNKNOWN:
                channel.leave()
                if channel.parent_id is not None:
                    self.threads.drop(channel)
        for seat in routes:
            if seat.channel_id not in self._channels and self._home.serves(seat.guild_id):
                channel = self._channels[seat.channel_id] = SourceQueue(seat.channel_id, self._backlog)
                self.threads.hold([seat.channel_id])
                self._tasks.start(self._consume(channel), name=f"ingress-{seat.channel_id}")

    def put(self, event: SourceEvent) -> None:
        """Queue *event*; never waits. Events of channels without a seat are none of ours."""
        if self._is_shut and not isinstance(event, MessagesDeleted):
            return
        place = event if isinstance(event, MessagesDeleted) else event.message
        channel_id = place.channel_id
        channel = self._channels.get(channel_id)
        if place.parent_id is not None:
            channel = self.threads.visit(channel_id, place.parent_id)
        bridge = self._routes.bridges.get(channel_id if channel is None else channel.parent_id or channel_id)
        if channel is not None and (bridge is not None or channel.parent_id is not None):
            if bridge is not None and bridge.manner.admits_bots:
                self._bots.note(event)
            if channel.has_missed or (self._backlog.is_full and not channel.is_empty):
                channel.miss()  # whoever drains the queue will see to it
            elif isinstance(event, MessageSaid) and channel.is_quiet and self._judge.is_echo(event.message):
                # Half of all that is heard, and nothing to decide: it need not wake the consumer.
                self._lanes.heard(channel_id, event.message.id)
                channel.passed_over.append(event.message.id)
                self.telling.tell([event])
            else:
                channel.put(event, self._clock.monotonic())

    async def remove(self, channel_id: ChannelId, message_ids: Sequence[MessageId]) -> None:
        """Owe the removal of messages whose events come to another process."""
        await until_answered(lambda: self._lanes.quotes.changed(channel_id, message_ids, is_gone=True), self._clock)
        rows = await until_answered(lambda: self._outbox.remove(channel_id, message_ids), self._clock)
        self._lanes.accept(rows, self._clock.monotonic())

    def hold(self, channel_ids: Iterable[ChannelId]) -> None:
        """Let the events of these channels wait until they are released."""
        held = frozenset(channel_ids)
        for channel_id in held & self._channels.keys():
            self._channels[channel_id].close()
        self.threads.hold(held)

    def release(
        self, channel_id: ChannelId, missed: Sequence[SourceMessage] = (), gone: Sequence[MessageId] = ()
    ) -> None:
        """Take in what is *gone* and what was *missed*, oldest first, and then the events that waited."""
        if (channel := self._channels.get(channel_id)) is not None:
            now = self._clock.monotonic()
            channel.put_first([(MessageSaid(message), now) for message in missed])
            if gone:
                channel.put_first([(MessagesDeleted(channel_id, tuple(gone)), now)])
            channel.open()

    async def release_to(self, message: SourceMessage, destinations: Collection[ChannelId]) -> None:
        """Owe *message* to those of *destinations* that its bridge still has, which were refused to it."""
        await self._visits.open_for(message)
        seat = self._routes.seat(message.channel_id)
        every = (*self._destinations(message.channel_id), message.channel_id)
        open_ones = tuple(each for each in every if each in destinations)
        if seat is not None and open_ones:
            admitted = Admitted(writable(message), seat.language, open_ones, is_released=True, helps_here=True)
            self._lanes.accept(await self._outbox.observe([admitted]), self._clock.monotonic())

    def waiting(self, channel_id: ChannelId) -> frozenset[MessageId]:
        """Return the messages that were said in a channel and are not taken in."""
        channel = self._channels.get(channel_id)
        return channel.said if channel is not None else frozenset()

    def shut(self) -> None:
        """Take in nothing more than what is queued, and deletions: catch-up finds the rest at the next start."""
        self._is_shut = True

    async def settle(self) -> None:
        """Move the watermarks past what stayed, so that the next start need not read it again."""
        # At once, so that they share a commit.
        await asyncio.gather(*(self._pass_over(channel) for channel in tuple(self._channels.values())))

    @property
    def is_idle(self) -> bool:
        """Tell whether every open channel's events are taken in."""
        return not any(channel.is_busy for channel in self._channels.values())

    async def _consume(self, channel: SourceQueue) -> None:
        while True:
            batch, received = await channel.take(_BATCH)
            channel.is_deciding = True
            await self._decide_surely(channel, batch, received)
            channel.is_deciding = False
            if channel.has_missed and channel.is_empty:
                channel.has_missed = False
                channel.close()
                self._missed(channel.id)

    async def _decide_surely(self, channel: SourceQueue, batch: list[SourceEvent], received: float) -> None:
        """Decide *batch*; where that fails, one event at a time, and drop what fails on and on.

        This is a supervisor: a bug or a database fault with one event must not stop a channel.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                await until_answered(lambda: self._decide(channel, batch, received), self._clock)
            except Exception as error:  # noqa: BLE001 the supervisor of a source channel
                _log.warning("taking in failed", channel=channel.id, attempt=attempt, exc_info=error)
                await self._clock.sleep(_BACKOFF_SECONDS * attempt)
            else:
                self.telling.tell(batch)
                return
        if len(batch) > 1:
            for event in batch:
                await self._decide_surely(channel, [event], received)
            return
        _log.error("event dropped", channel=channel.id, kind=type(batch[0]).__name__)

    async def _decide(self, channel: SourceQueue, batch: list[SourceEvent], received: float) -> None:
        """Decide *batch*: messages said, or one event of another kind."""
        first = batch[0]
        if isinstance(first, MessagesDeleted):
            await self._lanes.quotes.changed(channel.id, first.message_ids, is_gone=True)
            self._lanes.accept(await self._outbox.remove(channel.id, first.message_ids), received)
        elif isinstance(first, MessageEdited):
            await self._edited(channel, first.message, received)
        else:
            said = [event.message for event in batch if isinstance(event, MessageSaid)]
            await self._said(channel, said, received)

    async def _said(self, channel: SourceQueue, messages: Sequence[SourceMessage], received: float) -> None:
        bridge = self._routes.bridge_of(channel.id)
        if bridge is not None and bridge.manner.admits_bots:
            stays = partial(self._judge.must_stay, bridge)
            messages = [await self._bots.settled(message, stays) for message in messages]
        if channel.parent_id is not None:
            messages = await self._visits.prepare(channel, messages)
        bridge = self._routes.bridge_of(channel.id)  # its strand may be longer by now
        judged = [(message, *self._judge.judged(message, bridge)) for message in messages]
        for message, verdict, _ in judged:
            if verdict is Verdict.ECHO:
                self._lanes.heard(channel.id, message.id)
        if edited := [one.id for one, verdict, _ in judged if one.revision != UNEDITED and verdict is not Verdict.ECHO]:
            # Found in history, edited while nothing was heard.
            await self._lanes.quotes.changed(channel.id, edited, is_gone=False)
        await self._owe(channel, [(one, ruling) for one, _, ruling in judged if ruling is not None], received)
        # Only now: a watermark must not pass what is not committed.
        channel.passed_over.extend(message.id for message, _, ruling in judged if ruling is None)
        refused = [message.id for message, verdict, _ in judged if verdict is Verdict.REFUSED]
        if refused or len(channel.passed_over) >= PASSED_OVER:
            await self._pass_over(channel, refused)

    async def _edited(self, channel: SourceQueue, message: SourceMessage, received: float) -> None:
        # A link preview raises an update too; only people's edits have an edit time.
        if message.revision == UNEDITED:
            return
        message = self._bots.attributed(message)
        self._visits.note_edit(channel, message)
        verdict, ruling = self._judge.judged(message, self._routes.bridge_of(channel.id), is_said=False)
        if verdict is Verdict.REFUSED or (ruling is not None and ruling.refusals):
            await self._refused_edit(message)
        if verdict is not Verdict.ECHO:  # of what we revise ourselves, we know
            await self._lanes.quotes.changed(channel.id, [message.id], is_gone=False)
        if ruling is not None:  # else what stands elsewhere keeps the words that were let in
            await self._owe(channel, [(message, ruling)], received, is_said=False)

    async def _owe(
        self,
        channel: SourceQueue,
        messages: Sequence[tuple[SourceMessage, Ruling]],
        received: float,
        *,
        is_said: bool = True,
    ) -> None:
        """Owe each message to where it may go. That it may not go somewhere is known before the watermark moves."""
        seat = self._routes.seat(channel.id)
        if seat is None or not messages:  # a bridge may be left while an event waits
            return
        bridge = self._routes.bridge_of(channel.id)
        if bridge is not None and (refused := refused_in(bridge.id, messages)):
            await self._refusals.refuse(refused)
        admitted = [self._admitted(writable(message), seat, ruling, is_said=is_said) for message, ruling in messages]
        self._lanes.foresee(admitted)
        self._lanes.accept(await self._outbox.observe(admitted), received)

    def _admitted(self, message: SourceMessage, seat: Endpoint, ruling: Ruling, *, is_said: bool) -> Admitted:
        """Return *message* with where it may go: its own channel is among them where readers need, or have, a note."""
        bridge = self._routes.bridge_of(seat.channel_id)
        helps_here = bridge is not None and self._notes.helps_with(message, bridge, is_said=is_said)
        destinations = self._destinations(seat.channel_id)
        if helps_here or not is_said:
            destinations = (*destinations, seat.channel_id)
        open_ones = without(ruling.refusals, destinations)
        return Admitted(message, seat.language, open_ones, is_said, helps_here=helps_here)

    def _destinations(self, channel_id: ChannelId) -> tuple[ChannelId, ...]:
        return tuple(filter(self._lanes.serves, self._routes.destinations(channel_id)))

    async def _pass_over(self, channel: SourceQueue, refused: Sequence[MessageId] = ()) -> None:
        if channel.passed_over:
            newest = max(channel.passed_over)
            channel.passed_over.clear()
            await self._outbox.pass_over(channel.id, newest, refused)
