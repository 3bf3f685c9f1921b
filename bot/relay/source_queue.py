"""The queue of one source channel."""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Final

import structlog

from bot.ids import ChannelId, MessageId
from bot.relay.model import MessageSaid, SourceEvent

_log = structlog.stdlib.get_logger(__name__)

MOST_WAITING: Final = 20_000
"""Events that are held in memory while the database takes nothing: some 40 MB. Catch-up finds what is more."""

PASSED_OVER: Final = 100
"""Messages that stay, after which the watermark is moved past them."""


class Backlog:
    """How many events wait in all source channels, and the most that may: a database can be away for long."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.waiting = 0

    @property
    def is_full(self) -> bool:
        """Tell whether no more is to be held."""
        return self.waiting >= self._most


class SourceQueue:
    """The events of one source channel, in the order of arrival; closed while the channel is held.

    Attributes:
        parent_id: The channel of which it is a thread, if it is one.
        has_missed: There was no room for an event, so that none after it may be taken in before what was missed.
        passed_over: Messages that stay, past which the watermark has not moved yet.
        is_deciding: What was taken last is being decided.
        consumer: What decides, of a thread: it ends when nothing is heard there any more.
    """

    def __init__(self, channel_id: ChannelId, backlog: Backlog, parent_id: ChannelId | None = None) -> None:
        self.id = channel_id
        self.parent_id = parent_id
        self.has_missed = False
        self._backlog = backlog
        self.passed_over: list[MessageId] = []
        self.is_deciding = False
        self.consumer: asyncio.Task[None] | None = None
        self._events: deque[tuple[SourceEvent, float]] = deque()
        self._is_open = False
        self._changed = asyncio.Event()

    @property
    def is_busy(self) -> bool:
        """Tell whether there is something to decide, or being decided."""
        return self.is_deciding or (self._is_open and bool(self._events))

    @property
    def is_waiting(self) -> bool:
        """Tell whether there is anything to decide, be it held."""
        return self.is_deciding or bool(self._events)

    @property
    def is_quiet(self) -> bool:
        """Tell whether all that was heard is taken in, and the watermark need not be moved soon."""
        is_idle = self._is_open and not self._events and not self.is_deciding
        return is_idle and len(self.passed_over) < PASSED_OVER - 1

    @property
    def said(self) -> frozenset[MessageId]:
        """Return the messages said that wait."""
        return frozenset(event.message.id for event, _ in self._events if isinstance(event, MessageSaid))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self._events

    def miss(self) -> None:
        """Leave out an event, and with it all that follow."""
        if not self.has_missed:
            _log.warning("no room for more: it is read later", channel=self.id, waiting=self._backlog.waiting)
        self.has_missed = True

    def put(self, event: SourceEvent, received: float) -> None:
        """Queue *event*, received at *received* (monotonic seconds)."""
        self._events.append((event, received))
        self._backlog.waiting += 1
        self._changed.set()

    def put_first(self, events: Sequence[tuple[SourceEvent, float]]) -> None:
        """Queue *events*, each with when it was received, before what waits."""
        self._events.extendleft(reversed(events))
        self._backlog.waiting += len(events)

    def open(self) -> None:
        """Give out what is queued."""
        self._is_open = True
        self._changed.set()

    def close(self) -> None:
        """Let what is queued wait."""
        self._is_open = False

    def leave(self) -> None:
        """Forget what waits, and wait for nothing: the channel has no seat any more."""
        self.close()
        self._backlog.waiting -= len(self._events)
        self._events.clear()
        self.passed_over.clear()

    async def take(self, most: int) -> tuple[list[SourceEvent], float]:
        """Wait for events; return a run of messages said, or one event of another kind."""
        while not (self._is_open and self._events):
            self._changed.clear()
            await self._changed.wait()
        event, received = self._events.popleft()
        batch = [event]
        if isinstance(event, MessageSaid):
            while self._events and len(batch) < most and isinstance(self._events[0][0], MessageSaid):
                batch.append(self._events.popleft()[0])
        self._backlog.waiting -= len(batch)
        return batch, received
