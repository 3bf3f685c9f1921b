"""The threads of pairs: asked at every message that is said in a private thread, so held in memory."""

import asyncio

from bot.ids import ChannelId
from bot.partners.ports import PairStore


class PairThreads:
    """Knows in which private threads what is said may cross: in those of pairs, and in no others.

    It fails shut: what it has not heard of does not cross. Make one with `load`.
    """

    def __init__(self, store: PairStore) -> None:
        self._store = store
        self._threads: set[ChannelId] = set()
        self.ever: set[ChannelId] = set()
        """Those that are known to be, or to have been, a pair's: what two said there is nobody else's."""
        self._turn = asyncio.Lock()

    @classmethod
    async def load(cls, store: PairStore) -> "PairThreads":
        """Return the threads that *store* remembers."""
        threads = cls(store)
        await threads.reload()
        return threads

    def __contains__(self, thread_id: object) -> bool:
        """Tell whether a thread is one of a pair's that has not ended."""
        return thread_id in self._threads

    async def reload(self, _told: object = ()) -> None:
        """Read anew whose threads there are: some process has opened or closed one."""
        async with self._turn:  # or what was read first could be what is known last
            self._threads = set(await self._store.threads())
            self.ever |= self._threads
