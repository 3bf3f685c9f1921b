"""Bans: who may not come back to a guild."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playground.server.audit_log.model import Action
from playground.server.audit_log.reasons import current_reason
from playground.server.bans.model import Ban
from playground.server.bans.refusals import nobody_banned, unknown_ban
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild
from playground.server.rest import refusals
from playground.server.rest.refusals import Refusal
from playground.server.roles.hierarchy import demand_above
from playground.server.snowflakes import moment_of
from playground.server.users.model import User
from playground.server.users.payloads import user_payload

if TYPE_CHECKING:
    from playground.server.world import World


class Bans:
    """The verbs of bans."""

    def __init__(self, world: World) -> None:
        self._world = world

    def all(self, guild: Guild, by: User | None) -> dict[int, Ban]:
        """Return a guild's bans, by the ids of those banned.

        Raises:
            Refusal: 50001, 50013.
        """
        self._world.demand_in_guild(by, guild, permissions.BAN_MEMBERS)
        return guild.bans

    def get(self, guild: Guild, user_id: int, by: User | None) -> Ban:
        """Return someone's ban.

        Raises:
            Refusal: 50001, 50013, 10026.
        """
        self._world.demand_in_guild(by, guild, permissions.BAN_MEMBERS)
        ban = guild.bans.get(user_id)
        if ban is None:
            raise unknown_ban()
        return ban

    def add(self, guild: Guild, user_id: int, seconds: int = 0, by: User | None = None) -> None:
        """Ban a user, member or not, and delete what they said in the last *seconds*; a second ban changes nothing.

        Raises:
            Refusal: 50001, 50013, 10013.
        """
        self._world.demand_in_guild(by, guild, permissions.BAN_MEMBERS)
        user = self._world.users.get(user_id)
        if user is None:
            raise refusals.unknown_user()
        demand_above(by, guild, user)
        if user_id in guild.bans:
            return
        guild.bans[user_id] = Ban(user, current_reason())
        self._tell("GUILD_BAN_ADD", guild, user)
        if user_id in guild.members:
            self._world.seats.vacate(guild, user)
        if seconds:
            self._forget_what_was_said(guild, user_id, seconds)
        self._world.audit.note(Action.MEMBER_BAN_ADD, guild, by, user_id)

    def add_many(self, guild: Guild, user_ids: list[int], seconds: int, by: User | None = None) -> list[int]:
        """Ban whomever of these can be banned and is not yet; return their ids.

        Raises:
            Refusal: 50001, 50013, 500000 where that is nobody.
        """
        self._world.demand_in_guild(by, guild, permissions.BAN_MEMBERS | permissions.MANAGE_GUILD)
        banned = [one for one in user_ids if one not in guild.bans and self._could_add(guild, one, seconds, by)]
        if not banned:
            raise nobody_banned()
        return banned

    def lift(self, guild: Guild, user_id: int, by: User | None = None) -> None:
        """Let someone come back.

        Raises:
            Refusal: 50001, 50013, 10026.
        """
        user = self.get(guild, user_id, by).user
        del guild.bans[user_id]
        self._tell("GUILD_BAN_REMOVE", guild, user)
        self._world.audit.note(Action.MEMBER_BAN_REMOVE, guild, by, user_id)

    def _could_add(self, guild: Guild, user_id: int, seconds: int, by: User | None) -> bool:
        try:
            self.add(guild, user_id, seconds, by)
        except Refusal:
            return False
        return True

    def _forget_what_was_said(self, guild: Guild, user_id: int, seconds: int) -> None:
        since = time.time() - seconds
        for channel in (*guild.channels.values(), *guild.threads.values()):
            said = [
                one.id
                for one in channel.history
                if one.author_id == user_id and one.webhook_id is None and moment_of(one.id).timestamp() >= since
            ]
            if said:
                self._world.messages.delete_many(channel, said)

    def _tell(self, name: str, guild: Guild, user: User) -> None:
        data = {"guild_id": str(guild.id), "user": user_payload(user)}
        rights = permissions.BAN_MEMBERS | permissions.VIEW_AUDIT_LOG
        self._world.events.tell(Event(name, guild, data, rights=rights))
