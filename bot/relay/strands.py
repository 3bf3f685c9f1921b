"""Strands in memory: those of which something was heard of late, and no others.

A guild may have thousands of threads that rest. Nothing of them is held here: what is heard of one is looked up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.ids import ChannelId
from bot.relay.patience import until_answered
from bot.relay.thread_ports import ThreadStore
from bot.relay.threads import Strand

IDLE_SECONDS: Final = 600.0
"""So long after the last word of a strand nothing of it is held in memory any more."""


class Strands:
    """Knows the open strands.

    Args:
        opened: Called whenever there is one more.
    """

    def __init__(self, store: ThreadStore, clock: Clock, opened: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._opened = opened
        self._clock = clock
        self._open: dict[ChannelId, Strand] = {}  # by their ids
        self._of: dict[ChannelId, ChannelId] = {}  # of each thread its strand's id
        self._within: dict[ChannelId, tuple[Bridge, Bridge]] = {}
        self._touched: dict[ChannelId, float] = {}  # by strand, in monotonic seconds

    def of(self, thread_id: ChannelId) -> Strand | None:
        """Return the strand that a thread is in, if it is open."""
        strand_id = self._of.get(thread_id)
        return None if strand_id is None else self._open[strand_id]

    def known(self, strand_id: ChannelId) -> Strand | None:
        """Return a strand by its id, if it is open."""
        return self._open.get(strand_id)

    def parent_of(self, thread_id: ChannelId) -> ChannelId | None:
        """Return the channel under which a thread of an open strand stands."""
        strand = self.of(thread_id)
        joined = strand.thread(thread_id) if strand is not None else None
        return joined.parent_id if joined is not None else None

    def bridge_within(self, thread_id: ChannelId, bridges: Mapping[ChannelId, Bridge]) -> Bridge | None:
        """Return the bridge as it is within the strand of a thread; *bridges* are by the channels that have seats."""
        strand = self.of(thread_id)
        parent_id = self.parent_of(thread_id)
        bridge = bridges.get(parent_id) if parent_id is not None else None
        if strand is None or bridge is None:
            return None
        known = self._within.get(thread_id)
        if known is None or known[0] is not bridge:
            known = self._within[thread_id] = (bridge, bridge.within(strand.threads))
        return known[1]

    def touch(self, thread_id: ChannelId) -> None:
        """Note that something of a thread was heard, or is to be posted there."""
        if (strand_id := self._of.get(thread_id)) is not None:
            self._touched[strand_id] = self._clock.monotonic()

    def put(self, strand: Strand) -> None:
        """Know *strand* as it is now."""
        is_news = strand.id not in self._open
        threads = [one.thread_id for one in strand.joined if one.thread_id is not None]
        for strand_id in {strand.id, *(self._of[thread_id] for thread_id in threads if thread_id in self._of)}:
            self._forget(strand_id)
        self._open[strand.id] = strand
        self._of.update(dict.fromkeys(threads, strand.id))
        self._touched[strand.id] = self._clock.monotonic()
        if is_news:
            self._opened()

    async def learn(self, thread_ids: Iterable[ChannelId]) -> None:
        """Open the strands of those of *thread_ids* that are in some; others are no threads of ours."""
        if strange := [each for each in thread_ids if each not in self._of]:
            for strand in await until_answered(lambda: self._store.strands(strange), self._clock):
                self.put(strand)

    def idle(self) -> Sequence[Strand]:
        """Return the strands of which nothing was heard for `IDLE_SECONDS`."""
        return [strand for strand in self._open.values() if self.is_idle(strand)]

    def is_idle(self, strand: Strand) -> bool:
        """Tell whether nothing was heard of *strand* for `IDLE_SECONDS`."""
        return self._touched.get(strand.id, 0.0) < self._clock.monotonic() - IDLE_SECONDS

    def close(self, strand: Strand) -> None:
        """Forget *strand* until something of it is heard."""
        self._forget(strand.id)

    def _forget(self, strand_id: ChannelId) -> None:
        strand = self._open.pop(strand_id, None)
        for one in strand.joined if strand is not None else ():
            if one.thread_id is not None:
                self._of.pop(one.thread_id, None)
                self._within.pop(one.thread_id, None)
        self._touched.pop(strand_id, None)
