"""Roles: what a guild lets whom do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Role
from playground.server.guilds.payloads import role_payload
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World


class Roles:
    """The verbs of roles."""

    def __init__(self, world: World) -> None:
        self._world = world

    def edit(self, guild: Guild, role: Role, rights: int, by: User | None = None) -> None:
        """Give a role other permissions.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        role.permissions = rights
        self._tell("GUILD_ROLE_UPDATE", guild, {"guild_id": str(guild.id), "role": role_payload(role)})

    def _tell(self, name: str, guild: Guild, data: Json) -> None:
        self._world.events.tell(Event(name, guild, data))
