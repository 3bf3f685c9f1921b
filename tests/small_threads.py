"""The threads of the small Discord in memory."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.bridges.model import Bridge
from bot.clock import Clock
from bot.errors import ChannelGone, Forbidden, ThreadShut, ThreadStands, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, UserId
from bot.relay.model import Persona, Piece, SourceMessage
from bot.relay.thread_ports import OwnThread
from bot.relay.threads import SourceThread, ThreadState


@dataclass
class SmallThreads:
    """A `ThreadBoard`. *faults* are met by the next openings and changes: an error, or None for an answer that is lost.

    Attributes:
        said: What was said, by thread.
        unreadable: Those that the bot may not see.
        hangs_wait_for: Until then nothing is opened on a message, whoever asked for it.
        manages: The bot may manage threads.
        refused: How often something was to be changed in a thread that is shut.
    """

    clock: Clock
    guild_id: GuildId
    said: defaultdict[ChannelId, list[SourceMessage]]
    next_id: Callable[[], MessageId]
    threads: dict[ChannelId, SourceThread] = field(default_factory=dict)
    guilds: dict[ChannelId, GuildId] = field(default_factory=dict)  # of parents in another guild
    faults: deque[Exception | None] = field(default_factory=deque)
    forums: set[ChannelId] = field(default_factory=set)
    demanding: set[ChannelId] = field(default_factory=set)  # forums whose posts must bear a tag
    tag_names: defaultdict[ChannelId, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    begin: Callable[[ChannelId, str, Piece], None] = lambda _thread, _name, _piece: None
    opened: int = 0
    changes: int = 0
    manages: bool = True
    refused: int = 0
    forbidden: list[ChannelId] = field(default_factory=list)
    hear: Callable[[SourceThread], None] = lambda _thread: None
    unreadable: set[ChannelId] = field(default_factory=set)
    hangs_wait_for: asyncio.Event | None = None

    def open(
        self,
        parent_id: ChannelId,
        title: str,
        on: MessageId | None = None,
        *,
        is_ours: bool = False,
        owner: int = 5,
    ) -> ChannelId:
        """Let somebody open a thread, on a message or by itself."""
        thread_id = ChannelId(on or self.next_id())
        guild_id, state = self.guilds.get(parent_id, self.guild_id), ThreadState(title)
        opened = SourceThread(thread_id, parent_id, guild_id, UserId(owner), state, None, self.clock.now(), is_ours)
        self.threads[thread_id] = opened
        return thread_id

    def put(self, thread_id: ChannelId, state: ThreadState) -> None:
        """Let somebody change a thread."""
        self.threads[thread_id] = replace(self.threads[thread_id], state=state)
        self.hear(self.threads[thread_id])

    def under(self, parent_id: ChannelId) -> list[SourceThread]:
        """Return the threads of a channel."""
        return [one for one in self.threads.values() if one.parent_id == parent_id]

    async def read(self, thread_id: ChannelId) -> SourceThread:
        await asyncio.sleep(0)
        if thread_id not in self.threads:
            raise ChannelGone(channel_id=thread_id)
        if thread_id in self.unreadable:
            raise Forbidden(code=50001)
        thread = self._with_last(self.threads[thread_id])
        names = self.tag_names[thread.parent_id]
        return replace(thread, tags=tuple(names[tag] for tag in sorted(thread.state.tags)))

    async def active(self, guild_id: GuildId) -> Sequence[SourceThread]:
        await asyncio.sleep(0)
        awake = [one for one in self.threads.values() if not one.state.is_archived]
        return [self._with_last(one) for one in awake if one.guild_id == guild_id]

    async def start(self, parent_id: ChannelId, state: ThreadState, message_id: MessageId | None) -> ChannelId:
        return await self._started(parent_id, state, message_id, lambda _thread: None)

    async def _started(
        self, parent_id: ChannelId, state: ThreadState, message_id: MessageId | None, begin: Callable[[ChannelId], None]
    ) -> ChannelId:
        await asyncio.sleep(0)
        if message_id is not None and self.hangs_wait_for is not None:
            await self.hangs_wait_for.wait()
        fault = self.faults.popleft() if self.faults else Fine()
        if fault is not None and not isinstance(fault, Fine):
            raise fault
        if message_id is not None and ChannelId(message_id) in self.threads:
            raise ThreadStands
        self.opened += 1
        thread_id = self.open(parent_id, state.title, message_id, is_ours=True, owner=9)
        begin(thread_id)
        if fault is None:
            raise Unavailable
        return thread_id

    async def is_forum(self, channel_id: ChannelId) -> bool:
        return channel_id in self.forums

    async def tags(self, forum_id: ChannelId, names: Sequence[str]) -> Sequence[int]:
        here = self.tag_names[forum_id]
        found = [tag for tag, name in here.items() if name in names]
        return found or [*here][: forum_id in self.demanding]

    async def tags_after(self, source: SourceThread, there: SourceThread) -> frozenset[int]:
        names, here = self.tag_names[source.parent_id], self.tag_names[there.parent_id]
        led = {tag for tag, name in here.items() if name in {names[one] for one in source.state.tags}}
        return frozenset(led | {tag for tag in there.state.tags if here[tag] not in names.values()})

    async def open_post(
        self, forum_id: ChannelId, persona: Persona, piece: Piece, title: str, tags: Sequence[int]
    ) -> ChannelId:
        def begin(thread_id: ChannelId) -> None:
            self.put(thread_id, ThreadState(title, tags=frozenset(tags)))
            self.begin(thread_id, persona.name, piece)

        return await self._started(forum_id, ThreadState(title), None, begin)

    async def own(self, guild_id: GuildId, parent_id: ChannelId, since: datetime) -> Sequence[OwnThread]:
        await asyncio.sleep(0)
        own = [one for one in self.under(parent_id) if one.is_ours and one.began is not None and one.began >= since]
        return [OwnThread(one.id, one.state.title) for one in own]

    async def change(self, thread_id: ChannelId, before: ThreadState, now: ThreadState) -> None:
        await asyncio.sleep(0)
        if self.faults and (fault := self.faults.popleft()) is not None:
            raise fault
        state = self.threads[thread_id].state
        if state.is_locked and not self.manages:
            raise Forbidden(code=50013) if state.is_archived else ThreadShut(code=160005)
        self.changes += 1
        self.put(thread_id, now)

    def knock(self, channel_id: ChannelId, what: str) -> None:
        """Go on only if a webhook, which has no rights, may say, edit or delete something; words open a thread."""
        thread = self.threads.get(channel_id)
        if thread is None or thread.state.is_open:
            return
        state = thread.state
        is_shut = state.is_archived and state.is_locked if what == "delete" else state.is_locked
        if is_shut or (state.is_archived and what == "edit"):
            self.refused += 1
            raise ThreadShut(code=50083 if state.is_archived else 160005)
        if what == "say":
            self.put(channel_id, replace(state, is_archived=False))

    async def delete(self, thread_id: ChannelId) -> None:
        await asyncio.sleep(0)
        self.threads.pop(thread_id, None)

    def threads_forbidden(self, bridge: Bridge, channel_id: ChannelId) -> None:
        self.forbidden.append(channel_id)

    def _with_last(self, thread: SourceThread) -> SourceThread:
        said = self.said[thread.id]
        return replace(thread, last_message_id=said[-1].id if said else None)


class Fine(Exception):
    """Nothing is in the way."""
