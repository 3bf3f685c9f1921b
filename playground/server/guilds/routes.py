"""Guilds: their channels, members and roles."""

from playground.server.channels.payloads import channel_payload
from playground.server.gateway import intents
from playground.server.guilds.model import Member
from playground.server.guilds.payloads import guild_payload, guild_payload_with_counts, member_payload, role_payload
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/guilds/{guild_id}", guild)
    router.add("GET", "/guilds/{guild_id}/channels", channels)
    router.add("POST", "/guilds/{guild_id}/channels", create_channel)
    router.add("GET", "/guilds/{guild_id}/members", members)
    router.add("GET", "/guilds/{guild_id}/members/{user_id}", member)
    router.add("PATCH", "/guilds/{guild_id}/members/{user_id}", edit_member)
    router.add("DELETE", "/guilds/{guild_id}/members/{user_id}", remove_member)
    router.add("GET", "/guilds/{guild_id}/roles", roles)
    router.add("PATCH", "/guilds/{guild_id}/roles/{role_id}", edit_role)


def guild(call: Call) -> Answer:
    """Return a guild."""
    found = call.guild()
    return ok(guild_payload_with_counts(found) if call.truth_in_query("with_counts") else guild_payload(found))


def channels(call: Call) -> Answer:
    """Return a guild's channels, each with the id of its last message."""
    return ok([channel_payload(one) for one in call.guild().channels.values()])


def create_channel(call: Call) -> Answer:
    """Open a channel."""
    channel = call.world.rooms.create_channel(call.guild(), call.body(), call.user)
    return ok(channel_payload(channel), 201)


def members(call: Call) -> Answer:
    """Return a page of members; a bot needs the Members intent switched on for its application."""
    found = call.guild()
    application = call.world.application_of(call.user)
    if application is not None and not application.privileged_intents & intents.GUILD_MEMBERS:
        raise refusals.missing_access()
    limit, after = call.number_in_query("limit", 1, 1, 1000), call.id_in_query("after") or 0
    seated = sorted((one for one in found.members.values() if one.user.id > after), key=lambda one: one.user.id)
    return ok([member_payload(one) for one in seated[:limit]])


def member(call: Call) -> Answer:
    """Return one member."""
    return ok(member_payload(_member(call)))


def edit_member(call: Call) -> Answer:
    """Give a member other roles."""
    found = _member(call)
    form = Form(call.body())
    wanted = form.snowflakes("roles", 250)
    form.check()
    if "roles" in form:
        call.world.seats.set_roles(call.guild(), found, wanted, call.user)
    return ok(member_payload(found))


def remove_member(call: Call) -> Answer:
    """Make a member leave."""
    found = call.guild()
    target = found.members.get(call.id("user_id"))
    if target is None:
        raise refusals.unknown_member()
    call.world.seats.remove(found, target.user, call.user)
    return NO_CONTENT


def roles(call: Call) -> Answer:
    """Return a guild's roles."""
    return ok([role_payload(one) for one in call.guild().roles.values()])


def edit_role(call: Call) -> Answer:
    """Give a role other permissions."""
    found = call.guild()
    role = found.roles.get(call.id("role_id"))
    if role is None:
        raise refusals.unknown_role()
    form = Form(call.body())
    rights = form.number("permissions", 0, 2**63 - 1)
    form.check()
    call.world.roles.edit(found, role, role.permissions if rights is None else rights, call.user)
    return ok(role_payload(role))


def _member(call: Call) -> Member:
    found = call.guild().members.get(call.id("user_id"))
    if found is None:
        raise refusals.unknown_member() if call.id("user_id") in call.world.users else refusals.unknown_user()
    return found
