"""Channels: themselves, their overwrites, and who is typing there."""

import time

from playground.server.channels.payloads import channel_payload
from playground.server.channels.rooms import overwrite_from
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.payloads import member_payload
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/channels/{channel_id}", channel)
    router.add("PATCH", "/channels/{channel_id}", edit)
    router.add("DELETE", "/channels/{channel_id}", delete)
    router.add("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", set_overwrite)
    router.add("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", clear_overwrite)
    router.add("POST", "/channels/{channel_id}/typing", typing)


def channel(call: Call) -> Answer:
    """Return a channel."""
    return ok(channel_payload(call.channel()))


def edit(call: Call) -> Answer:
    """Change a channel."""
    found = call.channel()
    call.world.rooms.edit_channel(found, call.body(), call.user)
    return ok(channel_payload(found))


def delete(call: Call) -> Answer:
    """Close a channel."""
    found = call.channel()
    call.world.rooms.delete_channel(found, call.user)
    return ok(channel_payload(found))


def set_overwrite(call: Call) -> Answer:
    """Allow or deny a role or member something."""
    found, target_id = call.channel(), call.id("overwrite_id")
    overwrite = overwrite_from(target_id, call.body())
    if target_id not in (found.guild.roles if overwrite.type == 0 else found.guild.members):
        raise refusals.unknown_overwrite()
    call.world.rooms.set_overwrite(found, overwrite, call.user)
    return NO_CONTENT


def clear_overwrite(call: Call) -> Answer:
    """Take an overwrite away."""
    call.world.rooms.clear_overwrite(call.channel(), call.id("overwrite_id"), call.user)
    return NO_CONTENT


def typing(call: Call) -> Answer:
    """Say that the asker is typing."""
    found = call.channel()
    call.world.demand(call.user, found, permissions.SEND_MESSAGES)
    data = {
        "channel_id": str(found.id),
        "guild_id": str(found.guild.id),
        "user_id": str(call.user.id),
        "timestamp": int(time.time()),
        "member": member_payload(found.guild.members[call.user.id]),
    }
    call.world.events.tell(Event("TYPING_START", found.guild, data, found))
    return NO_CONTENT
