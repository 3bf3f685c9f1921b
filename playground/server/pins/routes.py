"""Pins: by the addresses of today and by the old ones, which are deprecated and still answer."""

from playground.server.guilds import permissions
from playground.server.messages.seeing import as_seen
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.wire import Json

MOST_ON_PAGE = 50


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    new, old = "/channels/{channel_id}/messages/pins", "/channels/{channel_id}/pins"
    router.add("GET", new, page)
    router.add("GET", old, first)
    for every in (new, old):
        router.add("PUT", f"{every}/{{message_id}}", add)
        router.add("DELETE", f"{every}/{{message_id}}", remove)


def page(call: Call) -> Answer:
    """Return a page of pins; nothing to those who may not read the history."""
    channel, limit = call.channel(), call.number_in_query("limit", MOST_ON_PAGE, 1, MOST_ON_PAGE)
    before = call.moment_in_query("before")
    if not call.world.rights(call.user, channel) & permissions.READ_MESSAGE_HISTORY:
        return ok({"items": [], "has_more": False})
    pins, has_more = call.world.pins.page(channel, before, limit)
    items = [
        {"pinned_at": message.pinned_at, "message": _without_reactions(as_seen(call, message))} for message in pins
    ]
    return ok({"items": items, "has_more": has_more})


def first(call: Call) -> Answer:
    """Return the newest fifty pinned messages."""
    channel = call.channel()
    if not call.world.rights(call.user, channel) & permissions.READ_MESSAGE_HISTORY:
        return ok([])
    pins, _ = call.world.pins.page(channel, None, MOST_ON_PAGE)
    return ok([_without_reactions(as_seen(call, message)) for message in pins])


def add(call: Call) -> Answer:
    """Pin a message."""
    call.world.pins.add(call.channel(), call.id("message_id"), call.user)
    return NO_CONTENT


def remove(call: Call) -> Answer:
    """Take a pin down."""
    call.world.pins.remove(call.channel(), call.id("message_id"), call.user)
    return NO_CONTENT


def _without_reactions(payload: Json) -> Json:
    payload.pop("reactions", None)
    return payload
