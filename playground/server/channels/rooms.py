"""Channels: opened, changed, closed, and shut to some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.channels.model import TEXT_CHANNEL, Channel, Overwrite
from playground.server.channels.payloads import channel_payload
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


class Rooms:
    """The verbs of channels."""

    def __init__(self, world: World) -> None:
        self._world = world

    def create_channel(self, guild: Guild, body: Json, by: User | None = None) -> Channel:
        """Open a text channel.

        Raises:
            Refusal: 50001, 50013, 50035.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_CHANNELS)
        form = Form(body)
        name, topic = form.text("name", 100, 1, required=True), form.text("topic", 1024)
        if form.number("type", 0, 15) not in (None, TEXT_CHANNEL):
            form.fault("type", "BASE_TYPE_CHOICES", "Value must be one of (0,).")
        overwrites = [_overwrite(inner) for inner in form.items("permission_overwrites", 100)]
        form.check()
        if overwrites:
            self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        channel = self._world.add_channel(guild, self._world.ids.next(), _as_channel_name(name or ""), topic)
        channel.overwrites = {one.id: one for one in overwrites}
        self._tell("CHANNEL_CREATE", guild, channel_payload(channel))
        return channel

    def edit_channel(self, channel: Channel, body: Json, by: User | None = None) -> None:
        """Rename a channel, or change its topic, position or overwrites.

        Raises:
            Refusal: 50001, 50013, 50035.
        """
        self._world.demand(by, channel, permissions.MANAGE_CHANNELS)
        form = Form(body)
        name, topic = form.text("name", 100, 1), form.text("topic", 1024)
        position = form.number("position", 0, 2**31 - 1)
        overwrites = [_overwrite(inner) for inner in form.items("permission_overwrites", 100)]
        form.check()
        if "permission_overwrites" in form:
            self._world.demand(by, channel, permissions.MANAGE_ROLES)
            channel.overwrites = {one.id: one for one in overwrites}
        channel.name = _as_channel_name(name) if name else channel.name
        channel.topic = topic if "topic" in form else channel.topic
        channel.position = channel.position if position is None else position
        self._tell("CHANNEL_UPDATE", channel.guild, channel_payload(channel))

    def delete_channel(self, channel: Channel, by: User | None = None) -> None:
        """Close a channel, with its webhooks and everything said in it.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand(by, channel, permissions.MANAGE_CHANNELS)
        payload = channel_payload(channel)
        for webhook_id in channel.webhooks:
            del self._world.hooks[webhook_id]
        channel.webhooks.clear()
        del self._world.channels[channel.id], channel.guild.channels[channel.id]
        self._tell("CHANNEL_DELETE", channel.guild, payload)

    def set_overwrite(self, channel: Channel, overwrite: Overwrite, by: User | None = None) -> None:
        """Allow or deny a role or a member something in *channel*.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand(by, channel, permissions.MANAGE_ROLES)
        channel.overwrites[overwrite.id] = overwrite
        self._tell("CHANNEL_UPDATE", channel.guild, channel_payload(channel))

    def clear_overwrite(self, channel: Channel, target_id: int, by: User | None = None) -> None:
        """Take an overwrite away.

        Raises:
            Refusal: 50001, 50013, 10009.
        """
        self._world.demand(by, channel, permissions.MANAGE_ROLES)
        if channel.overwrites.pop(target_id, None) is None:
            raise refusals.unknown_overwrite()
        self._tell("CHANNEL_UPDATE", channel.guild, channel_payload(channel))

    def deny(self, user: User, channel: Channel, rights: int = permissions.VIEW_CHANNEL) -> None:
        """Deny *user* some rights in *channel*; by default they can no longer see it."""
        self.set_overwrite(channel, Overwrite(user.id, 1, deny=rights))

    def allow(self, user: User, channel: Channel) -> None:
        """Take back what `deny` did."""
        if user.id in channel.overwrites:
            self.clear_overwrite(channel, user.id)

    def _tell(self, name: str, guild: Guild, data: Json) -> None:
        self._world.events.tell(Event(name, guild, data))


def overwrite_from(target_id: int, body: Json) -> Overwrite:
    """Read the body of an overwrite for *target_id*.

    Raises:
        Refusal: 50035.
    """
    form = Form(body | {"id": str(target_id)})
    overwrite = _overwrite(form)
    form.check()
    return overwrite


def _overwrite(form: Form) -> Overwrite:
    return Overwrite(
        form.snowflake("id", required=True) or 0,
        form.number("type", 0, 1) or 0,
        form.number("allow", 0, 2**63 - 1) or 0,
        form.number("deny", 0, 2**63 - 1) or 0,
    )


def _as_channel_name(name: str) -> str:
    return "-".join(name.split()).lower()
