"""Departures: what becomes of a guild's part in bridges when the bot is removed, or it leaves, and when it is back."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.bridges.bridges import Bridges
from bot.bridges.consent import DepartureStore, GuildPresence
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ids import GuildId, first_id_at

_log = structlog.stdlib.get_logger(__name__)

GRACE: Final = timedelta(days=7)
"""How long everything of a guild is kept after the bot was removed from it, or its last bridge was gone."""


@dataclass(frozen=True, slots=True)
class Departures:
    """Stops serving a guild that the bot was removed from, at once; forgets it after the grace, unless it is back.

    So is a guild forgotten that has left by itself: that has neither a bridge nor a seat in one any more.

    Attributes:
        forget: Called with each guild that was purged, for what is held in memory.
    """

    store: DepartureStore
    bridges: Bridges
    presence: GuildPresence
    clock: Clock
    forget: Callable[[GuildId], None]
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def left(self, guild_id: GuildId, name: str = "…") -> None:
        """Take note that the bot was removed from the guild called *name*: its channels are served no more."""
        before = await self.bridges.of(guild_id)
        is_news = await self.store.note(guild_id)
        await self._settle()  # also where another process has noted it
        if not is_news:
            return
        _log.info("removed from a guild", guild=guild_id)
        until = f"<t:{int((self.clock.now() + GRACE).timestamp())}:D>"
        for bridge in before:
            key = "moderators-owner-gone" if bridge.owner.guild_id == guild_id else "moderators-guild-gone"
            await self.bridges.notices.announce(bridge, key, guild_id, name, until)

    async def back(self, guild_id: GuildId, name: str = "…") -> None:
        """Take note that the bot is in a guild: if it was removed before, all goes on as it was."""
        is_news = await self.store.cancel(guild_id)
        await self._settle()  # likewise
        if not is_news:
            return
        _log.info("back in a guild", guild=guild_id)
        for bridge in await self.bridges.of(guild_id):
            await self.bridges.notices.announce(bridge, "moderators-guild-back", guild_id, name)

    async def look(self) -> None:
        """Find out which guilds have left or come back unnoticed, and forget those whose grace is over.

        Raises:
            Unavailable: Discord does not answer; nobody is forgotten.
        """
        async with self._looking:  # a start and a new session may want it at once
            gone, known = await self.store.every(), await self.store.known()
            if known or gone:
                await self._compare(known, gone)

    async def keep_house(self) -> None:
        """Do as `look` does, and where Discord does not answer, leave it for the next time."""
        try:
            await self.look()
        except Unavailable as error:
            _log.warning("guilds not looked after", error=str(error))

    async def _compare(self, known: frozenset[GuildId], gone: Mapping[GuildId, datetime]) -> None:
        present = await self.presence.every()
        parted = await self.store.without_bridge()
        for guild_id in known - present - gone.keys():
            if not await self.presence.is_in(guild_id):  # asked once more: much hangs on it
                await self.left(guild_id)
        for guild_id in (present & parted) - gone.keys():
            _log.info("a guild has no bridge any more", guild=guild_id)
            await self.store.note(guild_id)
        for guild_id in (present & gone.keys()) - parted:
            await self.back(guild_id)
        over = self.clock.now() - GRACE
        for guild_id in [guild_id for guild_id, left_at in gone.items() if left_at <= over]:
            if guild_id in parted or not await self.presence.is_in(guild_id):
                await self._purge(guild_id)

    async def _purge(self, guild_id: GuildId) -> None:
        before = await self.bridges.of(guild_id)
        await self.store.purge(guild_id)
        self.forget(guild_id)
        _log.info("all of a guild forgotten", guild=guild_id)
        await self._settle()
        for bridge in before:
            if bridge.owner.guild_id == guild_id:
                await self.bridges.notices.announce(bridge, "moderators-owner-purged", guild_id, "")

    async def _settle(self) -> None:
        await self.bridges.settle(first_id_at(self.clock.now()))
