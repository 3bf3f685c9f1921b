"""Visiting: whose a thread is of which nothing was heard of late, and what it needs before its words cross."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import structlog
from cachetools import TTLCache

from bot.bridges.model import Bridge
from bot.errors import SendFailed, Unavailable
from bot.ids import ChannelId, MessageId, first_id_at
from bot.relay.admission import Verdict, judge
from bot.relay.model import SourceMessage
from bot.relay.opening import Opener
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import LanePorts
from bot.relay.routing import Home, Routes
from bot.relay.source_queue import Backlog, SourceQueue
from bot.relay.strands import Strands
from bot.relay.threads import UNKNOWN, Joined, Strand

_log = structlog.stdlib.get_logger(__name__)

REACH: Final = timedelta(hours=24)
"""How far back is looked for what was missed."""

MOST: Final = 500
"""How many messages are looked at in one channel."""

_MOST_EARLY: Final = 100
_EARLY_SECONDS: Final = 600.0


class Visits:
    """Looks threads up, and has their counterparts opened."""

    def __init__(self, ports: LanePorts, application_id: int, strands: Strands, opener: Opener, home: Home) -> None:
        self._ports = ports
        self._application_id = application_id
        self._strands = strands
        self._opener = opener
        self._home = home
        self._early = TTLCache[MessageId, SourceMessage](_MOST_EARLY, _EARLY_SECONDS, ports.clock.monotonic)
        self.routes = Routes({})

    def touch(self, thread_id: ChannelId) -> None:
        """Note that something of a thread was heard."""
        self._strands.touch(thread_id)

    def may_be_ours(self, parent_id: ChannelId) -> bool:
        """Tell whether a thread under a channel may be of a strand: not if that has no seat here."""
        seat = self.routes.seat(parent_id)
        return parent_id == UNKNOWN or (seat is not None and self._home.serves(seat.guild_id))

    async def identify(self, channel: SourceQueue) -> bool:
        """Know of a thread under which channel it stands; tell whether it is ours."""
        channel.parent_id = await self.parent_of(channel.id, channel.parent_id or UNKNOWN)
        return channel.parent_id != UNKNOWN

    async def parent_of(self, thread_id: ChannelId, parent_id: ChannelId) -> ChannelId:
        """Open the strand of a thread, or let it be the first of one; return its parent, UNKNOWN if it is not ours."""
        await self._strands.learn([thread_id])
        parent_id = self._strands.parent_of(thread_id) or parent_id
        if parent_id == UNKNOWN or not self.may_be_ours(parent_id):
            return UNKNOWN
        if self._strands.of(thread_id) is None:
            first = Joined(parent_id, thread_id, False, "", self._ports.clock.now())
            self._strands.put(Strand(thread_id, (first,)))
        return parent_id

    def note_edit(self, channel: SourceQueue, message: SourceMessage) -> None:
        """Remember how *message* reads now if it is in a thread: that it was said may be told after it.

        It may lack counterparts, and has no watermark: it owes nothing to anybody before something is said there.
        """
        if channel.parent_id is not None:
            self._early[message.id] = message

    async def prepare(self, channel: SourceQueue, messages: Sequence[SourceMessage]) -> Sequence[SourceMessage]:
        """Open what the strand of a thread lacks, if any of *messages*, said there, is to cross.

        Returns what is to be taken in, in its newest words: where a counterpart comes late, what was said before, too.
        """
        edited = [self._early.get(message.id, message) for message in messages]
        messages = [max(pair, key=lambda one: one.revision) for pair in zip(messages, edited, strict=True)]
        if (first := self._first(channel, messages)) is None:
            return messages
        # It takes a while, and whoever is killed meanwhile must not pass over what is said here at the next start.
        before, outbox = MessageId(min(message.id for message in messages) - 1), self._ports.outbox
        await until_answered(lambda: outbox.pass_over(channel.id, before, ()), self._ports.clock)
        return await self._with_earlier(channel, messages) if await self._complete(channel, first) else messages

    def _first(self, channel: SourceQueue, messages: Sequence[SourceMessage]) -> SourceMessage | None:
        """Return the first of *messages* that is to cross, if the strand of a thread lacks something."""
        if (bridge := self._bridge_to_complete(channel)) is None:
            return None
        admits_bots = bridge.manner.admits_bots
        for message in messages:
            verdict = judge(message, self._application_id, admits_bots=admits_bots)
            if verdict is Verdict.CROSSES and self._ports.gate.admits(message, bridge):
                return message
        return None

    async def _complete(self, channel: SourceQueue, first: SourceMessage) -> bool:
        bridge = self._bridge_to_complete(channel)
        if bridge is None:
            return False
        return await self._opener.complete(channel.id, bridge, replace(first, parent_id=channel.parent_id))

    def _bridge_to_complete(self, channel: SourceQueue) -> Bridge | None:
        """Return the bridge in which the strand of a thread lacks something; None where it lacks nothing."""
        bridge = self.routes.bridges.get(channel.parent_id) if channel.parent_id is not None else None
        return bridge if bridge is not None and self._opener.lacks(channel.id, bridge) else None

    async def _with_earlier(self, channel: SourceQueue, messages: Sequence[SourceMessage]) -> Sequence[SourceMessage]:
        since = max(MessageId(channel.id - 1), first_id_at(self._ports.clock.now() - REACH))
        history = self._ports.history
        try:
            said = await a_few_times(lambda: history.said_since(channel.id, since, MOST), self._ports.clock)
        except (SendFailed, Unavailable) as error:
            _log.warning("thread not read", thread=channel.id, error=error.key)
            return messages
        return [*(each for each in said if each.id < messages[0].id), *messages]

    async def open_for(self, message: SourceMessage) -> None:
        """Know the strand of the thread in which *message* was said, if it was said in one, with what it lacks."""
        if self.routes.seat(message.channel_id) is not None and self._strands.of(message.channel_id) is None:
            return
        channel = SourceQueue(message.channel_id, Backlog(0), message.parent_id or UNKNOWN)
        if await self.identify(channel) and self._first(channel, [message]) is not None:
            await self._complete(channel, message)
