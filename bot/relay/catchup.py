"""Catch-up: what was said while the bot could not listen, taken in before what is said now."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeVar

import structlog

from bot.bridges.model import Endpoint
from bot.errors import ChannelGone, FateUnknown, NotApplied, Refused, SendFailed, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, first_id_at, said_at
from bot.relay.ingress import Ingress
from bot.relay.model import Debt, Owed, SourceMessage
from bot.relay.patience import a_few_times, backoff_seconds, until_answered
from bot.relay.ports import LanePorts
from bot.relay.routing import Routes
from bot.relay.visiting import MOST, REACH

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)

_OVERLAP: Final = timedelta(seconds=60)
_AT_ONCE: Final = 5
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one channel before it is read.

    Attributes:
        watermark: The newest message that was taken in; None where the channel was bridged a moment ago.
        owed: Its messages that are still owed to somebody.
    """

    channel_id: ChannelId
    watermark: MessageId | None
    owed: frozenset[MessageId]


class CatchUp:
    """Reads what each channel missed and releases it."""

    def __init__(self, ports: LanePorts, ingress: Ingress) -> None:
        self._outbox = ports.outbox
        self._history = ports.history
        self._briefings = ports.threads.briefings
        self._ingress = ingress
        self._bridges = ports.bridges
        self._observer = ports.observer
        self._clock = ports.clock
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def run(self, routes: Routes, guild_ids: set[GuildId]) -> None:
        """Catch up with the seats of *guild_ids*, whose channels are held, and release them."""
        watermarks = await until_answered(self._outbox.watermarks, self._clock)
        owed = by_channel(await until_answered(self._outbox.waiting, self._clock))
        seats: defaultdict[GuildId, list[Endpoint]] = defaultdict(list)
        for seat in routes:
            if seat.guild_id in guild_ids:
                seats[seat.guild_id].append(seat)
        async with asyncio.TaskGroup() as group:
            for guild_id, of_guild in seats.items():
                channels = [
                    _Known(e.channel_id, watermarks.get(e.channel_id), frozenset(owed[e.channel_id])) for e in of_guild
                ]
                group.create_task(self._guild(guild_id, channels))

    async def begin(self, channel_id: ChannelId, last: MessageId | None) -> None:
        """Release a channel that was bridged a moment ago: what was said before stays where it is.

        Also when a later catch-up overlaps with it; but not what was heard since we listen.
        """
        if last is None:
            last = first_id_at(self._clock.now())
        before: Sequence[SourceMessage] = ()
        if last:
            before = await self._said_since(channel_id, first_id_at(said_at(last) - _OVERLAP)) or ()
        heard = self._ingress.waiting(channel_id)
        stays = [message.id for message in before if message.id <= last and message.id not in heard]
        await until_answered(lambda: self._outbox.pass_over(channel_id, last, stays), self._clock)
        self._ingress.release(channel_id)

    async def take_up(self, channel_id: ChannelId) -> None:
        """Release a channel with what was said since another process began with it."""
        watermarks = await until_answered(self._outbox.watermarks, self._clock)
        if (watermark := watermarks.get(channel_id)) is None:
            await self.begin(channel_id, None)
        else:
            await self.read(channel_id, watermark, frozenset())

    async def _guild(self, guild_id: GuildId, channels: Sequence[_Known]) -> None:
        newest = await self._newest(guild_id)
        async with asyncio.TaskGroup() as group:
            for known in channels:
                last = newest.get(known.channel_id, MessageId(0)) if newest is not None else None
                group.create_task(self._surely(known, last))

    async def _newest(self, guild_id: GuildId) -> Mapping[ChannelId, MessageId] | None:
        """Return the newest message of each channel, None if that cannot be known: each channel will tell."""
        try:
            if (briefing := await self._briefings.of(guild_id)) is not None:
                return briefing.newest
            return await self.answer(lambda: self._history.newest(guild_id))
        except (ChannelGone, Refused):
            return None
        except Exception as error:  # noqa: BLE001 a supervisor: a bug with one guild must not hold all
            _log.error("newest messages not found out", guild=guild_id, exc_info=error)
            return None

    async def _surely(self, known: _Known, last: MessageId | None) -> None:
        """Catch up with one channel; where a bug is in the way on and on, go on without what it missed."""
        for attempt in range(1, _TRIES + 1):
            try:
                await self._channel(known, last)
            except Exception as error:  # noqa: BLE001 the supervisor of a source channel
                _log.error("catch-up failed", channel=known.channel_id, attempt=attempt, exc_info=error)
                await self._clock.sleep(backoff_seconds(attempt))
            else:
                return
        self._ingress.release(known.channel_id)

    async def _channel(self, known: _Known, last: MessageId | None) -> None:
        if known.watermark is None:
            await self.begin(known.channel_id, last)
        elif last is None or last > known.watermark or known.owed:
            await self.read(known.channel_id, known.watermark, known.owed)
        else:
            self._ingress.release(known.channel_id)

    async def read(self, channel_id: ChannelId, watermark: MessageId, owed: frozenset[MessageId]) -> None:
        """Release *channel_id* with what came after *watermark*, and 60 s before it.

        Messages are committed in the order of arrival, which is not quite the order of their
        ids; the overlap finds the ones that came late, and what is known is not owed twice.
        What is *owed*, or was heard and waits, and is no longer found was deleted meanwhile.
        """
        reach = first_id_at(self._clock.now() - REACH)
        overlap = max(first_id_at(said_at(watermark) - _OVERLAP), reach)
        after = min([overlap, *(MessageId(message_id - 1) for message_id in owed)])
        found = await self._said_since(channel_id, after)
        if found is None:
            self._ingress.release(channel_id)
            return
        begins = reach
        if len(found) > MOST:
            found = found[-MOST:]
            begins = after = found[0].id
        there = {message.id for message in found}
        # What was heard before the line was cut, and is older than what is found, would come after it.
        heard = {each for each in self._ingress.waiting(channel_id) if found and each < found[-1].id}
        gone = sorted(message_id for message_id in owed | heard if message_id > after and message_id not in there)
        missed = [message for message in found if message.id > overlap]
        self._ingress.release(channel_id, missed, gone)
        if watermark < begins and await self._was_said(channel_id, watermark, begins):
            _log.warning("catch-up cut", channel=channel_id)
            self._observer.cut(channel_id)

    async def _said_since(self, channel_id: ChannelId, after: MessageId) -> Sequence[SourceMessage] | None:
        """Return what was said after *after*, None where that cannot be read; then the endpoint is paused.

        Where there is more than is caught up with, it is one too many.
        """
        try:
            return await self.answer(lambda: self._history.said_since(channel_id, after, MOST + 1))
        except (ChannelGone, Refused) as error:
            _log.warning("cannot catch up", channel=channel_id, error=error.key)
            self._observer.failed(channel_id, error.kind if isinstance(error, ChannelGone) else "Unread")
            await until_answered(lambda: self._bridges.pause(channel_id, is_paused=True), self._clock)
            return None

    async def _was_said(self, channel_id: ChannelId, after: MessageId, before: MessageId) -> bool:
        """Tell whether members wrote something in between, as far as the last of it can be read."""
        try:
            page = await a_few_times(lambda: self._history.page(channel_id, before), self._clock)
        except (SendFailed, Unavailable):
            return False
        return any(one.is_said and one.message_id > after for one in page)

    async def answer(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Return what *ask* answers, however long it takes, and five at once at most."""
        attempt = 0
        while True:
            try:
                async with self._at_once:
                    return await ask()
            except (Unavailable, NotApplied, FateUnknown):
                attempt += 1
                await self._clock.sleep(backoff_seconds(attempt))


def by_channel(rows: Iterable[Owed]) -> defaultdict[ChannelId, set[MessageId]]:
    """Return the messages of *rows* whose words are still owed, by the channel they were said in."""
    owed: defaultdict[ChannelId, set[MessageId]] = defaultdict(set)
    for row in rows:
        if row.debt is not Debt.REMOVE:
            owed[row.source_channel_id].add(row.source_id)
    return owed
