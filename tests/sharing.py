"""Several relays on one database in memory: leases, what processes tell each other, and a clock that all go by."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.bridges.model import CONFIGURATION, Bridge, BridgeId, Endpoint
from bot.errors import Unavailable
from bot.ids import ChannelId, GuildId, MessageId
from bot.relay.model import MessageSaid
from bot.relay.peers import Hear, Owing
from bot.relay.routing import Shard
from bot.relay.threads import SourceThread
from bot.storage.leases import GRACE_SECONDS, LEASE_SECONDS
from bot.storage.topic import Topic
from bot.tasks import Tasks
from bot.translation.model import EN, ZH_HANS
from tests.fakes import MemoryBridgeStore, MemoryJournal, MemoryThreadStore
from tests.relaying import CHINESE, ENGLISH, GUILD, START, JumpingClock, Setting, SmallDiscord, echo
from tests.small_threads import SmallThreads

FAR_GUILD = GuildId(2 << 22)
NEAR_SHARD, FAR_SHARD = Shard(1, 2), Shard(0, 2)
BRIDGE = Bridge(
    BridgeId(1), CONFIGURATION, "main", (Endpoint(GUILD, ENGLISH, EN), Endpoint(FAR_GUILD, CHINESE, ZH_HANS))
)


class SharedClock(JumpingClock):
    """Jumps to the next moment that anybody waits for, once nobody has anything else to do."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[float, asyncio.Event]] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.elapsed)

    async def sleep(self, seconds: float) -> None:
        await self._until(self.elapsed + seconds, asyncio.Event())

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        if seconds is None:
            return await event.wait()
        over = asyncio.Event()
        waits = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(self._until(self.elapsed + seconds, over))]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()
        return event.is_set()

    async def run(self) -> None:
        """Let time pass, until cancelled."""
        while True:
            for _ in range(60):
                await asyncio.sleep(0)
            if self._waiting:
                self.elapsed = max(self.elapsed, min(moment for moment, _ in self._waiting))
                for moment, event in self._waiting:
                    if moment <= self.elapsed:
                        event.set()

    async def _until(self, moment: float, event: asyncio.Event) -> None:
        self._waiting.append((moment, event))
        try:
            await event.wait()
        finally:
            self._waiting.remove((moment, event))


@dataclass
class Lease:
    """Whose a lane is."""

    owner: str
    until: float
    is_wanted: bool = False


@dataclass
class LeaseTable:
    """The leases as the server keeps them."""

    clock: JumpingClock
    journal: MemoryJournal
    leases: dict[ChannelId, Lease] = field(default_factory=dict)


@dataclass
class MemoryLeases:
    """`Leases` of one process in a table that others share; it is away from it while *is_cut_off*."""

    table: LeaseTable
    owner: str
    is_cut_off: bool = False
    is_shared: bool = True
    _until: dict[ChannelId, float] = field(default_factory=dict)
    _covered: dict[ChannelId, ChannelId] = field(default_factory=dict)

    def seconds_left(self, destination_id: ChannelId) -> float:
        channel_id = self._covered.get(destination_id, destination_id)
        return self._until.get(channel_id, self.table.clock.elapsed) - self.table.clock.elapsed

    def cover(self, thread_id: ChannelId, channel_id: ChannelId) -> None:
        self._covered[thread_id] = channel_id

    def uncover(self, thread_id: ChannelId) -> None:
        self._covered.pop(thread_id, None)

    async def renew(self, home: Collection[ChannelId], guests: Collection[ChannelId]) -> Collection[ChannelId]:
        await self._asked()
        leases = self.table.leases
        held = {channel_id for channel_id in home if self._take(channel_id, 0)}
        for channel_id in set(home) - held:
            leases[channel_id].is_wanted = True
        for channel_id in guests:
            lease = leases.get(channel_id)
            if lease is not None and lease.owner == self.owner and not lease.is_wanted and self._take(channel_id, 0):
                held.add(channel_id)
        return held

    async def adopt(self, destination_ids: Collection[ChannelId]) -> Collection[ChannelId]:
        await self._asked()
        return {channel_id for channel_id in destination_ids if self._take(channel_id, GRACE_SECONDS)}

    async def owing(self) -> Sequence[Owing]:
        await self._asked()
        newest: dict[ChannelId, int] = {}
        for row in self.table.journal.rows.values():
            newest[row.destination_id] = max(row.sequence, newest.get(row.destination_id, 0))
        return [
            Owing(channel_id, number, self._is_free(channel_id, GRACE_SECONDS)) for channel_id, number in newest.items()
        ]

    async def release(self, destination_ids: Collection[ChannelId]) -> None:
        await self._asked()
        for channel_id in destination_ids:
            self._until.pop(channel_id, None)
            lease = self.table.leases.get(channel_id)
            if lease is not None and lease.owner == self.owner:
                self.table.leases[channel_id] = replace(lease, until=self.table.clock.elapsed, is_wanted=False)

    def _is_free(self, channel_id: ChannelId, grace: float) -> bool:
        lease = self.table.leases.get(channel_id)
        return lease is None or lease.until <= self.table.clock.elapsed - grace

    def _take(self, channel_id: ChannelId, grace: float) -> bool:
        lease = self.table.leases.get(channel_id)
        if (lease is None or lease.owner != self.owner) and not self._is_free(channel_id, grace):
            return False
        until = self._until[channel_id] = self.table.clock.elapsed + LEASE_SECONDS
        self.table.leases[channel_id] = Lease(self.owner, until)
        return True

    async def _asked(self) -> None:
        await asyncio.sleep(0)
        if self.is_cut_off:
            raise Unavailable


