"""Roles: what a guild lets whom do, and in which order they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.server.audit_log.changes import changes_between, changes_of_gone, changes_of_new
from playground.server.audit_log.model import Action
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Role
from playground.server.guilds.payloads import role_payload
from playground.server.rest import refusals
from playground.server.roles.forms import positions_in, role_in
from playground.server.roles.hierarchy import demand_higher, height_of_role
from playground.server.roles.refusals import too_many_roles
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

MOST = 250


class Roles:
    """The verbs of roles."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get(self, guild: Guild, role_id: int) -> Role:
        """Return a guild's role.

        Raises:
            Refusal: 10011.
        """
        role = guild.roles.get(role_id)
        if role is None:
            raise refusals.unknown_role()
        return role

    def create(self, guild: Guild, body: Json, by: User | None = None) -> Role:
        """Make a role, at the bottom of all but @everyone; without permissions in the body it has @everyone's.

        Raises:
            Refusal: 50001, 50013, 50035, 50101, 30005.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        usual: dict[str, Any] = {"name": "new role", "permissions": guild.roles[guild.id].permissions}
        wanted = usual | role_in(body)
        if "permissions" in body:
            self._demand_owned(by, guild, wanted["permissions"])
        if len(guild.roles) >= MOST:
            raise too_many_roles()
        # The others keep their positions; of two with the same one the older stands above.
        role = Role(self._world.ids.next(), position=1, **wanted)
        guild.roles[role.id] = role
        self._tell("GUILD_ROLE_CREATE", guild, {"role": role_payload(role)})
        self._world.audit.note(Action.ROLE_CREATE, guild, by, role.id, changes_of_new(role_payload(role)))
        return role

    def modify(self, guild: Guild, role: Role, body: Json, by: User | None = None) -> None:
        """Change a role; of @everyone only the permissions.

        Raises:
            Refusal: 50001, 50013, 50035, 50101.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        demand_higher(by, guild, height_of_role(role))
        wanted = role_in(body)
        self._demand_owned(by, guild, wanted.get("permissions", 0) & ~role.permissions)
        if role.id == guild.id:
            wanted = {key: value for key, value in wanted.items() if key == "permissions"}
        self._change(guild, role, wanted, by)

    def reorder(self, guild: Guild, listing: list[object], by: User | None = None) -> None:
        """Give roles other positions; neither they nor their new places may be at or above the mover's highest role.

        Raises:
            Refusal: 50001, 50013, 50035, 10011, 50028 for @everyone.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        wanted = positions_in(listing)
        for role_id, position in wanted.items():
            role = self.get(guild, role_id)
            if role_id == guild.id:
                raise refusals.invalid_role()
            demand_higher(by, guild, height_of_role(role))
            if position > role.position:
                demand_higher(by, guild, (position, 0))
        movable = [one for one in guild.roles.values() if one.id != guild.id]
        movable.sort(key=lambda one: (wanted.get(one.id, one.position), -one.id))
        for position, role in enumerate(movable, 1):
            if role.position != position:
                self._change(guild, role, {"position": position}, by)

    def delete(self, guild: Guild, role: Role, by: User | None = None) -> None:
        """Delete a role, and take it from its members and out of all overwrites.

        Raises:
            Refusal: 50001, 50013, 50028 for @everyone and the roles of integrations.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        demand_higher(by, guild, height_of_role(role))
        if role.id == guild.id or role.managed_by is not None:
            raise refusals.invalid_role()
        with self._world.threads.followed(guild):
            _forget(guild, role)
            self._tell("GUILD_ROLE_DELETE", guild, {"role_id": str(role.id)})
        self._world.audit.note(Action.ROLE_DELETE, guild, by, role.id, changes_of_gone(role_payload(role)))

    def _demand_owned(self, by: User | None, guild: Guild, rights: int) -> None:
        if by is not None and rights & ~self._world.rights_in_guild(by, guild):
            raise refusals.missing_permissions()

    def _change(self, guild: Guild, role: Role, wanted: dict[str, Any], by: User | None) -> None:
        before = role_payload(role)
        with self._world.threads.followed(guild):
            for key, value in wanted.items():
                setattr(role, key, value)
            after = role_payload(role)
            self._tell("GUILD_ROLE_UPDATE", guild, {"role": after})
        changes = changes_between(before, after)
        if changes:
            self._world.audit.note(Action.ROLE_UPDATE, guild, by, role.id, changes)

    def _tell(self, name: str, guild: Guild, data: Json) -> None:
        self._world.events.tell(Event(name, guild, {"guild_id": str(guild.id)} | data))


def _forget(guild: Guild, role: Role) -> None:
    del guild.roles[role.id]
    for member in guild.members.values():
        if role.id in member.roles:
            member.roles.remove(role.id)
    for channel in guild.channels.values():
        channel.overwrites.pop(role.id, None)
