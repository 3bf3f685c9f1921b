"""Following: a thread is renamed, archived, locked or deleted, and its counterparts follow.

Discord tells neither who did it nor whether it was us. So how each thread was last seen or set is written down, and
what is told of a thread is news only where it differs. What is about to be changed is marked first: while it is, what
is told of that thread is our own doing.
"""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Final

import structlog

from bot.bridges.model import Bridge, Endpoint
from bot.errors import Forbidden, Gone, QiaoError, Refused, SendFailed, Unavailable
from bot.ids import ChannelId
from bot.relay.model import Debt
from bot.relay.patience import a_few_times, until_answered
from bot.relay.ports import LanePorts
from bot.relay.routing import Home, Routes
from bot.relay.seeing import Sight, untitled
from bot.relay.strands import Strands
from bot.relay.threads import (
    UNDER_WAY,
    SourceThread,
    Strand,
    ThreadDeleted,
    ThreadEvent,
    ThreadState,
    tagged_alike,
    titled_alike,
)
from bot.relay.titles import Titles

_log = structlog.stdlib.get_logger(__name__)

_WORDS_SECONDS: Final = 60.0
_WORDS_POLL_SECONDS: Final = 0.5
_TITLES_SECONDS: Final = 5.0
_LONGEST_TITLES_SECONDS: Final = 60.0


