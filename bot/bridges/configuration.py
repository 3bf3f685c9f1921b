"""Bridges as code: what the configuration file says is what stands."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.bridges.model import CONFIGURATION, Endpoint
from bot.bridges.ports import BridgeStore, ChannelDirectory
from bot.errors import ChannelGone, Forbidden
from bot.ids import ChannelId, GuildId
from bot.translation.model import Language

_log = structlog.stdlib.get_logger(__name__)

_AT_ONCE: Final = 5  # questions to Discord: a thousand channels one after the other take minutes


@dataclass(frozen=True, slots=True)
class Seat:
    """A channel and its language, as the file names them."""

    channel_id: ChannelId
    language: Language


@dataclass(frozen=True, slots=True)
class Plan:
    """One bridge of the file."""

    name: str
    seats: tuple[Seat, ...]
    notice_channel_id: ChannelId | None = None


async def apply(plans: Sequence[Plan], store: BridgeStore, directory: ChannelDirectory) -> None:
    """Make *plans* the bridges that the configuration file owns.

    Discord is asked for the guild of a channel only when it is not known yet. A channel that is
    gone or hidden is left out and said so; a bridge with fewer than two seats is not opened.

    Raises:
        ChannelAlreadyBridged: A guild's own bridge has one of the channels.
        Unavailable: Discord does not answer.
    """
    known = {e.channel_id: e.guild_id for bridge in await store.every() for e in bridge.endpoints}
    at_once = asyncio.Semaphore(_AT_ONCE)

    async def seated(plan: Plan) -> list[Endpoint]:
        """Return those of the plan's seats whose guild is known."""
        asked = [_guild_of(seat.channel_id, plan.name, directory, known, at_once) for seat in plan.seats]
        guild_ids = zip(plan.seats, await asyncio.gather(*asked), strict=True)
        return [Endpoint(guild_id, seat.channel_id, seat.language) for seat, guild_id in guild_ids if guild_id]

    bridges: list[tuple[str, list[Endpoint]]] = []
    for plan, endpoints in zip(plans, await asyncio.gather(*map(seated, plans)), strict=True):
        if len(endpoints) < 2:
            _log.error("bridge not opened: fewer than two of its channels can be seen", bridge=plan.name)
            continue
        bridges.append((plan.name, endpoints))
    await store.replace(CONFIGURATION, bridges)
    notices = {plan.name: plan.notice_channel_id for plan in plans}
    for bridge in await store.every():
        if bridge.owner == CONFIGURATION and bridge.settings.notice_channel_id != notices[bridge.name]:
            await store.set(bridge.id, replace(bridge.settings, notice_channel_id=notices[bridge.name]))


async def _guild_of(
    channel_id: ChannelId,
    bridge: str,
    directory: ChannelDirectory,
    known: Mapping[ChannelId, GuildId],
    at_once: asyncio.Semaphore,
) -> GuildId | None:
    if (guild_id := known.get(channel_id)) is not None:
        return guild_id
    try:
        async with at_once:
            return await directory.guild_of(channel_id)
    except (ChannelGone, Forbidden) as error:
        _log.error(
            "channel left out: invite the bot or mend its id", bridge=bridge, channel=channel_id, error=error.key
        )
        return None
