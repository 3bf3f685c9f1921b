"""Overviews: how the bot stands, for those who look after one guild's bridges."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.bridges.model import Endpoint, Overview, Process, SeatStanding, Standing, by_name
from bot.bridges.notices import Notices
from bot.bridges.ports import BridgeStore, FailureMemory, RelayWatch
from bot.ids import GuildId
from bot.translation.ports import TranslatorRoll


@dataclass(frozen=True, slots=True)
class Overviews:
    """Gathers what is known of each part. A guild is shown nothing of bridges that do not concern it."""

    store: BridgeStore
    notices: Notices
    relay: RelayWatch
    translators: TranslatorRoll
    failures: FailureMemory
    process: Process
    invalid_requests: Callable[[], int]

    async def of(self, guild_id: GuildId) -> Overview:
        """Return how everything stands that *guild_id* depends on, with its own seats alone."""
        bridges = []
        for name, bridge in by_name(await self.store.every(), guild_id).items():
            own = tuple(self._seat(end) for end in bridge.endpoints if end.guild_id == guild_id)
            if own:
                bridges.append((replace(bridge, name=name), own))
        hearing = self.relay.hearing(guild_id)
        translators, invalid = self.translators.standings(), self.invalid_requests()
        return Overview(hearing, translators, tuple(bridges), self.process, invalid)

    async def standings(self, guild_id: GuildId) -> tuple[Standing, ...]:
        """Return the bridges that concern *guild_id*, with all their seats, also those of other guilds.

        Raises:
            Unavailable: Discord does not answer.
        """
        standings = []
        for name, bridge in by_name(await self.store.every(), guild_id).items():
            seats = tuple(self._seat(end) for end in bridge.endpoints)
            elsewhere = await self.notices.elsewhere(bridge.endpoints, guild_id)
            standings.append(Standing(bridge, name, seats, elsewhere))
        return tuple(standings)

    def _seat(self, endpoint: Endpoint) -> SeatStanding:
        channel_id = endpoint.channel_id
        return SeatStanding(endpoint, self.relay.standing(channel_id), self.failures.last(channel_id))
