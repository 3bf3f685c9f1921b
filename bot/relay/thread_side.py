"""The relay's side of threads: what knows them, opens them, follows and catches up with them, put together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.ids import ChannelId, GuildId, MessageId, said_at
from bot.relay.catchup import CatchUp
from bot.relay.following import ThreadFollower
from bot.relay.ingress import Ingress
from bot.relay.lanes import Lanes
from bot.relay.model import Revision
from bot.relay.opening import Opener
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.routing import Home, Routes
from bot.relay.strands import IDLE_SECONDS, Strands
from bot.relay.thread_catchup import ThreadCatchUp
from bot.relay.threads import SourceThread, ThreadEvent
from bot.relay.visiting import Visits

_REST_SECONDS: Final = 60.0
_STRANDS: Final = "strands"  # what processes tell each other under: threads that strands have gained


class ThreadSide:
    """Made before ingress and lanes, which use its parts; then `join` tells it of them."""

    def __init__(self, ports: LanePorts, application_id: int, home: Home) -> None:
        self._ports = ports
        self._let_rest_at = 0.0
        self.strands = Strands(ports.threads.store, ports.clock, self._opened)
        opener = Opener(ports, self.strands, self._look_again_at, self._follow_opened, self._title_later)
        self.visits = Visits(ports, application_id, self.strands, opener, home)
        self._follower = ThreadFollower(ports, self.strands, home)

    def join(self, ingress: Ingress, lanes: Lanes, catch_up: CatchUp) -> None:
        """Know the rest of the relay."""
        self._ingress = ingress
        self._lanes = lanes
        self._catch_up = ThreadCatchUp(self._ports, ingress, catch_up, self._follower)

    def follow(self, routes: Routes) -> None:
        """Know *routes* from now on."""
        self._follower.routes = routes

    def note(self, event: ThreadEvent) -> None:
        """Take note of a thread that reads differently now, or is gone; never waits."""
        self._follower.note(event)
        if isinstance(event, SourceThread) and event.state.is_open:
            self._lanes.reopened(event.id)

    def look_up(self, thread_id: ChannelId, parent_id: ChannelId, call: Callable[[], None]) -> None:
        """Call *call* once it is known what strand a thread is in, if it can be in any; never waits."""
        if self.visits.may_be_ours(parent_id):
            self._ports.tasks.start(self._looked_up(thread_id, parent_id, call), name=f"thread-{thread_id}")

    def listen(self) -> None:
        """Hear of the threads that other processes join."""
        self._ports.peers.on(_STRANDS, self._gained)

    def joined(self, thread_id: ChannelId) -> None:
        """Know that a thread was joined to others by somebody else than the relay; never waits.

        What was said in those before is owed to it.
        """
        if self._ports.leases.is_shared:
            self._ports.peers.tell(_STRANDS, str(thread_id))
        else:
            self._ports.tasks.start(self._gained((str(thread_id),)), name=f"joined-{thread_id}")

    async def catch_up(
        self,
        routes: Routes,
        guild_ids: set[GuildId],
        marks: Mapping[ChannelId, MessageId],
        since: Mapping[GuildId, Revision],
    ) -> None:
        """Catch up with the threads under the seats of *guild_ids*, and release them.

        Args:
            routes: All that there are.
            guild_ids: Whose channels are caught up with.
            marks: The watermarks as they were before that.
            since: Since when nothing was heard of each guild, as far as it is written down.
        """
        await self._catch_up.run(routes, guild_ids, marks, since)

    async def _looked_up(self, thread_id: ChannelId, parent_id: ChannelId, call: Callable[[], None]) -> None:
        await self.visits.parent_of(thread_id, parent_id)
        self.strands.touch(thread_id)
        call()

    async def _gained(self, words: Sequence[str]) -> None:
        fresh = [ChannelId(int(word)) for word in words]
        store, long_ago = self._ports.threads.store, self._ports.clock.now() - timedelta(seconds=IDLE_SECONDS)
        for strand in await until_answered(lambda: store.strands(fresh), self._ports.clock):
            # Of a young one nothing was heard if it is not known, so that there is nothing to be read.
            heard = [one for one in strand.threads.values() if self.strands.of(one) or _began(one) < long_ago]
            if any(self.strands.of(one) for one in strand.threads.values()):
                self.strands.put(strand)
            for thread_id in heard:
                if thread_id not in fresh:
                    self._look_again_at(thread_id)

    def _look_again_at(self, thread_id: ChannelId) -> None:
        self._ports.tasks.start(self._catch_up.again(thread_id), name=f"again-{thread_id}")

    def _follow_opened(self, thread: SourceThread, strand_id: ChannelId) -> None:
        self._ports.tasks.start(self._follower.opened(thread, strand_id), name=f"opened-{thread.id}")

    def _title_later(self, thread_id: ChannelId) -> None:
        self._follower.title_later(thread_id)

    def _opened(self) -> None:
        """Make room, now and then, as strands are opened: where none is, none need go."""
        now = self._ports.clock.monotonic()
        if now >= self._let_rest_at:
            self._let_rest_at = now + _REST_SECONDS
            self._ports.tasks.start(self._let_rest(), name="threads-at-rest")

    async def _let_rest(self) -> None:
        """Hold nothing in memory of strands in which nobody has spoken for long."""
        for strand in self.strands.idle():
            threads = [one.thread_id for one in strand.joined if one.thread_id is not None]
            rests = [await self._ingress.threads.retire(each) and await self._lanes.retire(each) for each in threads]
            if all(rests) and self.strands.is_idle(strand):  # else something was heard of it meanwhile
                self.strands.close(strand)


def _began(thread_id: ChannelId) -> datetime:
    return said_at(MessageId(thread_id))
