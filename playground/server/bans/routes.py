"""Bans: listed, made, lifted."""

from playground.server.bans.model import Ban
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

_DAY_SECONDS = 24 * 3600
MOST_DAYS = 7
MOST_AT_ONCE = 200


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/guilds/{guild_id}/bans", bans)
    router.add("GET", "/guilds/{guild_id}/bans/{user_id}", ban)
    router.add("PUT", "/guilds/{guild_id}/bans/{user_id}", add)
    router.add("DELETE", "/guilds/{guild_id}/bans/{user_id}", lift)
    router.add("POST", "/guilds/{guild_id}/bulk-ban", add_many)


def bans(call: Call) -> Answer:
    """Return a page of bans, by the ids of those banned."""
    found = call.world.bans.all(call.guild(), call.user)
    limit = call.number_in_query("limit", 1000, 1, 1000)
    return ok([_payload(one) for one in call.page_by_id(found, limit)])


def ban(call: Call) -> Answer:
    """Return someone's ban."""
    return ok(_payload(call.world.bans.get(call.guild(), call.id("user_id"), call.user)))


def add(call: Call) -> Answer:
    """Ban someone."""
    form = Form(call.body())
    days, seconds = form.number("delete_message_days", 0, MOST_DAYS), _seconds(form)
    form.check()
    call.world.bans.add(call.guild(), call.id("user_id"), seconds or (days or 0) * _DAY_SECONDS, call.user)
    return NO_CONTENT


def add_many(call: Call) -> Answer:
    """Ban several at once."""
    form = Form(call.body())
    if "user_ids" not in form:
        form.fault("user_ids", "BASE_TYPE_REQUIRED", "This field is required")
    wanted, seconds = form.snowflakes("user_ids", MOST_AT_ONCE), _seconds(form)
    form.check()
    banned = call.world.bans.add_many(call.guild(), wanted, seconds, call.user)
    failed = [one for one in wanted if one not in banned]
    return ok({"banned_users": [str(one) for one in banned], "failed_users": [str(one) for one in failed]})


def lift(call: Call) -> Answer:
    """Let someone come back."""
    call.world.bans.lift(call.guild(), call.id("user_id"), call.user)
    return NO_CONTENT


def _seconds(form: Form) -> int:
    return form.number("delete_message_seconds", 0, MOST_DAYS * _DAY_SECONDS) or 0


def _payload(one: Ban) -> Json:
    return {"user": user_payload(one.user), "reason": one.reason}
