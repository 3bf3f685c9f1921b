"""The leaseholder: takes and renews the leases of lanes, and lets those run that are this process's.

A lane is at home where its guild is heard. Where nobody serves it there, another process adopts it, until the one at
home asks for it.
"""

import asyncio
from collections.abc import Collection
from typing import Final

import structlog

from bot.errors import Unavailable
from bot.ids import ChannelId
from bot.relay.arrivals import TOPIC, Arrivals
from bot.relay.lanes import Lanes
from bot.relay.patience import until_answered
from bot.relay.ports import LanePorts
from bot.relay.quote_news import QUOTES
from bot.relay.routing import Home

_log = structlog.stdlib.get_logger(__name__)

RENEW_SECONDS: Final = 2.0
"""How often leases are renewed, and what nobody serves is looked for."""


class Leaseholder:
    """Runs beside the lanes, where several processes may share the database."""

    def __init__(self, ports: LanePorts, home: Home, lanes: Lanes, arrivals: Arrivals) -> None:
        self._ports = ports
        self._home = home
        self._lanes = lanes
        self._arrivals = arrivals
        self._guests: frozenset[ChannelId] = frozenset()  # lanes that run here and are at home elsewhere
        self._woken = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Take what can be taken now, and go on taking and renewing."""
        self._ports.peers.on("leases", self._hurry)
        self._ports.peers.on(TOPIC, self._arrivals.hear)
        self._ports.peers.on(QUOTES, self._lanes.quotes.look_after)
        self._ports.tasks.start(self._arrivals.run(), name="arrivals")
        await until_answered(self._round, self._ports.clock)
        self._running = self._ports.tasks.start(self._run(), name="leases")

    def hurry(self) -> None:
        """Look at once: other lanes are wanted now."""
        self._woken.set()

    async def stop(self) -> None:
        """End every lane, and give it to whoever comes first."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running})
        try:
            await self._give_up(await self._lanes.hold((), ()))
        except Unavailable as error:
            _log.warning("leases not released: they run out", error=error.key)

    async def _hurry(self, _words: object) -> None:
        self.hurry()

    async def _run(self) -> None:
        while True:
            await self._ports.clock.wait(self._woken, RENEW_SECONDS)
            self._woken.clear()
            try:
                await self._round()
            except Unavailable as error:
                # Nothing is sent once a lease is about to end, so that there is nothing to be stopped.
                _log.warning("leases not renewed", error=error.key)
            except Exception as error:  # noqa: BLE001 a supervisor: without leases nothing would ever be sent again
                _log.error("leases not renewed", exc_info=error)

    async def _round(self) -> None:
        leases = self._ports.leases
        seated = self._lanes.seated
        home = {seat.channel_id for seat in seated.values() if self._home.serves(seat.guild_id)}
        held = set(await leases.renew(home, self._guests & seated.keys()))
        owing = await leases.owing()  # only now: nobody else pays what these lanes owe
        await self._lanes.learn([one.destination_id for one in owing])
        orphans = {self._lanes.home_of(one.destination_id) for one in owing if one.is_orphan} - home - held
        if adoptable := {channel_id for channel_id in orphans & seated.keys() if not self._lanes.is_gone(channel_id)}:
            held |= set(await leases.adopt(adoptable))
        self._tell_changes(frozenset(held - home))
        await self._give_up(await self._lanes.hold(held, {one.destination_id for one in owing}))
        self._arrivals.look(owing)
        gone = {one.destination_id for one in owing if self._lanes.is_gone(one.destination_id)}
        lost = {one.destination_id for one in owing if one.is_orphan}
        unseated = {one for one in lost if self._lanes.home_of(one) not in seated.keys() | home | held}
        await self._lanes.clear(unseated | {one for one in gone if self._lanes.home_of(one) in held})

    def _tell_changes(self, guests: frozenset[ChannelId]) -> None:
        for channel_id in guests - self._guests:
            _log.warning("lane adopted: its own process does not serve it", destination=channel_id)
        for channel_id in self._guests - guests:
            _log.info("lane given back", destination=channel_id)
        self._guests = guests

    async def _give_up(self, channel_ids: Collection[ChannelId]) -> None:
        if channel_ids:
            await self._ports.leases.release(channel_ids)
