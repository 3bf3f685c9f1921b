"""Channels: opened, changed, closed, and shut to some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between, changes_of_gone, changes_of_new
from playground.server.audit_log.model import Action
from playground.server.channels.floor import Floor
from playground.server.channels.forums import tags_in
from playground.server.channels.kinds import CATEGORY, THREAD_ONLY, VOICE_CHANNEL
from playground.server.channels.model import Channel, Overwrite
from playground.server.channels.order import Order
from playground.server.channels.overwrites import MOST_IN_CHANNEL, demand_grantable, overwrites_in
from playground.server.channels.payloads import channel_payload, overwrite_payload
from playground.server.channels.refusals import (
    required_for_community,
    too_many_channels,
    too_many_overwrites,
    unknown_overwrite,
)
from playground.server.channels.settings import (
    LONGEST_NAME,
    as_name,
    bitrate_in,
    category_in,
    converted_kind_in,
    kind_in,
    settings_in,
)
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.rest.forms import Form
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MOST_IN_GUILD = 500


class Rooms:
    """The verbs of channels that are no threads; `order` sorts them, and `floor` is who may speak there."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.order = Order(world)
        self.floor = Floor(world)

    def create_channel(self, guild: Guild, body: Json, by: User | None = None) -> Channel:
        """Open a channel; one in a category that is given no overwrites takes the category's.

        Raises:
            Refusal: 50001, 50013, 50035, 30013, 30048, 30052, 40061.
        """
        world = self._world
        world.demand_in_guild(by, guild, permissions.MANAGE_CHANNELS)
        form = Form(body)
        name, kind = form.text("name", LONGEST_NAME, 1, required=True), kind_in(form, guild)
        position, settings = form.number("position", 0, 2**31 - 1), settings_in(form, kind)
        category, overwrites = category_in(form, guild, kind), overwrites_in(form)
        settings |= self._costly_settings(form, guild, kind, None)
        form.check()
        if len(guild.channels) >= MOST_IN_GUILD:
            raise too_many_channels()
        if overwrites and by is not None:
            world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
            demand_grantable(guild, guild.members[by.id], {}, overwrites)
        channel = world.add_channel(guild, world.ids.next(), as_name(name or "", kind), kind=kind)
        _set(channel, settings)
        channel.category = category
        channel.position = channel.position if position is None else position
        channel.overwrites = overwrites or _copied(category)
        self._tell("CHANNEL_CREATE", channel)
        world.audit.note(Action.CHANNEL_CREATE, guild, by, channel.id, changes_of_new(channel_payload(channel)))
        return channel

    def edit_channel(self, channel: Channel, body: Json, by: User | None = None) -> None:
        """Change a channel; those that stand in step with a category follow its overwrites.

        Raises:
            Refusal: 50001, 50013, 50035, 30048, 30052, 40061.
        """
        world = self._world
        world.demand(by, channel, permissions.MANAGE_CHANNELS)
        form = Form(body)
        name, kind = form.text("name", LONGEST_NAME, 1), converted_kind_in(form, channel)
        position, settings = form.number("position", 0, 2**31 - 1), settings_in(form, kind)
        overwrites = overwrites_in(form)
        category = category_in(form, channel.guild, kind, channel.category)
        settings |= self._costly_settings(form, channel.guild, kind, channel)
        form.check()
        if "permission_overwrites" in form:
            self._demand_overwriting(channel, overwrites, by)
        before = channel_payload(channel)
        _set(channel, settings)
        channel.type, channel.name = kind, as_name(name, kind) if name else channel.name
        channel.category = category if "parent_id" in form else channel.category
        channel.position = channel.position if position is None else position
        if "permission_overwrites" in form:
            self._overwrite(channel, overwrites)
        else:
            self._tell("CHANNEL_UPDATE", channel)
        if changes := changes_between(before, channel_payload(channel)):
            world.audit.note(Action.CHANNEL_UPDATE, channel.guild, by, channel.id, changes)

    def delete_channel(self, channel: Channel, by: User | None = None) -> None:
        """Close a channel, with its webhooks, its threads and everything said in it; a category's channels stay.

        Raises:
            Refusal: 50001, 50013, 50074.
        """
        world, guild = self._world, channel.guild
        world.demand(by, channel, permissions.MANAGE_CHANNELS)
        if "COMMUNITY" in guild.features and channel.id in (guild.rules_channel_id, guild.public_updates_channel_id):
            raise required_for_community()
        for webhook_id in channel.webhooks:
            del world.webhooks.by_id[webhook_id]
        channel.webhooks.clear()
        # No THREAD_DELETE goes out for them: a client drops a channel's threads with the channel.
        world.threads.lose_parent(channel)
        del world.channels[channel.id], guild.channels[channel.id]
        self._tell("CHANNEL_DELETE", channel)
        world.audit.note(Action.CHANNEL_DELETE, guild, by, channel.id, changes_of_gone(channel_payload(channel)))
        for child in [one for one in guild.channels.values() if one.category is channel]:
            child.category = None
            self._tell("CHANNEL_UPDATE", child)

    def set_overwrite(self, channel: Channel, overwrite: Overwrite, by: User | None = None) -> None:
        """Allow or deny a role or a member something in *channel*.

        Raises:
            Refusal: 50001, 50013, 30060.
        """
        after = channel.overwrites | {overwrite.id: overwrite}
        self._demand_overwriting(channel, after, by)
        if len(after) > MOST_IN_CHANNEL:
            raise too_many_overwrites()
        before = channel.overwrites.get(overwrite.id)
        self._overwrite(channel, after)
        self._note(channel, before, overwrite, by)

    def clear_overwrite(self, channel: Channel, target_id: int, by: User | None = None) -> None:
        """Take an overwrite away.

        Raises:
            Refusal: 50001, 50013, 10009.
        """
        after = {one.id: one for one in channel.overwrites.values() if one.id != target_id}
        self._demand_overwriting(channel, after, by)
        if target_id not in channel.overwrites:
            raise unknown_overwrite()
        before = channel.overwrites[target_id]
        self._overwrite(channel, after)
        self._note(channel, before, None, by)

    def deny(self, user: User, channel: Channel, rights: int = permissions.VIEW_CHANNEL) -> None:
        """Deny *user* some rights in *channel*; by default they can no longer see it."""
        self.set_overwrite(channel, Overwrite(user.id, 1, deny=rights))

    def allow(self, user: User, channel: Channel) -> None:
        """Take back what `deny` did."""
        if user.id in channel.overwrites:
            self.clear_overwrite(channel, user.id)

    def _demand_overwriting(self, channel: Channel, after: dict[int, Overwrite], by: User | None) -> None:
        self._world.demand(by, channel, permissions.MANAGE_ROLES)
        if by is not None:
            guild = channel.guild
            demand_grantable(guild, guild.members[by.id], channel.overwrites, after, channel)

    def _overwrite(self, channel: Channel, after: dict[int, Overwrite]) -> None:
        """Give *channel* these overwrites, and those of its channels that stood in step with it."""
        in_step = [channel]
        if channel.type == CATEGORY:
            children = [one for one in channel.guild.channels.values() if one.category is channel]
            in_step += [one for one in children if one.overwrites == channel.overwrites]
        with self._world.threads.followed(channel.guild):
            for one in in_step:
                one.overwrites = dict(after)
                self._tell("CHANNEL_UPDATE", one)

    def _note(self, channel: Channel, before: Overwrite | None, after: Overwrite | None, by: User | None) -> None:
        """Note in the audit log that an overwrite was made, changed or taken away."""
        action = Action.CHANNEL_OVERWRITE_UPDATE
        if before is None or after is None:
            action = Action.CHANNEL_OVERWRITE_CREATE if before is None else Action.CHANNEL_OVERWRITE_DELETE
        told = [overwrite_payload(one) if one else {} for one in (before, after)]
        target = after or before
        options: dict[str, object] = {} if target is None else {"id": target.id, "type": target.type}
        if target is not None and target.id in channel.guild.roles:
            options["role_name"] = channel.guild.roles[target.id].name
        self._world.audit.note(action, channel.guild, by, channel.id, changes_between(told[0], told[1]), **options)

    def _costly_settings(self, form: Form, guild: Guild, kind: int, channel: Channel | None) -> Json:
        """Read what has refusals of its own: a forum's tags, a voice channel's bitrate."""
        found: Json = {}
        if kind in THREAD_ONLY and "available_tags" in form:
            found["tags"] = tags_in(form, channel.tags if channel else [], self._world.ids)
        bitrate = bitrate_in(form, guild, kind)
        if kind == VOICE_CHANNEL and bitrate is not None:
            found["bitrate"] = bitrate
        return found

    def _tell(self, name: str, channel: Channel) -> None:
        self._world.events.tell(Event(name, channel.guild, channel_payload(channel)))


def _set(channel: Channel, settings: Json) -> None:
    for attribute, value in settings.items():
        setattr(channel, attribute, value)


def _copied(category: Channel | None) -> dict[int, Overwrite]:
    return {} if category is None else dict(category.overwrites)