@dataclass
class MemoryPeers:
    """`Peers` of one process; *everybody* hears what is told, but for those that are *deaf*."""

    everybody: list["MemoryPeers"]
    is_deaf: bool = False
    topics: dict[str, Topic] = field(default_factory=dict)
    _tasks: Tasks = field(default_factory=Tasks)

    def on(self, topic: str, hear: Hear) -> None:
        self.topics[topic] = Topic(topic, hear, self._tasks)

    def tell(self, topic: str, word: str = "") -> None:
        for peer in self.everybody:
            if not peer.is_deaf and topic in peer.topics:
                peer.topics[topic].told(word)

    def miss(self) -> None:
        for topic in self.topics.values():
            topic.missed()

    async def close(self) -> None:
        await self._tasks.close()


@dataclass
class Company:
    """Processes of one bot: what they share, and where they speak."""

    clock: SharedClock = field(default_factory=SharedClock)
    bridges: MemoryBridgeStore = field(default_factory=lambda: MemoryBridgeStore([BRIDGE], last_id=1))
    journal: MemoryJournal = field(init=False)
    table: LeaseTable = field(init=False)
    discord: SmallDiscord = field(init=False)
    threads: MemoryThreadStore = field(init=False)
    board: SmallThreads = field(init=False)
    peers: list[MemoryPeers] = field(default_factory=list)
    running: list[Setting] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journal = MemoryJournal(self.clock)
        self.table = LeaseTable(self.clock, self.journal)
        self.discord = SmallDiscord(self.clock)
        self.threads = MemoryThreadStore(self.journal)
        said, guilds = self.discord.said, {CHINESE: FAR_GUILD}
        self.board = SmallThreads(self.clock, GUILD, said, self.discord.next_id, guilds=guilds)

    @asynccontextmanager
    async def process(self, shard: Shard, name: str) -> AsyncIterator[Setting]:
        """Run a process with *shard*: leaving is a kill."""
        peers = MemoryPeers(self.peers)
        self.peers.append(peers)
        setting = Setting(
            clock=self.clock,
            journal=self.journal,
            bridges=self.bridges,
            joined=await self.bridges.every(),
            leases=MemoryLeases(self.table, name),
            peers=peers,
            shard=shard,
        )
        setting.discord, setting.threads, setting.board = self.discord, self.threads, self.board
        async with setting.running():
            self.discord.echo = self._echo
            self.board.hear = self._hear
            self.running.append(setting)
            yield setting
            self.running.remove(setting)
            self.peers.remove(peers)
            await peers.close()

    def _hear(self, thread: SourceThread) -> None:
        for setting in self.running:
            setting.relay.threads.note(thread)

    def _echo(self, channel_id: ChannelId, message_id: MessageId) -> None:
        for setting in self.running:
            setting.relay.put(MessageSaid(echo(channel_id, message_id)))


@asynccontextmanager
async def company() -> AsyncIterator[Company]:
    """Give a company whose time passes."""
    together = Company()
    passing = asyncio.ensure_future(together.clock.run())
    yield together
    passing.cancel()
