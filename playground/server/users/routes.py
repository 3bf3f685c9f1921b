"""Who am I, what is my application, where is the gateway."""

from playground.server.applications.model import Application
from playground.server.applications.payloads import application_payload
from playground.server.guilds.model import Guild
from playground.server.guilds.payloads import guild_features
from playground.server.rest import refusals
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.users.payloads import own_user_payload, user_payload
from playground.server.wire import Json

# What Discord recommends; it allows two and a half times as many.
GUILDS_A_SHARD = 1000


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/users/@me", me)
    router.add("PATCH", "/users/@me", edit_me)
    router.add("GET", "/users/@me/guilds", my_guilds)
    router.add("GET", "/users/{user_id}", user)
    router.add("GET", "/oauth2/applications/@me", my_application)
    router.add("GET", "/applications/@me", my_application)
    router.add("GET", "/gateway", gateway, needs_actor=False)
    router.add("GET", "/gateway/bot", gateway_for_bots)


def me(call: Call) -> Answer:
    """Return the asker."""
    return ok(own_user_payload(call.user))


def edit_me(call: Call) -> Answer:
    """Give the asker another name or picture."""
    call.world.profiles.edit(call.user, call.body())
    return ok(own_user_payload(call.user))


def user(call: Call) -> Answer:
    """Return anyone."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise refusals.unknown_user()
    return ok(user_payload(found))


def my_guilds(call: Call) -> Answer:
    """Return a page of the guilds in which the asker has a seat, in short, by their ids."""
    limit = call.number_in_query("limit", 200, 1, 200)
    seated = {one.id: one for one in call.world.guilds.values() if call.user.id in one.members}
    return ok([_seen_from_outside(call, one) for one in call.page_by_id(seated, limit)])


def my_application(call: Call) -> Answer:
    """Return the asking bot's application."""
    application = _application(call)
    guilds = sum(application.bot.id in one.members for one in call.world.guilds.values())
    return ok(application_payload(application, guilds))


def gateway(call: Call) -> Answer:
    """Return where the gateway is."""
    return ok({"url": call.gateway_url})


def gateway_for_bots(call: Call) -> Answer:
    """Return where the gateway is, and how many sessions may still be begun."""
    application = _application(call)
    guilds = sum(application.bot.id in one.members for one in call.world.guilds.values())
    shards = max(1, -(-guilds // GUILDS_A_SHARD))
    return ok({"url": call.gateway_url, "shards": shards, "session_start_limit": application.starts.limit()})


def _seen_from_outside(call: Call, guild: Guild) -> Json:
    short: Json = {
        "id": str(guild.id),
        "name": guild.name,
        "icon": guild.icon,
        "banner": None,
        "owner": guild.owner_id == call.user.id,
        "permissions": str(call.world.rights_in_guild(call.user, guild)),
        "features": guild_features(guild),
    }
    if call.truth_in_query("with_counts"):
        members = len(guild.members)
        short |= {"approximate_member_count": members, "approximate_presence_count": members}
    return short


def _application(call: Call) -> Application:
    application = call.world.application_of(call.user)
    if application is None:
        raise refusals.only_bots()
    return application
