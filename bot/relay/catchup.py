"""Catch-up: what was said while the bot could not listen, taken in before what is said now."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import structlog

from bot.bridges.model import Endpoint
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import ChannelGone, FateUnknown, NotApplied, Refused, Unavailable
from bot.ids import ChannelId, GuildId, MessageId, first_id_at, said_at
from bot.relay.ingress import Ingress
from bot.relay.model import SourceMessage
from bot.relay.ports import History, Outbox
from bot.relay.posting import backoff_seconds
from bot.relay.routing import Routes

_log = structlog.stdlib.get_logger(__name__)

_OVERLAP: Final = timedelta(seconds=60)
_REACH: Final = timedelta(hours=24)
_MOST: Final = 500
_AT_ONCE: Final = 5


class CatchUp:
    """Reads what each channel missed and releases it."""

    def __init__(self, outbox: Outbox, history: History, ingress: Ingress, bridges: BridgeStore, clock: Clock) -> None:
        self._outbox = outbox
        self._history = history
        self._ingress = ingress
        self._bridges = bridges
        self._clock = clock
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def run(self, routes: Routes, guild_ids: set[GuildId]) -> None:
        """Catch up with the seats of *guild_ids*, whose channels are held, and release them."""
        watermarks = await self._outbox.watermarks()
        seats: defaultdict[GuildId, list[Endpoint]] = defaultdict(list)
        for seat in routes:
            if seat.guild_id in guild_ids:
                seats[seat.guild_id].append(seat)
        async with asyncio.TaskGroup() as group:
            for guild_id, of_guild in seats.items():
                group.create_task(self._guild(guild_id, of_guild, watermarks))

    async def _guild(self, guild_id: GuildId, seats: list[Endpoint], watermarks: Mapping[ChannelId, MessageId]) -> None:
        newest = await self._newest(guild_id)
        async with asyncio.TaskGroup() as group:
            for seat in seats:
                last = newest.get(seat.channel_id, MessageId(0))
                group.create_task(self._channel(seat.channel_id, last, watermarks.get(seat.channel_id)))

    async def _newest(self, guild_id: GuildId) -> Mapping[ChannelId, MessageId]:
        attempt = 0
        while True:
            try:
                return await self._history.newest(guild_id)
            except (ChannelGone, Refused):
                return {}  # each channel will tell for itself
            except (Unavailable, NotApplied, FateUnknown):
                attempt += 1
                await self._clock.sleep(backoff_seconds(attempt))

    async def _channel(self, channel_id: ChannelId, last: MessageId, watermark: MessageId | None) -> None:
        if watermark is None:  # bridged a moment ago: what was said before stays where it is
            await self._outbox.pass_over(channel_id, last, ())
        elif last > watermark:
            await self._read(channel_id, watermark)
            return
        self._ingress.release(channel_id)

    async def _read(self, channel_id: ChannelId, watermark: MessageId) -> None:
        """Release *channel_id* with what came after *watermark*, and 60 s before it.

        Messages are committed in the order of arrival, which is not quite the order of their
        ids; the overlap finds the ones that came late, and what is known is not owed twice.
        """
        oldest = max(said_at(watermark) - _OVERLAP, self._clock.now() - _REACH)
        try:
            missed = await self._said_since(channel_id, first_id_at(oldest))
        except (ChannelGone, Refused) as error:
            _log.warning("cannot catch up", channel=channel_id, error=error.key)
            await self._bridges.pause(channel_id, is_paused=True)
            missed = ()
        if len(missed) == _MOST:
            _log.warning("catch-up cut", channel=channel_id, messages=_MOST)
        self._ingress.release(channel_id, missed)

    async def _said_since(self, channel_id: ChannelId, after: MessageId) -> Sequence[SourceMessage]:
        attempt = 0
        while True:
            try:
                async with self._at_once:
                    return await self._history.said_since(channel_id, after, _MOST)
            except (Unavailable, NotApplied, FateUnknown):
                attempt += 1
                await self._clock.sleep(backoff_seconds(attempt))
