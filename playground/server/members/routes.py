"""Members: listed, searched, changed, given roles, made to leave."""

from playground.server.gateway import intents
from playground.server.guilds.model import Guild, Member
from playground.server.guilds.payloads import member_payload
from playground.server.members.forms import member_edit_in, nick_in
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router

LONGEST_QUERY = 100


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/guilds/{guild_id}/members", members)
    router.add("GET", "/guilds/{guild_id}/members/search", search)
    router.add("PATCH", "/guilds/{guild_id}/members/@me", edit_me)
    router.add("GET", "/guilds/{guild_id}/members/{user_id}", member)
    router.add("PATCH", "/guilds/{guild_id}/members/{user_id}", edit)
    router.add("DELETE", "/guilds/{guild_id}/members/{user_id}", remove)
    router.add("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", give_role)
    router.add("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", take_role)
    router.add("DELETE", "/users/@me/guilds/{guild_id}", leave)


def members(call: Call) -> Answer:
    """Return a page of members; a bot needs the Members intent switched on for its application."""
    found = call.guild()
    if not call.world.is_told(call.user, intents.GUILD_MEMBERS):
        raise refusals.missing_access()
    limit, after = call.number_in_query("limit", 1, 1, 1000), call.id_in_query("after") or 0
    return ok([member_payload(one) for one in _by_id(found) if one.user.id > after][:limit])


def search(call: Call) -> Answer:
    """Return the members whose username or nickname begins with the query, in any case."""
    found, limit = call.guild(), call.number_in_query("limit", 1, 1, 1000)
    form = Form({"query": call.query.get("query")})
    wanted = (form.text("query", LONGEST_QUERY, 1, required=True) or "").casefold()
    form.check()
    return ok([member_payload(one) for one in _by_id(found) if _is_called(one, wanted)][:limit])


def member(call: Call) -> Answer:
    """Return one member."""
    return ok(member_payload(_member(call, call.guild())))


def edit(call: Call) -> Answer:
    """Change a member."""
    guild = call.guild()
    found = _member(call, guild)
    call.world.members.edit(guild, found, member_edit_in(call.body()), call.user)
    return ok(member_payload(found))


def edit_me(call: Call) -> Answer:
    """Give the asker another nickname."""
    guild = call.guild()
    found = guild.members[call.user.id]
    form = Form(call.body())
    nick = nick_in(form)
    form.check()
    if "nick" in form:
        call.world.members.rename(guild, found, nick)
    return ok(member_payload(found))


def remove(call: Call) -> Answer:
    """Make a member leave."""
    guild = call.guild()
    call.world.seats.remove(guild, _member(call, guild).user, call.user)
    return NO_CONTENT


def leave(call: Call) -> Answer:
    """Leave a guild."""
    call.world.seats.leave(call.guild(), call.user)
    return NO_CONTENT


def give_role(call: Call) -> Answer:
    """Give a member a role; who has it already keeps it."""
    guild, role_id = call.guild(), call.id("role_id")
    found = _member(call, guild)
    wanted = found.roles if role_id in found.roles else [*found.roles, role_id]
    call.world.members.set_roles(guild, found, wanted, call.user)
    return NO_CONTENT


def take_role(call: Call) -> Answer:
    """Take a role from a member."""
    guild, role = call.guild(), call.world.roles.get(call.guild(), call.id("role_id"))
    found = _member(call, guild)
    call.world.members.set_roles(guild, found, [one for one in found.roles if one != role.id], call.user)
    return NO_CONTENT


def _member(call: Call, guild: Guild) -> Member:
    return call.world.seats.get(guild, call.id("user_id"))


def _by_id(guild: Guild) -> list[Member]:
    return sorted(guild.members.values(), key=lambda one: one.user.id)


def _is_called(one: Member, beginning: str) -> bool:
    names = (one.user.username, one.user.global_name, one.nick)
    return any(name is not None and name.casefold().startswith(beginning) for name in names)
