"""The guild as a whole: its settings, and its outages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between
from playground.server.audit_log.model import Action
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.guilds.payloads import guild_payload
from playground.server.guilds.settings import FOR_ADMINISTRATORS, settings_in
from playground.server.users.model import User
from playground.server.wire import Json

if TYPE_CHECKING:
    from playground.server.world import World

# What a guild's payload says that no setting of it is.
_NO_SETTINGS = ("roles", "emojis", "stickers")


class Guildhall:
    """The verbs of guilds."""

    def __init__(self, world: World) -> None:
        self._world = world

    def modify(self, guild: Guild, body: Json, by: User | None = None) -> None:
        """Change a guild's settings.

        Raises:
            Refusal: 50001, 50013, 50035.
        """
        self._world.demand_in_guild(by, guild, permissions.MANAGE_GUILD)
        wanted = settings_in(guild, body)
        touched = set(wanted.get("features", guild.features)) ^ set(guild.features)
        if touched & FOR_ADMINISTRATORS:
            self._world.demand_in_guild(by, guild, permissions.ADMINISTRATOR)
        if "icon" in wanted:
            wanted["icon"] = self._world.pictures.keep(wanted["icon"])
        before = _settings(guild)
        for key, value in wanted.items():
            setattr(guild, key, value)
        changes = changes_between(before, _settings(guild))
        if changes:
            self._world.events.tell(Event("GUILD_UPDATE", guild, guild_payload(guild)))
            self._world.audit.note(Action.GUILD_UPDATE, guild, by, guild.id, changes)

    def black_out(self, guild: Guild) -> None:
        """Let *guild* be unavailable: the gateway takes it back and says nothing of what happens in it."""
        guild.is_unavailable = True
        self._world.events.tell(Event("GUILD_DELETE", guild, {"id": str(guild.id), "unavailable": True}))

    def light_up(self, guild: Guild) -> None:
        """Let *guild* be available again: the gateway brings it anew to everyone in it."""
        guild.is_unavailable = False
        for member in list(guild.members.values()):
            self._world.events.tell(
                Event("GUILD_CREATE", guild, {"id": str(guild.id), "unavailable": False}, only=member.user)
            )


def _settings(guild: Guild) -> Json:
    return {key: value for key, value in guild_payload(guild).items() if key not in _NO_SETTINGS}
