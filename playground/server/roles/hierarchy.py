"""Who stands above whom: the order of roles (permissions, "Permission Hierarchy")."""

from __future__ import annotations

from playground.server.guilds.model import Guild, Member, Role
from playground.server.rest import refusals
from playground.server.users.model import User

Height = tuple[int, int]


def height_of_role(role: Role) -> Height:
    """Return how high a role stands; of two with the same position the older is the higher."""
    return role.position, -role.id


def height_of(guild: Guild, member: Member) -> Height:
    """Return how high a member's highest role stands."""
    return max(height_of_role(guild.roles[one]) for one in (guild.id, *member.roles))


def demand_higher(by: User | None, guild: Guild, height: Height) -> None:
    """Go on only if the highest role of *by* stands above *height*, or they own the guild.

    Raises:
        Refusal: 50013.
    """
    if by is None or by.id == guild.owner_id:
        return
    if height_of(guild, guild.members[by.id]) <= height:
        raise refusals.missing_permissions()


def demand_above(by: User | None, guild: Guild, user: User) -> None:
    """Go on only if *by* outranks *user*, who need not be a member; nobody outranks the owner, or themselves.

    Raises:
        Refusal: 50013.
    """
    if by is None:
        return
    other = guild.members.get(user.id)
    if user.id == guild.owner_id:
        raise refusals.missing_permissions()
    if other is None or by.id == guild.owner_id:
        return
    if height_of(guild, guild.members[by.id]) <= height_of(guild, other):
        raise refusals.missing_permissions()
