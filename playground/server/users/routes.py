"""Who am I, what is my application, where is the gateway."""

from playground.server.applications.model import Application
from playground.server.applications.payloads import application_payload
from playground.server.rest import refusals
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.users.payloads import own_user_payload, user_payload

SESSIONS_A_DAY = 1000
DAY_MS = 86_400_000


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/users/@me", me)
    router.add("GET", "/users/@me/guilds", my_guilds)
    router.add("GET", "/users/{user_id}", user)
    router.add("GET", "/oauth2/applications/@me", my_application)
    router.add("GET", "/applications/@me", my_application)
    router.add("GET", "/gateway", gateway, needs_actor=False)
    router.add("GET", "/gateway/bot", gateway_for_bots)


def me(call: Call) -> Answer:
    """Return the asker."""
    return ok(own_user_payload(call.user))


def user(call: Call) -> Answer:
    """Return anyone."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise refusals.unknown_user()
    return ok(user_payload(found))


def my_guilds(call: Call) -> Answer:
    """Return the guilds in which the asker has a seat, in short."""
    after, limit = call.id_in_query("after") or 0, call.number_in_query("limit", 200, 1, 200)
    seated = [one for one in call.world.guilds.values() if call.user.id in one.members and one.id > after]
    return ok(
        [
            {
                "id": str(one.id),
                "name": one.name,
                "icon": None,
                "banner": None,
                "owner": one.owner_id == call.user.id,
                "permissions": str(call.world.rights_in_guild(call.user, one)),
                "features": [],
            }
            for one in sorted(seated, key=lambda guild: guild.id)[:limit]
        ]
    )


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
    limit = {
        "total": SESSIONS_A_DAY,
        "remaining": _application(call).sessions_left,
        "reset_after": DAY_MS,
        "max_concurrency": 1,
    }
    return ok({"url": call.gateway_url, "shards": 1, "session_start_limit": limit})


def _application(call: Call) -> Application:
    application = call.world.application_of(call.user)
    if application is None:
        raise refusals.only_bots()
    return application
