"""What waits for its time: slow mode holds a message back, and lets it go when its author's turn has come."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from cachetools import TTLCache

from bot.bridges.model import Bridge, BridgeId
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import FateUnknown, NotApplied, Unavailable
from bot.ids import ChannelId, UserId
from bot.moderation import model
from bot.moderation.model import NOWHERE
from bot.moderation.ports import ChannelWatch, HeldStore, MessageReader, Releases
from bot.moderation.rereading import bridge_at, read_again
from bot.moderation.slow import SlowTurns
from bot.relay.ports import Gate

_log = structlog.stdlib.get_logger(__name__)

_AGAIN_SECONDS: Final = 30.0
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_REMEMBERED: Final = 4096
_LONGEST_SECONDS: Final = 21_600.0  # of slow mode: six hours


class DueMessages:
    """Lets go of what waited for its time, as it reads then. Nothing of its text is kept meanwhile."""

    def __init__(
        self,
        store: HeldStore,
        reader: MessageReader,
        bridges: BridgeStore,
        channels: ChannelWatch,
        turns: SlowTurns,
        clock: Clock,
    ) -> None:
        self._store = store
        self._reader = reader
        self._bridges = bridges
        self._channels = channels
        self._turns = turns
        self._clock = clock
        self._woken = asyncio.Event()
        self._entered: TTLCache[tuple[ChannelId, UserId], datetime] = TTLCache(_REMEMBERED, _LONGEST_SECONDS)

    def noticed(self, refused: Sequence[model.Refused]) -> None:
        """Know that *refused* may wait now; never waits."""
        if any(refusal.due_at is not None for one in refused for refusal in one.refusals):
            self._woken.set()

    async def resume(self) -> None:
        """Know the turns that an earlier process gave out, before anything is heard."""
        for one in await self._store.waiting():
            for refusal in one.refusals:
                if refusal.due_at is not None:
                    self._turns.resume(refusal.destination_id, one.author_id, one.source.message_id, refusal.due_at)

    async def run(self, gate: Gate, releases: Releases) -> None:
        """Let go of each in its time, until cancelled."""
        while True:
            self._woken.clear()
            try:
                waiting = await self._store.waiting()
                bridges = {bridge.id: bridge for bridge in await self._bridges.every()} if waiting else {}
            except Unavailable as error:
                _log.warning("what waits for its time waits on", error=error.key)
                await self._clock.sleep(_AGAIN_SECONDS)
                continue
            moments = await self._round(waiting, bridges, gate, releases)
            first = min((moment for moment in moments if moment is not None), default=None)
            seconds = None if first is None else max((first - self._clock.now()).total_seconds(), 0.05)
            await self._clock.wait(self._woken, seconds)

    async def _round(
        self,
        waiting: Sequence[model.Refused],
        bridges: Mapping[BridgeId, Bridge],
        gate: Gate,
        releases: Releases,
    ) -> list[datetime | None]:
        """Let each of *waiting* go where its time has come; return when to look again. An outage stops one channel."""
        moments: list[datetime | None] = []
        away: set[ChannelId] = set()
        for one in waiting:
            if one.source.channel_id in away:
                continue  # lest it overtakes what was said before it
            try:
                moments.append(await self._let_go(one, bridges.get(one.bridge_id), gate, releases))
            except (Unavailable, NotApplied, FateUnknown) as error:
                _log.warning("what waits for its time waits on", source=one.source.message_id, error=error.key)
                away.add(one.source.channel_id)
                moments.append(self._clock.now() + timedelta(seconds=_AGAIN_SECONDS))
        return moments

    async def _let_go(
        self, one: model.Refused, bridge: Bridge | None, gate: Gate, releases: Releases
    ) -> datetime | None:
        """Let *one* go where its time has come; return when the next of its times is."""
        now = self._clock.now()
        bridge = await bridge_at(self._bridges, bridge, one) if bridge is not None else None
        times = self._times(one, bridge) if bridge is not None else {}
        due = [destination_id for destination_id, at in times.items() if at <= now]
        later = min((at for at in times.values() if at > now), default=None)
        if not due:
            return later
        message = await read_again(self._reader, one)
        ruling = gate.judge(message, bridge, is_said=False) if message is not None and bridge is not None else NOWHERE
        if message is None or not ruling.is_admitted:
            await self._store.close(one.source.message_id)
            return None
        shut = {refusal.destination_id for refusal in ruling.refusals}
        await releases.release(message, [each for each in due if each not in shut])
        await self._store.close(one.source.message_id, due)  # to those that it may not enter any more
        self._entered.update({(destination_id, one.author_id): now for destination_id in due})
        return later

    def _times(self, one: model.Refused, bridge: Bridge) -> dict[ChannelId, datetime]:
        """Return when *one* may enter each destination: what came due together, while nobody looked, keeps apart."""
        times = {}
        for refusal in one.refusals:
            end = bridge.endpoint(refusal.destination_id)
            if refusal.due_at is not None and end is not None:
                entered = self._entered.get((end.channel_id, one.author_id), _LONG_AGO)
                after = entered + timedelta(seconds=self._channels.rules(end).slow_seconds)
                times[end.channel_id] = max(refusal.due_at, after)
        return times
