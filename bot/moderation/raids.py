"""Raid mode: while it is on, what new members say waits for a moderator. By hand, or by how much of it comes."""

import asyncio
from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.bridges.model import Bridge, BridgeId
from bot.bridges.ports import BridgeStore
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ids import MessageId, said_at
from bot.moderation.model import RaidMode
from bot.moderation.ports import Alarm, RaidStore
from bot.relay.model import SourceMessage
from bot.tasks import Tasks

_log = structlog.stdlib.get_logger(__name__)

QUIET: Final = timedelta(minutes=30)
"""After so long without a word of new members, raid mode ends that began by itself."""

_LOOK_SECONDS: Final = 60.0
_MINUTE: Final = timedelta(minutes=1)


class Raids:
    """Knows where raid mode is on, begins it where too much comes, and ends it. Asked at every message."""

    def __init__(self, store: RaidStore, bridges: BridgeStore, alarm: Alarm, clock: Clock, tasks: Tasks) -> None:
        self._store = store
        self._bridges = bridges
        self._alarm = alarm
        self._clock = clock
        self._tasks = tasks
        self._modes: dict[BridgeId, RaidMode] = {}
        self._heard: dict[BridgeId, deque[datetime]] = {}  # of the last minute, from new members
        self._last: dict[BridgeId, datetime] = {}
        self._begun = asyncio.Event()

    async def load(self) -> None:
        """Know what the store remembers, of which another process may have changed something.

        Where nothing has changed the quiet goes on: a process that shares its database reads this twice a minute.
        """
        now, before = self._clock.now(), self._modes
        self._modes = dict(await self._store.every())
        self._last = {
            bridge_id: self._last.get(bridge_id, now) if before.get(bridge_id) == mode else now
            for bridge_id, mode in self._modes.items()
        }
        self._begun.set()

    def keep_only(self, bridge_ids: Collection[BridgeId]) -> None:
        """Forget bridges that are gone: a database may give their numbers out again."""
        for bridge_id in [bridge_id for bridge_id in self._modes if bridge_id not in bridge_ids]:
            del self._modes[bridge_id]
            self._heard.pop(bridge_id, None)

    def of(self, bridge_id: BridgeId) -> RaidMode:
        """Return how a bridge guards against raids."""
        return self._modes.get(bridge_id, RaidMode())

    def holds(self, bridge: Bridge, message: SourceMessage, *, is_said: bool) -> bool:
        """Tell whether what was said (or edited) waits for a moderator; it may be what begins raid mode."""
        mode = self._modes.get(bridge.id)
        if mode is None or not _is_new(message, mode.newcomer_days):
            return False
        now = self._clock.now()
        self._last[bridge.id] = now
        if mode.on_since is None and is_said and mode.most_a_minute and self._comes_too_fast(bridge.id, mode, now):
            mode = self._modes[bridge.id] = replace(mode, on_since=now, is_by_hand=False)
            self._tasks.start(self._begin(bridge, mode), name="raid-mode")
        return mode.on_since is not None

    async def set(self, bridge_id: BridgeId, mode: RaidMode) -> None:
        """Make *mode* that of a bridge: at once, and after a restart."""
        self._modes[bridge_id] = mode
        self._last[bridge_id] = self._clock.now()
        self._begun.set()
        await self._store.keep(bridge_id, mode)

    async def run(self) -> None:
        """End what began by itself, once it is quiet, until cancelled."""
        while True:
            self._begun.clear()
            if not any(_ends_by_itself(mode) for mode in self._modes.values()):
                await self._clock.wait(self._begun, None)
            await self._clock.sleep(_LOOK_SECONDS)
            try:
                await self.end_quiet_ones()
            except Unavailable as error:
                _log.warning("raid mode goes on", error=error.key)

    async def end_quiet_ones(self) -> None:
        """End raid mode where it began by itself and nothing has come for a while."""
        now = self._clock.now()
        over = [
            bridge_id
            for bridge_id, mode in self._modes.items()
            if _ends_by_itself(mode) and self._last[bridge_id] + QUIET <= now
        ]
        bridges: Mapping[BridgeId, Bridge] = {one.id: one for one in await self._bridges.every()} if over else {}
        for bridge_id in over:
            await self.set(bridge_id, replace(self._modes[bridge_id], on_since=None))
            if bridge_id in bridges:
                await self._alarm.tell(bridges[bridge_id], "moderators-raid-ended")

    async def _begin(self, bridge: Bridge, mode: RaidMode) -> None:
        await self.set(bridge.id, mode)
        await self._alarm.tell(bridge, "moderators-raid-began", days=mode.newcomer_days, count=mode.most_a_minute)

    def _comes_too_fast(self, bridge_id: BridgeId, mode: RaidMode, now: datetime) -> bool:
        heard = self._heard.setdefault(bridge_id, deque())
        heard.append(now)
        while heard[0] <= now - _MINUTE:
            heard.popleft()
        return len(heard) > mode.most_a_minute


def _is_new(message: SourceMessage, days: int) -> bool:
    """Tell whether the author had joined less than *days* before; where that is unknown, their account's age counts."""
    joined_at = message.membership.joined_at if message.membership is not None else None
    # A user's id, too, says when it was given out.
    since = joined_at if joined_at is not None else said_at(MessageId(message.author.id))
    return said_at(message.id) - since < timedelta(days=days)


def _ends_by_itself(mode: RaidMode) -> bool:
    return mode.on_since is not None and not mode.is_by_hand
