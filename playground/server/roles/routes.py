"""Roles: a guild's list of them, and who has which."""

from collections import Counter

from playground.server.guilds.payloads import role_payload
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/guilds/{guild_id}/roles", roles)
    router.add("POST", "/guilds/{guild_id}/roles", create)
    router.add("PATCH", "/guilds/{guild_id}/roles", reorder)
    router.add("GET", "/guilds/{guild_id}/roles/member-counts", member_counts)
    router.add("GET", "/guilds/{guild_id}/roles/{role_id}", role)
    router.add("PATCH", "/guilds/{guild_id}/roles/{role_id}", modify)
    router.add("DELETE", "/guilds/{guild_id}/roles/{role_id}", delete)


def roles(call: Call) -> Answer:
    """Return a guild's roles."""
    return ok([role_payload(one) for one in call.guild().roles.values()])


def role(call: Call) -> Answer:
    """Return one role."""
    return ok(role_payload(call.world.roles.get(call.guild(), call.id("role_id"))))


def member_counts(call: Call) -> Answer:
    """Return how many members have each role but @everyone."""
    guild = call.guild()
    counts = Counter(role_id for member in guild.members.values() for role_id in member.roles)
    return ok({str(role_id): counts[role_id] for role_id in guild.roles if role_id != guild.id})


def create(call: Call) -> Answer:
    """Make a role."""
    return ok(role_payload(call.world.roles.create(call.guild(), call.body(), call.user)))


def reorder(call: Call) -> Answer:
    """Give roles other positions."""
    call.world.roles.reorder(call.guild(), call.listing(), call.user)
    return roles(call)


def modify(call: Call) -> Answer:
    """Change a role."""
    guild = call.guild()
    found = call.world.roles.get(guild, call.id("role_id"))
    call.world.roles.modify(guild, found, call.body(), call.user)
    return ok(role_payload(found))


def delete(call: Call) -> Answer:
    """Delete a role."""
    guild = call.guild()
    call.world.roles.delete(guild, call.world.roles.get(guild, call.id("role_id")), call.user)
    return NO_CONTENT
