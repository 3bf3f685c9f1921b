"""Catching up with threads: what was said in them, and done to them, while the bot could not listen."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import structlog

from bot.errors import Gone, Refused, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, first_id_at
from bot.relay.catchup import CatchUp, by_channel
from bot.relay.following import ThreadFollower
from bot.relay.ingress import Ingress
from bot.relay.model import Revision
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.routing import Routes
from bot.relay.threads import SourceThread, Strand, ThreadDeleted

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Heard:
    """How far a guild was heard.

    Attributes:
        marks: The watermarks.
        since: Since when nothing was heard of it; None: that is not written down.
    """

    marks: Mapping[ChannelId, MessageId]
    since: Revision | None

    def upto(self, thread: SourceThread) -> MessageId | None:
        """Return up to where *thread* was heard; None if its channel was bridged a moment ago."""
        of_channel = self.marks.get(thread.parent_id)
        if thread.id in self.marks or of_channel is None or self.since is None:
            return self.marks.get(thread.id, of_channel)
        return min(of_channel, first_id_at(datetime.fromtimestamp(self.since / 1_000_000, UTC)))


class ThreadCatchUp:
    """Reads what threads missed, and releases those of the channels that it was asked for."""

    def __init__(self, ports: LanePorts, ingress: Ingress, reading: CatchUp, follower: ThreadFollower) -> None:
        self._ports = ports
        self._threads = ports.threads
        self._ingress = ingress
        self._reading = reading
        self._follower = follower

    async def run(
        self,
        routes: Routes,
        guild_ids: set[GuildId],
        marks: Mapping[ChannelId, MessageId],
        since: Mapping[GuildId, Revision],
    ) -> None:
        """Catch up with the threads under the seats of *guild_ids*, whose channels are caught up with.

        *marks* are the watermarks from before that: a new thread has none but its channel's, which has moved since. Had
        an earlier process done that, and was it killed before it came to threads, *since* still tells what was missed.
        """
        parents: defaultdict[GuildId, set[ChannelId]] = defaultdict(set)
        for seat in routes:
            if seat.guild_id in guild_ids:
                parents[seat.guild_id].add(seat.channel_id)
        owed = by_channel(await until_answered(self._ports.outbox.waiting, self._ports.clock))
        async with asyncio.TaskGroup() as group:
            for guild_id, channel_ids in parents.items():
                heard = _Heard(marks, since.get(guild_id))
                group.create_task(self._surely(guild_id, channel_ids, heard, owed))

    async def again(self, thread_id: ChannelId) -> None:
        """Take in once more what was said in a thread: some of it may be owed to what could not be opened then."""
        parent_id = await until_answered(lambda: self._threads.store.parent_of(thread_id), self._ports.clock)
        if parent_id is not None and self._ingress.threads.visit(thread_id, parent_id) is not None:
            await self._reading.read(thread_id, MessageId(thread_id), frozenset())

    async def _surely(
        self,
        guild_id: GuildId,
        parents: set[ChannelId],
        heard: _Heard,
        owed: Mapping[ChannelId, set[MessageId]],
    ) -> None:
        """Catch up with one guild; a bug there must not hold its threads for good."""
        try:
            await self._guild(guild_id, parents, heard, owed)
        except Exception as error:  # noqa: BLE001 the supervisor of a guild's threads
            _log.error("catch-up with threads failed", guild=guild_id, exc_info=error)
        self._ingress.threads.release(parents)

    async def _guild(
        self,
        guild_id: GuildId,
        parents: set[ChannelId],
        heard: _Heard,
        owed: Mapping[ChannelId, set[MessageId]],
    ) -> None:
        awake = await self._awake(guild_id)
        ours = {thread.id: thread for thread in awake if thread.parent_id in parents}
        store = self._threads.store
        strands = await until_answered(lambda: store.under(parents), self._ports.clock)
        for thread in await self._asleep(strands, parents, ours.keys()):
            ours[thread.id] = thread
        unfinished = {
            thread_id for strand in strands if _is_unfinished(strand) for thread_id in strand.threads.values()
        }
        for thread in ours.values():
            mark = MessageId(thread.id) if thread.id in unfinished else heard.upto(thread)
            its_own = frozenset(owed.get(thread.id, ()))
            if mark is not None and (its_own or (thread.last_message_id or 0) > mark):
                self._ingress.threads.visit(thread.id, thread.parent_id)
                await self._reading.read(thread.id, mark, its_own)
            await self._follower.recover(thread)

    async def _awake(self, guild_id: GuildId) -> Sequence[SourceThread]:
        if (briefing := await self._threads.briefings.of(guild_id)) is not None:
            return briefing.threads
        try:
            return await self._reading.answer(lambda: self._threads.board.active(guild_id))
        except (Refused, Gone):
            return ()

    async def _asleep(
        self, strands: Iterable[Strand], parents: set[ChannelId], awake: Iterable[ChannelId]
    ) -> list[SourceThread]:
        """Return those threads that were awake when they were last seen and are not; follow those that are gone."""
        missed = {
            one.thread_id: one.parent_id
            for strand in strands
            for one in strand.joined
            if one.thread_id is not None and one.parent_id in parents and not one.is_gone
        }
        found = []
        for thread_id in missed.keys() - set(awake):
            try:
                found.append(await self._reading.answer(partial(self._threads.board.read, thread_id)))
            except Gone:
                self._follower.note(ThreadDeleted(thread_id, missed[thread_id]))
            except (Refused, Unavailable) as error:
                _log.warning("thread not read", thread=thread_id, error=error.key)
        return found


def _is_unfinished(strand: Strand) -> bool:
    return any(one.thread_id is None for one in strand.joined)