class ThreadFollower:
    """Has counterparts follow, the changes of one strand after the other. `note` is told of all that happens."""

    def __init__(self, ports: LanePorts, strands: Strands, home: Home) -> None:
        self._ports = ports
        self._threads = ports.threads
        self._strands = strands
        self._home = home
        self._titles = Titles(ports)
        self._sight = Sight(ports)
        self._queues: dict[ChannelId, list[ThreadEvent]] = {}  # by thread, of those that have a worker
        self._turn = asyncio.Lock()
        self._untitled: set[ChannelId] = set()  # whose titles wait for a translator
        self._titling: asyncio.Task[None] | None = None
        self.routes = Routes({})

    def note(self, event: ThreadEvent) -> None:
        """Take note of *event*; never waits."""
        seat = self.routes.seat(event.parent_id)
        if seat is None or not self._home.serves(seat.guild_id):
            return
        if (queue := self._queues.get(event.id)) is not None:
            queue.append(event)
        else:
            self._queues[event.id] = [event]
            self._ports.tasks.start(self._work(event.id), name=f"follow-{event.id}")

    def title_later(self, thread_id: ChannelId) -> None:
        """Have the titles of a thread's counterparts follow once a translator answers; never waits."""
        self._untitled.add(thread_id)
        if self._titling is None or self._titling.done():
            self._titling = self._ports.tasks.start(self._title(), name="late-titles")

    async def recover(self, thread: SourceThread) -> None:
        """Follow *thread* as it stands after a time in which nothing was heard; what was under way then is done."""
        strand = await self._strand(thread.id)
        joined = strand.thread(thread.id) if strand is not None else None
        if joined is not None and joined.seen == UNDER_WAY:
            await self._see({thread.id: thread.state.token})
        else:
            self.note(thread)

    async def opened(self, thread: SourceThread, strand_id: ChannelId) -> None:
        """Follow how *thread* stands otherwise than its counterparts were opened: by the title it had, open to all."""
        async with self._turn:
            try:
                await self._opened(thread, strand_id)
            except QiaoError as error:
                _log.warning("thread not followed", thread=thread.id, error=error.key)

    async def _opened(self, thread: SourceThread, strand_id: ChannelId) -> None:
        strand = await self._strand(thread.id) or self._strands.known(strand_id)
        try:
            now = await a_few_times(lambda: self._threads.board.read(thread.id), self._ports.clock)
        except Gone:
            if strand is not None:
                others = [one for one in strand.joined if not one.is_gone and one.thread_id != thread.id]
                await self._deleted(strand, thread.id, is_ours=not all(one.is_ours for one in others))
            return
        if strand is not None and now.state != thread.state.opened:
            await self._changed(strand, now, thread.state.token)

    async def _title(self) -> None:
        """Have titles follow as translators answer, until none waits for that."""
        tries = 1
        while self._untitled:
            await self._ports.clock.sleep(min(_TITLES_SECONDS * tries, _LONGEST_TITLES_SECONDS))
            if not self._ports.translations.is_final_possible:
                continue
            tries += 1
            for thread_id in tuple(self._untitled):
                async with self._turn:
                    try:
                        await self._titled(thread_id)
                    except Unavailable:
                        continue
                    except QiaoError as error:
                        _log.warning("thread not titled", thread=thread_id, error=error.key)
                        self._untitled.discard(thread_id)

    async def _titled(self, thread_id: ChannelId) -> None:
        strand = await self._strand(thread_id)
        read = await a_few_times(lambda: self._threads.board.read(thread_id), self._ports.clock)
        thread = self._threads.held.at_rest(read)
        self._untitled.discard(thread_id)
        # One that rests takes no other title; once it is awake, that it was not followed is still known.
        if strand is not None and not thread.state.is_archived:
            await self._changed(strand, thread, untitled(thread.state).token)

    async def _work(self, thread_id: ChannelId) -> None:
        queue = self._queues[thread_id]
        try:
            while queue:
                event = queue.pop(0)
                async with self._turn:
                    try:
                        await self._follow(event)
                    except QiaoError as error:
                        _log.warning("thread not followed", thread=thread_id, error=error.key)
        finally:
            del self._queues[thread_id]

    async def _follow(self, event: ThreadEvent) -> None:
        strand = await self._strand(event.id)
        joined = strand.thread(event.id) if strand is not None else None
        if strand is None or joined is None:
            return
        if isinstance(event, ThreadDeleted):  # its lane may have found that out before
            await self._deleted(strand, event.id, is_ours=joined.is_ours)
        elif not joined.is_gone and joined.seen not in {UNDER_WAY, event.state.token}:
            # What is told of an earlier change comes when a later one was made: only what stands now is news.
            thread = await a_few_times(lambda: self._threads.board.read(event.id), self._ports.clock)
            thread = self._threads.held.at_rest(thread)
            if thread.state.token != joined.seen:
                await self._changed(strand, thread, joined.seen)

    async def _deleted(self, strand: Strand, thread_id: ChannelId, *, is_ours: bool) -> None:
        """Delete what the bot opened for a member's thread; who deletes one of the bot's deletes that alone."""
        ours = [one.thread_id for one in strand.joined if one.is_ours and one.thread_id is not None and not one.is_gone]
        gone = [thread_id]
        for each in () if is_ours else ours:
            try:
                await a_few_times(partial(self._threads.board.delete, each), self._ports.clock)
                gone.append(each)
            except (SendFailed, Unavailable) as error:
                _log.warning("thread not deleted", thread=each, error=str(error))
        store = self._threads.store
        await until_answered(lambda: store.gone(gone), self._ports.clock)
        left = tuple(replace(one, is_gone=one.is_gone or one.thread_id in gone) for one in strand.joined)
        self._strands.put(replace(strand, joined=left))

    async def _changed(self, strand: Strand, thread: SourceThread, before: str) -> None:
        bridge = self.routes.bridge_of(thread.id)
        parents = self.routes.bridges.get(thread.parent_id)
        if bridge is None or parents is None or bridge.settings.is_paused:
            await self._see({thread.id: thread.state.token})
            return
        ends = bridge.others(thread.id)
        await self._see(dict.fromkeys((end.channel_id for end in ends), UNDER_WAY))
        # What is still to be opened may have been titled before this: then it is news once more.
        opened = {one.parent_id for one in strand.joined if one.thread_id is not None}
        is_whole = all(end.channel_id in opened for end in parents.endpoints)
        tokens = {thread.id: await self._sight.token(thread.id, thread.state)} if is_whole else {}
        for end in ends:
            if (token := await self._brought(thread, parents, end, before)) is not None:
                tokens[end.channel_id] = token
        if thread.id in self._untitled:
            tokens[thread.id] = untitled(thread.state).token
        # Of what is held open its lane writes down how it is seen.
        await self._see({each: token for each, token in tokens.items() if not self._led(each, thread)})

    async def _brought(self, thread: SourceThread, bridge: Bridge, end: Endpoint, before: str) -> str | None:
        """Bring a counterpart where *thread* stands, as far as the bot may; return its token, None if it is gone.

        Its title and its tags follow where those of *thread* are others than *before*.
        """
        board, clock = self._threads.board, self._ports.clock
        self._led(end.channel_id, thread)
        try:
            there = self._threads.held.at_rest(await a_few_times(lambda: board.read(end.channel_id), clock))
            tags = there.state.tags
            if not tagged_alike(before, thread.state.token) and await board.is_forum(there.parent_id):
                tags = await a_few_times(lambda: board.tags_after(thread, there), clock)
        except Gone:
            await self._threads.store.gone([end.channel_id])
            return None
        except (Refused, Unavailable):
            return UNDER_WAY
        wanted = replace(thread.state, title=there.state.title, tags=tags)
        is_renamed = not titled_alike(before, thread.state.token)
        if is_renamed and (seat := bridge.endpoint(there.parent_id)) is not None:
            title = await self._titles.of(thread, bridge, seat)
            wanted = replace(wanted, title=title.words)
            if title.is_late:
                self.title_later(thread.id)
        if there.state == wanted:
            return await self._sight.token(there.id, wanted)
        if wanted.is_archived or wanted.is_locked:
            await self._spoken(end.channel_id)
        return await self._set(bridge, there, wanted)

    async def _set(self, bridge: Bridge, there: SourceThread, wanted: ThreadState) -> str:
        """Have *there* stand as *wanted*; return how it is to be seen."""
        board = self._threads.board
        try:
            await a_few_times(lambda: board.change(there.id, there.state, wanted), self._ports.clock)
        except Forbidden:
            self._threads.alarm.threads_forbidden(bridge, there.parent_id)
        except (SendFailed, Unavailable) as error:
            _log.warning("thread not changed", thread=there.id, error=str(error))
        else:
            return await self._sight.token(there.id, wanted)
        return there.state.token

    def _led(self, thread_id: ChannelId, thread: SourceThread) -> bool:
        """Have a counterpart of *thread* that is held open rest as that does; False: it is not held."""
        return self._threads.held.lead(thread_id, thread.state)

    async def _spoken(self, thread_id: ChannelId) -> None:
        """Wait for what is still to be said in a thread: it would open it again, or could not be said any more."""
        until = self._ports.clock.monotonic() + _WORDS_SECONDS
        while self._ports.clock.monotonic() < until:
            rows = await self._ports.outbox.of(thread_id, 0)
            if not any(row.debt is Debt.CREATE for row in rows):
                return
            await self._ports.clock.sleep(_WORDS_POLL_SECONDS)

    async def _strand(self, thread_id: ChannelId) -> Strand | None:
        """Return the strand of a thread as it is written down: another process may have changed it."""
        store = self._threads.store
        found = await until_answered(lambda: store.strands([thread_id]), self._ports.clock)
        for strand in found:
            self._strands.put(strand)
        return found[0] if found else None

    async def _see(self, tokens: dict[ChannelId, str]) -> None:
        store = self._threads.store
        await until_answered(lambda: store.see(tokens), self._ports.clock)
