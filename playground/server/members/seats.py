"""Seats: who is let in and who leaves, by their own will or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.audit_log.model import Action
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member
from playground.server.guilds.payloads import member_payload
from playground.server.members.refusals import invalid_guild
from playground.server.members.welcome import welcome
from playground.server.rest import refusals
from playground.server.roles.hierarchy import demand_above
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

    def get(self, guild: Guild, user_id: int) -> Member:
        """Return a guild's member.

        Raises:
            Refusal: 10007, or 10013 where there is no such user at all.
        """
        member = guild.members.get(user_id)
        if member is None:
            raise refusals.unknown_member() if user_id in self._world.users else refusals.unknown_user()
        return member

    def admit(self, guild: Guild, user: User, roles: tuple[int, ...] = ()) -> Member:
        """Let *user* join; they are told of the guild they have joined."""
        member = self._world.seat(guild, user, roles)
        member.joined_at = now_timestamp()
        self._tell("GUILD_CREATE", guild, {"id": str(guild.id)}, only=user)
        self._tell("GUILD_MEMBER_ADD", guild, member_payload(member) | {"guild_id": str(guild.id)})
        welcome(self._world, guild, member)
        self._world.automod.review_profile(guild, member)
        return member

    def remove(self, guild: Guild, user: User, by: User | None = None) -> None:
        """Make *user* leave; they are told that the guild is gone.

        Raises:
            Refusal: 50001, 50013, 10007.
        """
        self._world.demand_in_guild(by, guild, permissions.KICK_MEMBERS)
        if user.id not in guild.members:
            raise refusals.unknown_member()
        demand_above(by, guild, user)
        self.vacate(guild, user)
        self._world.audit.note(Action.MEMBER_KICK, guild, by, user.id)

    def leave(self, guild: Guild, user: User) -> None:
        """Have *user* leave by themselves.

        Raises:
            Refusal: 50055 for the owner.
        """
        if user.id == guild.owner_id:
            raise invalid_guild()
        self.vacate(guild, user)

    def vacate(self, guild: Guild, user: User) -> None:
        """Take the seat of *user* away, whatever the reason."""
        self._world.threads.participation.forget(guild, user)
        # Told first, since the gateway speaks of a guild only to those who sit in it.
        self._tell("GUILD_DELETE", guild, {"id": str(guild.id)}, only=user)
        del guild.members[user.id]
        self._tell("GUILD_MEMBER_REMOVE", guild, {"guild_id": str(guild.id), "user": user_payload(user)})

    def _tell(self, name: str, guild: Guild, data: Json, only: User | None = None) -> None:
        self._world.events.tell(Event(name, guild, data, only=only))
