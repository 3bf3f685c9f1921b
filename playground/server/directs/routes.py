"""Direct messages over REST: how a conversation is opened. All else is as in any channel."""

from playground.server.directs.payloads import direct_payload
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("POST", "/users/@me/channels", create)


def create(call: Call) -> Answer:
    """Open a conversation with somebody, or return the one that stands."""
    form = Form(call.body())
    recipient_id = form.snowflake("recipient_id", required=True)
    form.check()
    found = call.world.directs.open(call.user, call.world.users.get(recipient_id or 0))
    return ok(direct_payload(found, call.user))
