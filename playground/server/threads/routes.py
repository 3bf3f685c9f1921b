"""Threads over REST: begun, joined, left and listed; they are changed and closed as channels are."""

from datetime import datetime

from playground.server.channels.kinds import THREAD_ONLY
from playground.server.gateway import intents
from playground.server.guilds import permissions
from playground.server.messages.drafts import draft_in
from playground.server.messages.payloads import message_payload
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.forms import Form
from playground.server.rest.routing import Router
from playground.server.threads.lists import active_in, archived_in, listed_payload
from playground.server.threads.model import Thread
from playground.server.threads.participation import payload_with_member
from playground.server.threads.payloads import participant_payload, thread_payload_for
from playground.server.threads.starting import opening_in
from playground.server.users.model import User
from playground.server.world import longest_for


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    channel = "/channels/{channel_id}"
    router.add("POST", f"{channel}/messages/{{message_id}}/threads", start_from_message)
    router.add("POST", f"{channel}/threads", start)
    router.add("GET", f"{channel}/threads/archived/public", archived_public)
    router.add("GET", f"{channel}/threads/archived/private", archived_private)
    router.add("GET", f"{channel}/users/@me/threads/archived/private", archived_joined)
    router.add("GET", "/guilds/{guild_id}/threads/active", active)
    router.add("GET", f"{channel}/thread-members", participants)
    router.add("PUT", f"{channel}/thread-members/@me", join)
    router.add("DELETE", f"{channel}/thread-members/@me", leave)
    router.add("GET", f"{channel}/thread-members/{{user_id}}", participant)
    router.add("PUT", f"{channel}/thread-members/{{user_id}}", add_participant)
    router.add("DELETE", f"{channel}/thread-members/{{user_id}}", remove_participant)


def start_from_message(call: Call) -> Answer:
    """Begin a thread at a message."""
    message = call.world.messages.get(call.channel(), call.id("message_id"))
    thread = call.world.threads.starting.from_message(message, call.body(), call.user)
    return ok(thread_payload_for(thread, call.user), 201)


def start(call: Call) -> Answer:
    """Begin a thread of its own, or a forum's post with its first message."""
    parent = call.channel()
    if parent.type not in THREAD_ONLY:
        thread = call.world.threads.starting.without_message(parent, call.body(), call.user)
        return ok(thread_payload_for(thread, call.user), 201)
    form = Form(call.body())
    opening, first = opening_in(form), form.inner("message")
    if first is None and not form.errors:
        form.fault("message", "BASE_TYPE_REQUIRED", "This field is required")
    form.check()
    draft = draft_in(first.body if first is not None else {}, longest_for(call.user), call.files())
    said = call.world.threads.starting.post(parent, opening, draft, call.user).message
    thread = call.world.threads.get(said.channel)
    return ok(thread_payload_for(thread, call.user) | {"message": message_payload(said)}, 201)


def active(call: Call) -> Answer:
    """Return a guild's active threads, as far as the asker sees them."""
    seen = [one for one in active_in(call.guild()) if call.world.rights(call.user, one)]
    return ok(listed_payload(seen, call.user, has_more=False))


def archived_public(call: Call) -> Answer:
    """Return a page of a channel's archived public threads."""
    return _page_by_time(call, permissions.READ_MESSAGE_HISTORY, private=False)


def archived_private(call: Call) -> Answer:
    """Return a page of a channel's archived private threads, for moderators."""
    return _page_by_time(call, permissions.READ_MESSAGE_HISTORY | permissions.MANAGE_THREADS, private=True)


def archived_joined(call: Call) -> Answer:
    """Return a page of the archived private threads that the asker has joined, the youngest first."""
    parent, before = call.channel(), call.id_in_query("before")
    call.world.demand(call.user, parent, permissions.READ_MESSAGE_HISTORY)
    joined = [one for one in archived_in(parent, private=True) if call.user.id in one.participants]
    joined.sort(key=lambda one: one.id, reverse=True)
    return _page(call, [one for one in joined if before is None or one.id < before])


def participants(call: Call) -> Answer:
    """Return who has joined; a bot needs the Members intent switched on for its application."""
    thread, with_member = _thread(call), call.truth_in_query("with_member")
    if not call.world.is_told(call.user, intents.GUILD_MEMBERS):
        raise refusals.missing_access()
    limit, after = call.number_in_query("limit", 100, 1, 100), call.id_in_query("after") or 0
    joined = sorted(thread.participants.values(), key=lambda one: one.user.id)
    if with_member:
        joined = [one for one in joined if one.user.id > after][:limit]
    shown = payload_with_member if with_member else participant_payload
    return ok([shown(thread, one) for one in joined])


def participant(call: Call) -> Answer:
    """Return someone who has joined."""
    thread = _thread(call)
    user_id = call.user.id if call.params["user_id"] == "@me" else call.id("user_id")
    found = call.world.threads.participation.get(thread, user_id)
    shown = payload_with_member if call.truth_in_query("with_member") else participant_payload
    return ok(shown(thread, found))


def join(call: Call) -> Answer:
    """Have the asker join."""
    call.world.threads.participation.join(_thread(call), call.user)
    return NO_CONTENT


def leave(call: Call) -> Answer:
    """Have the asker leave."""
    call.world.threads.participation.leave(_thread(call), call.user)
    return NO_CONTENT


def add_participant(call: Call) -> Answer:
    """Bring someone in."""
    call.world.threads.participation.add(_thread(call), _member(call), call.user)
    return NO_CONTENT


def remove_participant(call: Call) -> Answer:
    """Put someone out."""
    call.world.threads.participation.remove(_thread(call), _member(call), call.user)
    return NO_CONTENT


def _thread(call: Call) -> Thread:
    return call.world.threads.get(call.channel())


def _member(call: Call) -> User:
    return call.world.seats.get(call.channel().guild, call.id("user_id")).user


def _page_by_time(call: Call, right: int, *, private: bool) -> Answer:
    parent, before = call.channel(), call.moment_in_query("before")
    call.world.demand(call.user, parent, right)
    found = archived_in(parent, private)
    return _page(call, [one for one in found if before is None or datetime.fromisoformat(one.changed) < before])


def _page(call: Call, found: list[Thread]) -> Answer:
    limit = call.number_in_query("limit", 50, 2, 100)
    return ok(listed_payload(found[:limit], call.user, has_more=len(found) > limit))
