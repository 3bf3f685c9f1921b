"""Polls: voting, who voted, and ending them before their time."""

from playground.server.messages.seeing import as_seen, message_in
from playground.server.polls.forms import MOST_ANSWERS
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router
from playground.server.users.payloads import user_payload


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    one = "/channels/{channel_id}/polls/{message_id}"
    router.add("GET", f"{one}/answers/{{answer_id}}", voters)
    # Not documented, since applications cannot vote; this is how Discord's own clients do it.
    router.add("PUT", f"{one}/answers/@me", vote)
    router.add("POST", f"{one}/expire", end)


def voters(call: Call) -> Answer:
    """Return a page of who chose an answer."""
    limit, after = call.number_in_query("limit", 25, 1, 100), call.id_in_query("after") or 0
    found = call.world.polls.voters(message_in(call), call.id("answer_id"), after, limit)
    return ok({"users": [user_payload(one) for one in found]})


def vote(call: Call) -> Answer:
    """Choose answers; none takes the vote back."""
    form = Form(call.body())
    answer_ids = form.snowflakes("answer_ids", MOST_ANSWERS)
    form.check()
    call.world.polls.vote(message_in(call), answer_ids, call.user)
    return NO_CONTENT


def end(call: Call) -> Answer:
    """End one's own poll."""
    message = message_in(call)
    call.world.polls.end(message, call.user)
    return ok(as_seen(call, message))
