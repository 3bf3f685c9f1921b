"""Members: their names and roles in a guild, and their time-outs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from playground.server.audit_log.changes import changes_between
from playground.server.audit_log.model import Action
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.model import Guild, Member, Role
from playground.server.guilds.payloads import member_payload
from playground.server.members.forms import BYPASSES_VERIFICATION, MemberEdit
from playground.server.members.refusals import not_in_voice
from playground.server.rest import refusals
from playground.server.roles.hierarchy import demand_above, demand_higher, height_of_role
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World

# Any of the three lets one set a member's flags (guild resource, "Modify Guild Member").
_FOR_FLAGS = (
    permissions.MANAGE_GUILD,
    permissions.MANAGE_ROLES,
    permissions.MODERATE_MEMBERS | permissions.KICK_MEMBERS | permissions.BAN_MEMBERS,
)


class Members:
    """The verbs of members."""

    def __init__(self, world: World) -> None:
        self._world = world

    def edit(self, guild: Guild, member: Member, edit: MemberEdit, by: User | None = None) -> None:
        """Change all that is asked for, or nothing.

        Raises:
            Refusal: 50001, 50013, 10011, 50028, 40032 for what is about voice channels.
        """
        self._demand_for_edit(guild, member, edit, by)
        before = member_payload(member)
        had = list(member.roles)
        with self._world.threads.followed(guild):
            if "nick" in edit.given:
                member.nick = edit.nick
            if "roles" in edit.given:
                member.roles = edit.roles
            if "communication_disabled_until" in edit.given:
                member.timed_out_until = edit.timed_out_until
            if "flags" in edit.given:
                member.flags = member.flags & ~BYPASSES_VERIFICATION | edit.flags & BYPASSES_VERIFICATION
            self._tell(guild, member)
        changes = [one for one in changes_between(before, member_payload(member)) if one["key"] != "roles"]
        if changes:
            self._world.audit.note(Action.MEMBER_UPDATE, guild, by, member.user.id, changes)
        self._note_roles(guild, member, had, by)
        if "nick" in edit.given:
            self._world.automod.review_profile(guild, member)

    def rename(self, guild: Guild, member: Member, nick: str | None) -> None:
        """Have a member give themselves another nickname.

        Raises:
            Refusal: 50013.
        """
        self._world.demand_in_guild(member.user, guild, permissions.CHANGE_NICKNAME)
        before, member.nick = member.nick, nick
        self._tell(guild, member)
        changes = changes_between({"nick": before}, {"nick": nick})
        if changes:
            self._world.audit.note(Action.MEMBER_UPDATE, guild, member.user, member.user.id, changes)
        self._world.automod.review_profile(guild, member)

    def set_roles(self, guild: Guild, member: Member, roles: list[int], by: User | None = None) -> None:
        """Give a member these roles and no others.

        Raises:
            Refusal: 50001, 50013, 10011, 50028.
        """
        self._demand_for_roles(guild, set(roles) ^ set(member.roles), by)
        had = member.roles
        if set(had) != set(roles):
            with self._world.threads.followed(guild):
                member.roles = roles
                self._tell(guild, member)
            self._note_roles(guild, member, had, by)

    def time_out(self, guild: Guild, member: Member, until: float) -> None:
        """Silence a member until this moment, in seconds since 1970, by the playground's own hand."""
        member.timed_out_until = until
        self._tell(guild, member)

    def set_flags(self, guild: Guild, member: Member, flags: int) -> None:
        """Give a member these flags, by the playground's own hand."""
        member.flags = flags
        self._tell(guild, member)

    def _demand_for_edit(self, guild: Guild, member: Member, edit: MemberEdit, by: User | None) -> None:
        if "nick" in edit.given:
            self._world.demand_in_guild(by, guild, permissions.MANAGE_NICKNAMES)
            if by is not member.user:
                demand_above(by, guild, member.user)
        if "roles" in edit.given:
            self._demand_for_roles(guild, set(edit.roles) ^ set(member.roles), by)
        if "communication_disabled_until" in edit.given:
            self._world.demand_in_guild(by, guild, permissions.MODERATE_MEMBERS)
            demand_above(by, guild, member.user)
            if self._world.rights_in_guild(member.user, guild) & permissions.ADMINISTRATOR:
                raise refusals.missing_permissions()
        if "flags" in edit.given and by is not None:
            rights = self._world.rights_in_guild(by, guild)
            if not any(rights & one == one for one in _FOR_FLAGS):
                raise refusals.missing_permissions()
        if edit.touches_voice:
            raise not_in_voice()

    def _demand_for_roles(self, guild: Guild, touched: Iterable[int], by: User | None) -> None:
        self._world.demand_in_guild(by, guild, permissions.MANAGE_ROLES)
        for role_id in touched:
            role = self._world.roles.get(guild, role_id)
            if by is not None and (role.managed_by is not None or role.id == guild.id):
                raise refusals.invalid_role()
            demand_higher(by, guild, height_of_role(role))

    def _note_roles(self, guild: Guild, member: Member, had: list[int], by: User | None) -> None:
        changes = []
        for key, before, after in (("$add", had, member.roles), ("$remove", member.roles, had)):
            named = [_named(guild.roles[one]) for one in after if one not in before]
            if named:
                changes.append({"key": key, "new_value": named})
        if changes:
            self._world.audit.note(Action.MEMBER_ROLE_UPDATE, guild, by, member.user.id, changes)

    def _tell(self, guild: Guild, member: Member) -> None:
        data = member_payload(member) | {"guild_id": str(guild.id)}
        self._world.events.tell(Event("GUILD_MEMBER_UPDATE", guild, data))


def _named(role: Role) -> dict[str, str]:
    return {"id": str(role.id), "name": role.name}
