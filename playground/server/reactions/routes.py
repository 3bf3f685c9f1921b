"""Reactions: putting them under messages, listing and removing them."""

from playground.server.messages.seeing import message_in
from playground.server.reactions.model import BURST, NORMAL
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.users.payloads import user_payload


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    every = "/channels/{channel_id}/messages/{message_id}/reactions"
    of_emoji = f"{every}/{{emoji_name}}"
    router.add("DELETE", every, clear, "channel-reactions")
    router.add("GET", of_emoji, users, "channel-reactions")
    router.add("DELETE", of_emoji, clear_emoji, "channel-reactions")
    router.add("PUT", f"{of_emoji}/@me", add, "channel-reactions")
    router.add("DELETE", f"{of_emoji}/@me", remove_own, "channel-reactions")
    router.add("DELETE", f"{of_emoji}/{{user_id}}", remove, "channel-reactions")


def add(call: Call) -> Answer:
    """React."""
    kind = call.number_in_query("type", NORMAL, NORMAL, BURST)
    call.world.reactions.add(message_in(call), call.params["emoji_name"], call.user, kind)
    return NO_CONTENT


def remove_own(call: Call) -> Answer:
    """Take one's own reaction back."""
    call.world.reactions.remove(message_in(call), call.params["emoji_name"], call.user.id, call.user)
    return NO_CONTENT


def remove(call: Call) -> Answer:
    """Take somebody's reaction away."""
    call.world.reactions.remove(message_in(call), call.params["emoji_name"], call.id("user_id"), call.user)
    return NO_CONTENT


def clear(call: Call) -> Answer:
    """Take all reactions away."""
    call.world.reactions.clear(message_in(call), call.user)
    return NO_CONTENT


def clear_emoji(call: Call) -> Answer:
    """Take all reactions with one emoji away."""
    call.world.reactions.clear_emoji(message_in(call), call.params["emoji_name"], call.user)
    return NO_CONTENT


def users(call: Call) -> Answer:
    """Return a page of who reacted with an emoji."""
    kind = call.number_in_query("type", NORMAL, NORMAL, BURST)
    limit, after = call.number_in_query("limit", 25, 1, 100), call.id_in_query("after") or 0
    found = call.world.reactions.users(message_in(call), call.params["emoji_name"], kind, after, limit)
    return ok([user_payload(one) for one in found])
