"""Who may make, change and see the makers of a guild's emojis and stickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.guilds.model import Guild
from playground.server.guilds.permissions import CREATE_GUILD_EXPRESSIONS, MANAGE_GUILD_EXPRESSIONS
from playground.server.rest import refusals
from playground.server.users.model import User

if TYPE_CHECKING:
    from playground.server.world import World


def demand_hold(world: World, by: User | None, guild: Guild, creator: User | None) -> None:
    """Go on only if *by* may change what *creator* made: their own with either right, others' with the greater.

    Raises:
        Refusal: 50001, 50013.
    """
    world.demand_in_guild(by, guild, 0)
    if by is None:
        return
    enough = MANAGE_GUILD_EXPRESSIONS | (CREATE_GUILD_EXPRESSIONS if creator is by else 0)
    if not world.rights_in_guild(by, guild) & enough:
        raise refusals.missing_permissions()


def sees_makers(world: World, user: User, guild: Guild) -> bool:
    """Say whether *user* is told who made an emoji or a sticker."""
    return bool(world.rights_in_guild(user, guild) & (CREATE_GUILD_EXPRESSIONS | MANAGE_GUILD_EXPRESSIONS))
