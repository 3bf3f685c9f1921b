"""Bridges as code: what the configuration file says is what stands."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.bridges.model import CONFIGURATION, Endpoint
from bot.bridges.ports import BridgeStore, ChannelDirectory
from bot.errors import ChannelGone, Forbidden
from bot.ids import ChannelId, GuildId
from bot.translation.model import Language

_log = structlog.stdlib.get_logger(__name__)


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


async def apply(plans: Sequence[Plan], store: BridgeStore, directory: ChannelDirectory) -> None:
    """Make *plans* the bridges that the configuration file owns.

    Discord is asked for the guild of a channel only when it is not known yet. A channel that is
    gone or hidden is left out and said so; a bridge with fewer than two seats is not opened.

    Raises:
        ChannelAlreadyBridged: A guild's own bridge has one of the channels.
        Unavailable: Discord does not answer.
    """
    known = {e.channel_id: e.guild_id for bridge in await store.every() for e in bridge.endpoints}
    bridges: list[tuple[str, list[Endpoint]]] = []
    for plan in plans:
        endpoints: list[Endpoint] = []
        for seat in plan.seats:
            guild_id = known.get(seat.channel_id) or await _guild_of(seat.channel_id, plan.name, directory)
            if guild_id is not None:
                endpoints.append(Endpoint(guild_id, seat.channel_id, seat.language))
        if len(endpoints) < 2:
            _log.error("bridge not opened: fewer than two of its channels can be seen", bridge=plan.name)
            continue
        bridges.append((plan.name, endpoints))
    await store.replace(CONFIGURATION, bridges)


async def _guild_of(channel_id: ChannelId, bridge: str, directory: ChannelDirectory) -> GuildId | None:
    try:
        return await directory.guild_of(channel_id)
    except (ChannelGone, Forbidden) as error:
        _log.error(
            "channel left out: invite the bot or mend its id", bridge=bridge, channel=channel_id, error=error.key
        )
        return None
