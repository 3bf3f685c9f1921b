"""Corrections, put together."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.app.parts import Parts
from bot.app.speaking import speaking_of
from bot.bridges.model import Bridge, Endpoint
from bot.clock import Clock
from bot.corrections.corrections import Corrections
from bot.corrections.mending import Mending
from bot.corrections.tending import Tending
from bot.discord_adapter.correction_board import DiscordCorrections
from bot.discord_adapter.corrections import DiscordDoors
from bot.i18n.catalog import DestinationPhrases
from bot.ids import ChannelId, UserId
from bot.participation.model import Tongue
from bot.participation.recording import Admission
from bot.relay.model import MessagesDeleted
from bot.relay.relay import Relay
from bot.relay.threads import UNKNOWN

_LOOK_UP_SECONDS: Final = 1.0
"""So long the form waits for a thread of which nothing was heard of late: Discord gives three."""


@dataclass(frozen=True, slots=True)
class RelayedPlaces:
    """The channels and threads that the relay serves (the port `bot.corrections.ports.Places`)."""

    relay: Relay
    clock: Clock

    async def seat(self, channel_id: ChannelId) -> tuple[Bridge, Endpoint] | None:
        """Return the bridge of a channel or a thread, as it is there, and its seat."""
        if self.relay.bridge_of(channel_id) is None:
            known = asyncio.Event()
            self.relay.threads.look_up(channel_id, UNKNOWN, known.set)
            await self.clock.wait(known, _LOOK_UP_SECONDS)
        bridge = self.relay.bridge_of(channel_id)
        seat = None if bridge is None else bridge.endpoint(channel_id)
        return None if bridge is None or seat is None else (bridge, seat)


@dataclass(frozen=True, slots=True)
class AdmittedCounting:
    """What participation admits (the port `bot.corrections.ports.Counting`)."""

    admission: Admission

    def tongue(self, user_id: UserId, channel_id: ChannelId, role_ids: Collection[int]) -> Tongue | None:
        """Return in what what a member does in a channel counts; None where nothing of it does."""
        here = self.admission.here(user_id, channel_id)
        return None if here is None or self.admission.exclusions.excludes_roles(role_ids) else here.tongue


def build_corrections(parts: Parts, admission: Admission) -> Corrections:
    """Return what corrections need, and begin to look after them once the relay hears."""
    ports, guard, store = parts.ports, parts.guard, parts.database.community.corrections
    board = DiscordCorrections(parts.bot, DestinationPhrases(parts.catalog))
    places, counting = RelayedPlaces(parts.relay, ports.clock), AdmittedCounting(admission)
    tending = Tending(store, board, places, counting, ports.clock)
    mending = Mending(
        store=store,
        board=board,
        ledger=ports.ledger,
        reader=guard.history,
        places=places,
        doors=DiscordDoors(parts.bot, parts.directory),
        speech=speaking_of(parts),
        choices=guard.members,
        preferences=guard.preferences,
        counting=counting,
        settle=tending.settle,
        clock=ports.clock,
    )

    def begin() -> None:
        ports.tasks.start(tending.run(), name="corrections")

    parts.relay.subscribe(tending.note, MessagesDeleted)
    parts.relay.follow_up_by(tending)
    parts.relay.when_ready(begin)
    return Corrections(mending, tending)
