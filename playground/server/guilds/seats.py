"""Seats: who is let in, with which roles, and who leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.guilds.payloads import member_payload
from playground.server.rest import refusals
from playground.server.snowflakes import now_timestamp
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


class Seats:
    """The verbs of seats."""

    def __init__(self, world: World) -> None:
        self._world = world

    def set_roles(self, guild: Guild, member: Member, roles: list[int], by: User | None = None) -> None:
        """Give a member these roles and no others.

        Raises:
            Refusal: 50001, 50013, 10011.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        if any(role_id not in guild.roles for role_id in roles):
            raise refusals.unknown_role()
        member.roles = roles
        data = member_payload(member) | {"guild_id": str(guild.id)}
        self._tell("GUILD_MEMBER_UPDATE", guild, data)

    def admit(self, guild: Guild, user: User, roles: tuple[int, ...] = ()) -> Member:
        """Let *user* join; a bot is told of the guild it has joined."""
        member = self._world.seat(guild, user, roles)
        member.joined_at = now_timestamp()
        application = self._world.application_of(user)
        if application is not None:
            self._world.events.tell(Event("GUILD_CREATE", guild, {"id": str(guild.id)}, only=application))
        self._tell("GUILD_MEMBER_ADD", guild, member_payload(member) | {"guild_id": str(guild.id)})
        return member

    def remove(self, guild: Guild, user: User, by: User | None = None) -> None:
        """Make *user* leave; a bot is told that the guild is gone.

        Raises:
            Refusal: 50001, 50013, 10007.
        """
        self._world.demand_in_guild(by, guild, permissions.KICK_MEMBERS)
        if user.id not in guild.members:
            raise refusals.unknown_member()
        if user.id == guild.owner_id:
            raise refusals.missing_permissions()
        application = self._world.application_of(user)
        if application is not None:
            self._world.events.tell(Event("GUILD_DELETE", guild, {"id": str(guild.id)}, only=application))
        del guild.members[user.id]
        self._tell("GUILD_MEMBER_REMOVE", guild, {"guild_id": str(guild.id), "user": user_payload(user)})

    def _tell(self, name: str, guild: Guild, data: Json) -> None:
        self._world.events.tell(Event(name, guild, data))
