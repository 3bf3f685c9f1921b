"""Arrivals: rows that other processes wrote for lanes of this one, brought to them in their order.

The numbers of a lane become visible in their order. So a row that follows the last one goes straight to its lane, and
before one that does not, those between are read, unless nobody has written them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from typing import Final

from bot.ids import ChannelId
from bot.relay.model import Owed
from bot.relay.patience import until_answered
from bot.relay.peers import Owing
from bot.relay.ports import LanePorts

TOPIC: Final = "outbox"

_MOST_TOLD: Final = 150  # lanes in one word: PostgreSQL takes less than 8,000 bytes


class Arrivals:
    """Tells other processes of rows for their lanes, and reads what they tell.

    Args:
        ports: The outbox to read, and the peers to tell.
        deliver: Hands rows to a lane that runs here.
        seek: Begins with what runs here if it is a thread of which nothing was heard.
    """

    def __init__(
        self,
        ports: LanePorts,
        deliver: Callable[[ChannelId, Sequence[Owed]], None],
        seek: Callable[[Collection[ChannelId]], Awaitable[None]],
    ) -> None:
        self._ports = ports
        self._deliver = deliver
        self._seek = seek
        self._seen: dict[ChannelId, int] = {}  # of each lane that runs here the newest row
        self._unread: dict[ChannelId, int] = {}  # lanes to be read, each from after this number
        self._reading: ChannelId | None = None
        self._woken = asyncio.Event()

    def begun(self, channel_id: ChannelId, rows: Sequence[Owed]) -> None:
        """Note that a lane runs here, and knows *rows*."""
        self._seen[channel_id] = max((row.sequence for row in rows), default=0)

    def ended(self, channel_id: ChannelId) -> None:
        """Note that a lane runs here no longer."""
        self._seen.pop(channel_id, None)
        self._unread.pop(channel_id, None)

    def is_next(self, row: Owed) -> bool:
        """Tell whether *row*, of a lane that runs here, may go to it; if not, it is read with what comes before it."""
        channel_id, seen = row.destination_id, self._seen.get(row.destination_id, 0)
        if row.sequence <= seen:
            return True
        if row.sequence == seen + 1 and channel_id not in self._unread and channel_id != self._reading:
            self._seen[channel_id] = row.sequence
            return True
        self._read_later(channel_id, seen)
        return False

    def tell(self, rows: Iterable[Owed]) -> None:
        """Tell the other processes of *rows*, which are new or changed."""
        first: dict[ChannelId, int] = {}
        for row in rows:
            first[row.destination_id] = min(row.sequence, first.get(row.destination_id, row.sequence))
        told = [f"{channel_id}:{sequence}" for channel_id, sequence in first.items()]
        for start in range(0, len(told), _MOST_TOLD):
            self._ports.peers.tell(TOPIC, ",".join(told[start : start + _MOST_TOLD]))

    async def hear(self, words: Sequence[str]) -> None:
        """Have the lanes read that *words* name; all that run here where there are none."""
        for one in await self._ports.leases.owing() if not words else ():
            if one.destination_id in self._seen:
                self._read_later(one.destination_id, 0)
        strange: set[ChannelId] = set()
        for word in words:
            for pair in word.split(","):
                channel, _, sequence = pair.partition(":")
                channel_id = ChannelId(int(channel))
                if (seen := self._seen.get(channel_id)) is not None:
                    self._read_later(channel_id, min(int(sequence) - 1, seen))
                else:
                    strange.add(channel_id)
        if strange:
            await self._seek(strange)

    def look(self, owing: Iterable[Owing]) -> None:
        """Have those lanes read of which something newer stands in the outbox than they know: nobody told of it."""
        for one in owing:
            seen = self._seen.get(one.destination_id)
            if seen is not None and one.newest > seen:
                self._read_later(one.destination_id, seen)

    async def run(self) -> None:
        """Read what is to be read, until cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            while self._unread:
                channel_id = next(iter(self._unread))
                await self._read(channel_id, self._unread.pop(channel_id))

    async def _read(self, channel_id: ChannelId, after: int) -> None:
        self._reading = channel_id
        outbox = self._ports.outbox
        rows = await until_answered(lambda: outbox.of(channel_id, after), self._ports.clock)
        self._reading = None
        if channel_id in self._seen and rows:
            self._seen[channel_id] = max(self._seen[channel_id], rows[-1].sequence)
            self._deliver(channel_id, rows)

    def _read_later(self, channel_id: ChannelId, after: int) -> None:
        self._unread[channel_id] = min(after, self._unread.get(channel_id, after))
        self._woken.set()
