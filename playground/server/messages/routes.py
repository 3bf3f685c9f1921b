"""Messages: saying, reading, changing and taking them away."""

import time

from playground.server.guilds import permissions
from playground.server.messages.drafts import draft_in, edit_in
from playground.server.messages.refusals import too_old_to_bulk_delete, wrong_number_to_delete
from playground.server.messages.seeing import as_seen, message_in
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router
from playground.server.snowflakes import moment_of
from playground.server.world import longest_for

TWO_WEEKS_SECONDS = 14 * 86_400


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    here, one = "/channels/{channel_id}/messages", "/channels/{channel_id}/messages/{message_id}"
    router.add("POST", here, create, bucket="channel-messages")
    router.add("GET", here, page)
    router.add("POST", f"{here}/bulk-delete", bulk_delete)
    router.add("GET", one, get)
    router.add("PATCH", one, edit)
    router.add("DELETE", one, delete)


def create(call: Call) -> Answer:
    """Say something."""
    draft = draft_in(call.body(), longest_for(call.user), call.files())
    return Answer(200, call.world.messages.post(call.user, call.channel(), draft).body)


def page(call: Call) -> Answer:
    """Return a page of what was said, newest first; nothing to those who may not read the history."""
    channel, limit = call.channel(), call.number_in_query("limit", 50, 1, 100)
    before, after, around = (call.id_in_query(name) for name in ("before", "after", "around"))
    if sum(one is not None for one in (before, after, around)) > 1:
        message = "before, after and around exclude each other."
        raise refusals.invalid_body("MESSAGES_QUERY_EXCLUSIVE", message)
    if not call.world.rights(call.user, channel) & permissions.READ_MESSAGE_HISTORY:
        return ok([])
    if after is not None:
        found = channel.history.after(after, limit)
    elif around is not None:
        found = channel.history.around(around, limit)
    else:
        found = channel.history.newest(limit, before)
    return ok([as_seen(call, message) for message in found])


def get(call: Call) -> Answer:
    """Return one message."""
    return ok(as_seen(call, message_in(call)))


def edit(call: Call) -> Answer:
    """Change one message."""
    draft = edit_in(call.body(), longest_for(call.user), files=call.files())
    return Answer(200, call.world.messages.edits.edit(call.user, message_in(call), draft).body)


def delete(call: Call) -> Answer:
    """Take one message away."""
    found = call.channel()
    call.world.messages.delete(call.world.messages.get(found, call.id("message_id")), call.user)
    return NO_CONTENT


def bulk_delete(call: Call) -> Answer:
    """Take two to a hundred messages away at once."""
    if not call.user.is_bot:
        raise refusals.only_bots()
    channel, form = call.channel(), Form(call.body())
    ids = form.snowflakes("messages", 1000)
    form.check()
    if not 2 <= len(ids) <= 100:
        raise wrong_number_to_delete()
    call.world.demand(call.user, channel, permissions.MANAGE_MESSAGES)
    if any(moment_of(one).timestamp() < time.time() - TWO_WEEKS_SECONDS for one in ids):
        raise too_old_to_bulk_delete()
    call.world.messages.delete_many(channel, ids, call.user)
    return NO_CONTENT
