"""Invites: made, accepted, taken back."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between
from playground.server.audit_log.model import Action
from playground.server.channels.model import Channel
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.invites.model import Invite
from playground.server.invites.payloads import created_payload, invite_metadata
from playground.server.invites.refusals import banned_from_guild, too_many_invites, unknown_invite
from playground.server.rest import refusals
from playground.server.rest.forms import Form
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

DAY_SECONDS = 24 * 3600
LONGEST_SECONDS = 7 * DAY_SECONDS
MOST_USES = 100
MOST_IN_GUILD = 1000
MOST_ROLES = 250


class Invites:
    """The verbs of invites."""

    def __init__(self, world: World) -> None:
        self._world = world

    def create(self, channel: Channel, body: Json, by: User) -> Invite:
        """Make an invite, or return a similar one of theirs where the body does not want it unique.

        Raises:
            Refusal: 50001, 50013, 50035, 10011, 30016.
        """
        self._world.demand(by, channel, permissions.CREATE_INSTANT_INVITE)
        wanted, is_unique = self._read(channel, body, by)
        guild = channel.guild
        if not is_unique:
            for known in guild.invites.values():
                if not known.is_over and _kind(known) == _kind(wanted):
                    return known
        if len(guild.invites) >= MOST_IN_GUILD:
            raise too_many_invites()
        guild.invites[wanted.code] = wanted
        rights = permissions.MANAGE_CHANNELS
        self._world.events.tell(Event("INVITE_CREATE", guild, created_payload(wanted, guild), channel, rights=rights))
        self._world.audit.note(Action.INVITE_CREATE, guild, by, None, changes_between({}, _noted(wanted)))
        return wanted

    def get(self, code: str) -> Invite:
        """Return an invite that still lets people in.

        Raises:
            Refusal: 10006.
        """
        for guild in self._world.guilds.values():
            invite = guild.invites.get(code)
            if invite is not None and not invite.is_over and invite.channel.id in self._world.channels:
                return invite
        raise unknown_invite()

    def in_channel(self, channel: Channel, by: User) -> list[Invite]:
        """Return a channel's invites.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand(by, channel, permissions.MANAGE_CHANNELS)
        return [one for one in _standing(channel.guild) if one.channel is channel]

    def in_guild(self, guild: Guild, by: User) -> list[Invite]:
        """Return a guild's invites.

        Raises:
            Refusal: 50001, 50013.
        """
        if not self._world.rights_in_guild(by, guild) & permissions.VIEW_AUDIT_LOG:
            self._world.demand_in_guild(by, guild, permissions.MANAGE_GUILD)
        return _standing(guild)

    def accept(self, user: User, code: str) -> Member:
        """Have *user* come in by an invite; who is a member already stays one and uses nothing up.

        Raises:
            Refusal: 10006, 40007.
        """
        invite = self.get(code)
        guild = invite.channel.guild
        member = guild.members.get(user.id)
        if member is not None:
            return member
        if user.id in guild.bans:
            raise banned_from_guild()
        if "INVITES_DISABLED" in guild.features:
            raise unknown_invite()
        invite.uses += 1
        roles = tuple(one for one in invite.role_ids if one in guild.roles)
        return self._world.seats.admit(guild, user, roles)

    def delete(self, invite: Invite, by: User) -> None:
        """Take an invite back.

        Raises:
            Refusal: 50001, 50013.
        """
        channel, guild = invite.channel, invite.channel.guild
        if not self._world.rights_in_guild(by, guild) & permissions.MANAGE_GUILD:
            self._world.demand(by, channel, permissions.MANAGE_CHANNELS)
        del guild.invites[invite.code]
        data = {"channel_id": str(channel.id), "guild_id": str(guild.id), "code": invite.code}
        rights = permissions.MANAGE_CHANNELS
        self._world.events.tell(Event("INVITE_DELETE", guild, data, channel, rights=rights))
        self._world.audit.note(Action.INVITE_DELETE, guild, by, None, changes_between(_noted(invite), {}))

    def _read(self, channel: Channel, body: Json, by: User) -> tuple[Invite, bool]:
        form = Form(body)
        age, uses = form.number("max_age", 0, LONGEST_SECONDS), form.number("max_uses", 0, MOST_USES)
        roles, is_unique = tuple(form.snowflakes("role_ids", MOST_ROLES)), form.flag("unique")
        temporary = form.flag("temporary")
        if body.get("target_type") is not None:
            form.fault("target_type", "BASE_TYPE_CHOICES", "Only invites to voice channels have a target.")
        form.check()
        if roles:
            self._demand_for_roles(channel.guild, roles, by)
        code, age = secrets.token_urlsafe(6), DAY_SECONDS if age is None else age
        return Invite(code, channel, by, time.time(), age, uses or 0, temporary, roles), is_unique

    def _demand_for_roles(self, guild: Guild, role_ids: tuple[int, ...], by: User) -> None:
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        own = self._world.rights_in_guild(by, guild)
        if any(self._world.roles.get(guild, one).permissions & ~own for one in role_ids):
            raise refusals.missing_permissions()


def _standing(guild: Guild) -> list[Invite]:
    return [one for one in guild.invites.values() if not one.is_over and one.channel.id in guild.channels]


def _kind(one: Invite) -> tuple[object, ...]:
    return one.channel, one.inviter, one.max_age, one.max_uses, one.temporary, one.role_ids


def _noted(one: Invite) -> Json:
    named = {"code": one.code, "channel_id": str(one.channel.id), "inviter_id": str(one.inviter.id)}
    return invite_metadata(one) | named
