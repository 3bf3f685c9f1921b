"""Who may use a command where: rights, a guild's own wishes, age restriction, contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.commands.model import (
    FOR_CHANNELS,
    FOR_ROLES,
    FOR_USERS,
    IN_BOT_DMS,
    IN_GUILDS,
    Command,
    Permission,
)
from playground.server.commands.payloads import permissions_payload
from playground.server.commands.reading import permissions_in
from playground.server.commands.refusals import unknown_command_permissions
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.threads.model import Thread
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.applications.model import Application
    from playground.server.world import World


class CommandAccess:
    """The verbs of command permissions."""

    def __init__(self, world: World) -> None:
        self._world = world
        # What holds for all commands of an application in a guild.
        self._of_applications: dict[tuple[int, int], list[Permission]] = {}

    def demand(self, user: User, channel: Channel, command: Command) -> None:
        """Go on only if *user* may use *command* in *channel*.

        Raises:
            Refusal: 50001 where they cannot see the channel, 50013 where they may not use it, 10063 where it is not
                offered.
        """
        self._world.demand(user, channel, permissions.USE_APPLICATION_COMMANDS)
        if not self._is_offered(command, channel):
            raise refusals.unknown_command()
        place = channel.parent if isinstance(channel, Thread) else channel
        if command.definition.is_age_restricted and not place.nsfw:
            raise refusals.missing_permissions()
        if channel.is_direct:
            return  # whom a command is kept for is a guild's matter
        if not self._is_allowed(channel.guild.members[user.id], channel, command):
            raise refusals.missing_permissions()

    def of(self, application: Application, guild: Guild, owner: Command | None) -> Json:
        """Return the wishes about a command, or about the whole application (*owner* None).

        Raises:
            Refusal: 10066 where there are none.
        """
        listed = self._listed(application, guild, owner)
        if not listed:
            raise unknown_command_permissions()
        return permissions_payload(application.id if owner is None else owner.id, application.id, guild, listed)

    def all_in(self, application: Application, guild: Guild) -> list[Json]:
        """Return every wish about an application's commands in *guild*."""
        commands = self._world.commands
        owners = [None, *commands.of(application, None), *commands.of(application, guild)]
        return [self.of(application, guild, one) for one in owners if self._listed(application, guild, one)]

    def wish(self, by: User, application: Application, guild: Guild, owner: Command | None, body: Json) -> Json:
        """Say who may use a command, or all of an application's.

        Raises:
            Refusal: 20001 for bots, 50001, 50013, 50035.
        """
        if by.is_bot:
            raise refusals.only_people()
        self._world.demand_in_guild(by, guild, permissions.MANAGE_GUILD | permissions.MANAGE_ROLES)
        form = Form(body)
        listed = permissions_in(form)
        for at, one in enumerate(listed):
            if not _exists(one, guild):
                form.fault("permissions", "APPLICATION_COMMAND_PERMISSIONS_TARGET_INVALID", f"Entry {at} names nothing")
        form.check()
        if owner is None:
            self._of_applications[application.id, guild.id] = listed
        else:
            owner.permissions[guild.id] = listed
        payload = permissions_payload(application.id if owner is None else owner.id, application.id, guild, listed)
        self._world.events.tell(Event("APPLICATION_COMMAND_PERMISSIONS_UPDATE", guild, payload, only=application.bot))
        return payload

    def _listed(self, application: Application, guild: Guild, owner: Command | None) -> list[Permission]:
        if owner is None:
            return self._of_applications.get((application.id, guild.id), [])
        return owner.permissions.get(guild.id, [])

    @staticmethod
    def _is_offered(command: Command, channel: Channel) -> bool:
        contexts, guild = command.definition.contexts, channel.guild
        here = command.guild in (None, guild) and command.application.bot.id in guild.members
        return here and (contexts is None or (IN_BOT_DMS if channel.is_direct else IN_GUILDS) in contexts)

    def _is_allowed(self, member: Member, channel: Channel, command: Command) -> bool:
        guild = channel.guild
        rights = permissions.in_guild(guild, member)
        if rights & permissions.ADMINISTRATOR:
            return True
        own = self._listed(command.application, guild, command)
        general = self._listed(command.application, guild, None)
        if not _for_channel(own or general, channel):
            return False
        wished = _for_member(own, guild, member)
        if wished is not None:
            return wished
        # What is said of the whole application can shut, but opens nothing that a command keeps for some.
        if not own and _for_member(general, guild, member) is False:
            return False
        needed = command.definition.default_member_permissions
        if needed is None:
            return True
        return needed != 0 and self._world.rights(member.user, channel) & needed == needed


def _for_channel(listed: list[Permission], channel: Channel) -> bool:
    said = {one.id: one.is_allowed for one in listed if one.type == FOR_CHANNELS}
    if not said:
        return True
    # A thread follows its parent; the id before the guild's own means all channels.
    parent = channel.parent.id if isinstance(channel, Thread) else None
    for channel_id in (channel.id, parent, channel.guild.id - 1):
        if channel_id in said:
            return said[channel_id]
    return True


def _for_member(listed: list[Permission], guild: Guild, member: Member) -> bool | None:
    for one in listed:
        if one.type == FOR_USERS and one.id == member.user.id:
            return one.is_allowed
    roles = [one.is_allowed for one in listed if one.type == FOR_ROLES and one.id in member.roles]
    if roles:
        return any(roles)
    return next((one.is_allowed for one in listed if one.type == FOR_ROLES and one.id == guild.id), None)


def _exists(one: Permission, guild: Guild) -> bool:
    if one.type == FOR_ROLES:
        return one.id in guild.roles
    if one.type == FOR_USERS:
        return one.id in guild.members
    return one.id in guild.channels or one.id == guild.id - 1
