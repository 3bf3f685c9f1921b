"""What waits for its time: slow mode holds a message back, and lets it go when its author's turn has come."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import Forbidden, Gone, Unavailable
from bot.moderation.model import Refused
from bot.moderation.ports import HeldStore, MessageReader, Releases
from bot.moderation.slow import SlowTurns
from bot.relay.model import SourceMessage
from bot.relay.ports import Gate

_log = structlog.stdlib.get_logger(__name__)

_AGAIN_SECONDS = 30.0


class DueMessages:
    """Lets go of what waited for its time, as it reads then. Nothing of its text is kept meanwhile."""

    def __init__(
        self,
        store: HeldStore,
        reader: MessageReader,
        bridges: BridgeStore,
        turns: SlowTurns,
        clock: Clock,
    ) -> None:
        self._store = store
        self._reader = reader
        self._bridges = bridges
        self._turns = turns
        self._clock = clock
        self._woken = asyncio.Event()

    def noticed(self, refused: Sequence[Refused]) -> None:
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
            moments = [await self._let_go(one, gate, releases) for one in await self._store.waiting()]
            first = min((moment for moment in moments if moment is not None), default=None)
            seconds = None if first is None else max((first - self._clock.now()).total_seconds(), 0.05)
            await self._clock.wait(self._woken, seconds)

    async def _let_go(self, one: Refused, gate: Gate, releases: Releases) -> datetime | None:
        """Let *one* go where its time has come; return when the next of its times is."""
        now = self._clock.now()
        times = {refusal.destination_id: refusal.due_at for refusal in one.refusals if refusal.due_at is not None}
        due = [destination_id for destination_id, at in times.items() if at <= now]
        later = min((at for at in times.values() if at > now), default=None)
        if not due:
            return later
        try:
            message = await self._reader.one(one.source)
        except (Gone, Forbidden):
            message = None
        except Unavailable:
            await self._clock.sleep(_AGAIN_SECONDS)
            return now
        allowed = await self._allowed(message, one, gate) if message is not None else None
        if message is None or allowed is None:
            await self._store.close(one.source.message_id)
            return None
        await releases.release(message, [each for each in due if each not in allowed])
        await self._store.close(one.source.message_id, due)  # those that it may not go to any more
        return later

    async def _allowed(self, message: SourceMessage, one: Refused, gate: Gate) -> set[int] | None:
        """Return where *message* may not go by now; None: nowhere."""
        bridge = next((each for each in await self._bridges.every() if each.id == one.bridge_id), None)
        if bridge is None:
            return None
        ruling = gate.judge(message, bridge, is_said=False)
        return {refusal.destination_id for refusal in ruling.refusals} if ruling.is_admitted else None
