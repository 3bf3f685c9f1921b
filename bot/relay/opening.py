"""Opening: a thread has its counterparts opened before the first of its words crosses.

Each is claimed, opened and recorded. A thread on a message has that message's id, so that there can be no second one;
one by itself is looked for where nobody can say whether it was opened, and known by its title.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.errors import (
    ChannelGone,
    Forbidden,
    Gone,
    QiaoError,
    Refused,
    SendFailed,
    ThreadsFull,
    ThreadStands,
    Unavailable,
)
from bot.ids import ChannelId, MessageId
from bot.relay.model import SourceMessage
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import LanePorts
from bot.relay.posts import Beginning, Posts
from bot.relay.seeing import untitled
from bot.relay.strands import Strands
from bot.relay.thread_ports import Starter
from bot.relay.threads import Joined, SourceThread, Strand, ThreadState, titled_alike
from bot.relay.titles import Titles

_log = structlog.stdlib.get_logger(__name__)

_STARTER_SECONDS: Final = 30.0
"""How long a thread waits for the copy of the message that it hangs on; then it is opened by itself."""

_STARTER_POLL_SECONDS: Final = 0.5
_AGAIN_SECONDS: Final = 30.0
_AGAIN_WITHOUT_RIGHT_SECONDS: Final = 300.0
_SKEW: Final = timedelta(seconds=60)  # between our clock and Discord's


class Opener:
    """Opens what a strand lacks.

    Args:
        ports: All that a lane needs, and the threads.
        strands: Where what was opened is known from then on.
        again: Called with a thread, some time after a counterpart could not be opened: what was said is owed to it.
        opened: Called with a thread as it was when its counterparts were to be opened, and its strand's id.
        titled: Called with a thread whose title no translator has answered for.
    """

    def __init__(
        self,
        ports: LanePorts,
        strands: Strands,
        again: Callable[[ChannelId], None],
        opened: Callable[[SourceThread, ChannelId], None],
        titled: Callable[[ChannelId], None],
    ) -> None:
        self._ports = ports
        self._threads = ports.threads
        self._strands = strands
        self._call_again = again
        self._call_opened = opened
        self._call_titled = titled
        self._titles = Titles(ports)
        self._posts = Posts(ports)
        self._turns: defaultdict[ChannelId, asyncio.Lock] = defaultdict(asyncio.Lock)  # of each parent
        self._rests_until: dict[ChannelId, float] = {}  # parents, each until when (monotonic seconds)
        self._awaited: set[ChannelId] = set()  # threads that are looked at again by themselves

    def lacks(self, thread_id: ChannelId, bridge: Bridge) -> tuple[Endpoint, ...]:
        """Return the seats of *bridge*, which is the parent's, under which a thread's strand has none.

        Those where none can be opened for a while are left out once it is claimed there: by that what is said meanwhile
        is owed to it.
        """
        strand = self._strands.of(thread_id)
        if strand is None or thread_id in self._threads.private:  # a third channel hears nothing of what two say
            return ()
        known = {one.parent_id for one in strand.joined if one.thread_id is not None or one.is_reserved}
        return tuple(
            end
            for end in bridge.endpoints
            if end.channel_id not in known and (strand.under(end.channel_id) is None or not self._rests(end))
        )

    def _rests(self, end: Endpoint) -> bool:
        return self._rests_until.get(end.channel_id, 0.0) > self._ports.clock.monotonic()

    async def complete(self, thread_id: ChannelId, bridge: Bridge, first: SourceMessage) -> bool:
        """Open what the strand of a thread lacks in *bridge*, as far as that can be done now, for *first* to cross.

        Returns whether any of it was to be opened before: then something may have been said that it is owed.
        """
        try:
            thread = await until_answered(lambda: self._threads.board.read(thread_id), self._ports.clock)
            strand = await self._claimed(thread)
        except SendFailed as error:
            _log.warning("thread not read", thread=thread_id, error=error.key)
            return False
        self._strands.put(strand)
        ends = self.lacks(thread_id, bridge)
        named = await self._named(strand, thread) if ends else thread
        is_late = any(await asyncio.gather(*(self._surely(strand, named, bridge, end, first) for end in ends)))
        for one in {thread.id: thread, named.id: named}.values() if ends else ():
            self._call_opened(one, strand.id)
        return is_late

    async def _named(self, strand: Strand, thread: SourceThread) -> SourceThread:
        """Return whose title what is opened for *thread* has: it may be a counterpart, and its title a translation."""
        members = [one.thread_id for one in strand.joined if one.thread_id and not (one.is_ours or one.is_gone)]
        if not thread.is_ours or not members:
            return thread
        source_id = members[0]
        try:
            return await a_few_times(lambda: self._threads.board.read(source_id), self._ports.clock)
        except (SendFailed, Unavailable):
            return thread

    async def _claimed(self, thread: SourceThread) -> Strand:
        """Return the strand of *thread*, written down."""
        store = self._threads.store
        known = await until_answered(lambda: store.strands([thread.id]), self._ports.clock)
        if known:
            return known[0]
        starter = await until_answered(lambda: store.starter(MessageId(thread.id), thread.parent_id), self._ports.clock)
        strand_id = ChannelId(starter.source_id)
        own = Joined(thread.parent_id, thread.id, thread.is_ours, thread.state.token, self._ports.clock.now())
        strand = await until_answered(lambda: store.claim(strand_id, own), self._ports.clock)
        if strand.thread(thread.id) is not None:
            return strand
        there = strand.under(thread.parent_id)
        if there is None or there.thread_id is None:  # we were about to open it ourselves
            return await self._recorded(strand, own)
        # A counterpart stands beside what it would hang on, since that came late: this is a conversation of its own.
        return await until_answered(lambda: store.claim(thread.id, own), self._ports.clock)

    async def _surely(
        self, strand: Strand, thread: SourceThread, bridge: Bridge, end: Endpoint, first: SourceMessage
    ) -> bool:
        """Open the counterpart in *end*; where that cannot be done now, let the others go on and come back to it."""
        try:
            return await a_few_times(lambda: self._open(strand, thread, bridge, end, first), self._ports.clock)
        except QiaoError as error:
            _log.warning("thread not opened", thread=thread.id, channel=end.channel_id, error=str(error))
            if isinstance(error, Refused | Gone):
                self._rests_until[end.channel_id] = self._ports.clock.monotonic() + _AGAIN_WITHOUT_RIGHT_SECONDS
                if isinstance(error, Forbidden):
                    self._threads.alarm.threads_forbidden(bridge, end.channel_id)
                elif isinstance(error, ThreadsFull):
                    self._ports.observer.failed(end.channel_id, error.kind)
            elif thread.id not in self._awaited:
                self._awaited.add(thread.id)
                self._ports.tasks.start(self._again(thread.id), name=f"thread-{thread.id}")
            return False

    async def _again(self, thread_id: ChannelId) -> None:
        await self._ports.clock.sleep(_AGAIN_SECONDS)
        self._awaited.discard(thread_id)
        self._call_again(thread_id)

    async def _open(
        self, strand: Strand, thread: SourceThread, bridge: Bridge, end: Endpoint, first: SourceMessage
    ) -> bool:
        """Open the counterpart in *end*; tell whether that was tried before, and something may have been said since."""
        title = await self._titles.of(thread, bridge, end)
        if title.is_late:
            store = self._threads.store
            await until_answered(lambda: store.see({thread.id: untitled(thread.state).token}), self._ports.clock)
            self._call_titled(thread.id)
        state = ThreadState(title.words, rests_after_minutes=thread.state.rests_after_minutes)
        message_id = MessageId(strand.id)
        starter = Starter(message_id) if self._rests(end) else await self._starter(message_id, end)
        # One after the other: what one of them found to hang it on may be gone when the next one looks.
        async with self._turns[end.channel_id]:
            wanted = Joined(end.channel_id, None, True, state.token, self._ports.clock.now())
            claimed = await until_answered(lambda: self._threads.store.claim(strand.id, wanted), self._ports.clock)
            mine = claimed.under(end.channel_id)
            if mine is None or mine.thread_id is not None or mine.is_reserved or self._rests(end):
                self._strands.put(claimed)
                return False
            is_fresh = strand.under(end.channel_id) is None and mine == wanted
            found = [] if is_fresh else await self._found(mine, end)
            on = starter.message_id if not found else None
            if on is not None and (hung := await self._hung(strand, state, end, on)) is not None:
                await self._known(strand, hung)
                return not is_fresh
            if not found and mine.seen != wanted.seen:
                mine = replace(mine, seen=wanted.seen)
                await self._recorded(strand, mine)
            beginning = None
            if await self._threads.board.is_forum(end.channel_id):
                beginning = await self._posts.beginning(first, bridge, end)
            if beginning is not None:
                await self._post(strand, mine, found, (state, thread.tags), beginning)
            else:
                thread_id = await self._by_itself(found, mine, state, end)
                await self._known(strand, replace(mine, thread_id=thread_id))
        return not is_fresh

    async def _post(
        self,
        strand: Strand,
        mine: Joined,
        found: Sequence[ChannelId],
        wanted: tuple[ThreadState, Sequence[str]],
        beginning: Beginning,
    ) -> None:
        """Begin a post, with *wanted* title and tags, or take the one that was *found*; record what stands in it."""
        state, tags = wanted
        known = await self._threads.board.tags(mine.parent_id, tags)
        if found:
            thread_id = found[0]
        else:
            thread_id = await self._threads.posts.open_post(
                mine.parent_id, beginning.persona, beginning.piece, state.title, known
            )
        opened = replace(mine, thread_id=thread_id, seen=replace(state, tags=frozenset(known)).token)
        part = beginning.part(thread_id, is_found=bool(found))
        store, author_id = self._threads.store, beginning.said.author.id
        await until_answered(lambda: store.posted(strand.id, opened, part, author_id), self._ports.clock)
        self._strands.put(await until_answered(lambda: store.claim(strand.id, opened), self._ports.clock))

    async def _starter(self, message_id: MessageId, end: Endpoint) -> Starter:
        """Return what the counterpart in *end* hangs on, once it stands there."""
        until = self._ports.clock.monotonic() + _STARTER_SECONDS
        while True:
            starter = await self._threads.store.starter(message_id, end.channel_id)
            if not starter.is_owed or self._ports.clock.monotonic() >= until:
                return starter
            await self._ports.clock.sleep(_STARTER_POLL_SECONDS)

    async def _hung(self, strand: Strand, state: ThreadState, end: Endpoint, message_id: MessageId) -> Joined | None:
        """Open a thread on a message, or take the one that is there; None if the message is gone, or that another's."""
        board = self._threads.board
        try:
            await board.start(end.channel_id, state, message_id)
        except ThreadStands:
            pass
        except ChannelGone:
            raise
        except Gone:
            return None
        there = await board.read(ChannelId(message_id))
        known = await self._threads.store.strands([there.id])
        if any(other.id != strand.id for other in known):
            return None
        return Joined(end.channel_id, there.id, there.is_ours, there.state.token, self._ports.clock.now())

    async def _by_itself(
        self, found: Sequence[ChannelId], mine: Joined, state: ThreadState, end: Endpoint
    ) -> ChannelId:
        """Open a thread that hangs on nothing, unless one was *found*; doubles are deleted.

        Discord's library repeats a request whose answer was lost, so that there may be two.
        """
        board = self._threads.board
        if not found:
            started = await board.start(end.channel_id, state, None)
            found = [started, *(each for each in await self._found(mine, end) if each != started)]
        for double in found[1:]:
            _log.info("double thread deleted", thread=double, channel=end.channel_id)
            await board.delete(double)
        return found[0]

    async def _found(self, mine: Joined, end: Endpoint) -> list[ChannelId]:
        """Return the threads in *end* that can be the one that was claimed as *mine*."""
        own = await self._threads.board.own(end.guild_id, end.channel_id, mine.claimed_at - _SKEW)
        alike = [one.id for one in own if titled_alike(ThreadState(one.title).token, mine.seen)]
        others = {one for strand in await self._threads.store.strands(alike) for one in _threads_of(strand)}
        return [thread_id for thread_id in alike if thread_id not in others]

    async def _known(self, strand: Strand, joined: Joined) -> None:
        self._strands.put(await self._recorded(strand, joined))

    async def _recorded(self, strand: Strand, joined: Joined) -> Strand:
        """Write *joined* down as a thread of *strand*, and return that as it is then."""
        store = self._threads.store
        await until_answered(lambda: store.opened(strand.id, joined), self._ports.clock)
        # Nothing is changed by claiming what is there; others may have opened more of it meanwhile.
        return await until_answered(lambda: store.claim(strand.id, joined), self._ports.clock)


def _threads_of(strand: Strand) -> Mapping[ChannelId, None]:
    return {one.thread_id: None for one in strand.joined if one.thread_id is not None}
