"""Use cases for those who decide how words cross a bridge."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.bridges.bridges import Bridges
from bot.bridges.model import Actor, Bridge, BridgeId, Manner, Setting
from bot.errors import NoSuchBridge
from bot.ids import GuildId, MessageId

# A manner's fields that whoever runs a bridge switches.
_FIELDS: Final[Mapping[Setting, str]] = {
    Setting.ORIGINAL: "shows_original",
    Setting.MARK: "is_marked",
    Setting.DELETIONS: "follows_deletions",
    Setting.PINGS: "pings_answered",
    Setting.PINS: "carries_pins",
    Setting.BOTS: "admits_bots",
    Setting.NOTES: "adds_notes",
    Setting.NEWCOMERS: "welcomes",
}


def is_on(bridge: Bridge, setting: Setting, guild_id: GuildId) -> bool:
    """Tell whether *setting* of *bridge* is switched on; *guild_id* asks, where each guild has its own."""
    if setting is Setting.AGREEMENT:
        return guild_id in bridge.manner.agreed
    return bool(getattr(bridge.manner, _FIELDS[setting]))


def settings_for(bridge: Bridge, guild_id: GuildId) -> tuple[Setting, ...]:
    """Return what an admin of *guild_id* can switch of *bridge*."""
    of_bridge = tuple(_FIELDS) if bridge.owner.guild_id == guild_id else ()
    shares = guild_id in bridge.guild_ids and len(bridge.guild_ids) > 1
    return (*of_bridge, Setting.AGREEMENT) if shares else of_bridge


def _switched(manner: Manner, setting: Setting, guild_id: GuildId, *, on: bool) -> Manner:
    if setting is Setting.AGREEMENT:
        return replace(manner, agreed=manner.agreed | {guild_id} if on else manner.agreed - {guild_id})
    switched: dict[str, Any] = {_FIELDS[setting]: on}
    return replace(manner, **switched)


@dataclass(frozen=True, slots=True)
class Manners:
    """Shows and changes how words cross the bridges in which a guild has a channel."""

    bridges: Bridges

    async def bridge(self, name: str, guild_id: GuildId) -> Bridge:
        """Return the bridge called *name* in which *guild_id* has a channel, its own before another's.

        Raises:
            NoSuchBridge: There is none.
        """
        bridge = (await self.bridges.named(guild_id)).get(name)
        if bridge is None:
            raise NoSuchBridge(bridge=name)
        return bridge

    async def switch(self, shown: Bridge, setting: Setting, by: Actor, since: MessageId, on: bool) -> Bridge:
        """Switch *setting* of the bridge that was *shown*, and return it as it is then.

        Raises:
            NoSuchBridge: It is gone, or the setting is not that guild's.
        """
        bridge = await self._standing(shown.id, by.guild_id)
        if bridge is None or setting not in settings_for(bridge, by.guild_id):
            raise NoSuchBridge(bridge=shown.name)
        if is_on(bridge, setting, by.guild_id) == on:
            return bridge
        bridge = replace(bridge, manner=_switched(bridge.manner, setting, by.guild_id, on=on))
        await self.bridges.store.set_manner(bridge.id, bridge.manner)
        await self.bridges.settle(since)
        await self.bridges.record(by, bridge, f"{setting}-{'on' if on else 'off'}")
        return bridge

    async def _standing(self, bridge_id: BridgeId, guild_id: GuildId) -> Bridge | None:
        return next((one for one in await self.bridges.of(guild_id) if one.id == bridge_id), None)
