"""Channels: themselves, their overwrites, and who is typing there."""

import time

from playground.server.channels.kinds import MUTE
from playground.server.channels.model import Channel
from playground.server.channels.overwrites import overwrite_from
from playground.server.channels.payloads import channel_payload
from playground.server.channels.refusals import unknown_overwrite
from playground.server.directs.model import Direct
from playground.server.directs.payloads import direct_payload
from playground.server.directs.refusals import not_in_direct
from playground.server.events import Event
from playground.server.guilds import permissions
from playground.server.guilds.payloads import member_payload
from playground.server.rest import refusals
from playground.server.rest.calls import NO_CONTENT, Answer, Call, ok
from playground.server.rest.routing import Router
from playground.server.threads.model import Thread
from playground.server.threads.payloads import thread_payload_for
from playground.server.wire import Json


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/channels/{channel_id}", channel)
    router.add("PATCH", "/channels/{channel_id}", edit)
    router.add("DELETE", "/channels/{channel_id}", delete)
    router.add("PATCH", "/guilds/{guild_id}/channels", arrange)
    router.add("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", set_overwrite)
    router.add("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", clear_overwrite)
    router.add("POST", "/channels/{channel_id}/typing", typing)


def channel(call: Call) -> Answer:
    """Return a channel."""
    return ok(_shown(call, call.channel()))


def edit(call: Call) -> Answer:
    """Change a channel or a thread."""
    found = call.channel()
    if isinstance(found, Thread):
        call.world.threads.edit(found, call.body(), call.user)
    else:
        call.world.rooms.edit_channel(found, call.body(), call.user)
    return ok(_shown(call, found))


def delete(call: Call) -> Answer:
    """Close a channel or a thread."""
    found = call.channel()
    if isinstance(found, Thread):
        call.world.threads.delete(found, call.user)
    elif not found.is_direct:  # which is only put out of sight
        call.world.rooms.delete_channel(found, call.user)
    return ok(_shown(call, found))


def arrange(call: Call) -> Answer:
    """Move several of a guild's channels."""
    call.world.rooms.order.arrange(call.guild(), call.listing(), call.user)
    return NO_CONTENT


def set_overwrite(call: Call) -> Answer:
    """Allow or deny a role or member something."""
    found, target_id = _with_overwrites(call), call.id("overwrite_id")
    overwrite = overwrite_from(target_id, call.body())
    if target_id not in (found.guild.roles if overwrite.type == 0 else found.guild.members):
        raise unknown_overwrite()
    call.world.rooms.set_overwrite(found, overwrite, call.user)
    return NO_CONTENT


def clear_overwrite(call: Call) -> Answer:
    """Take an overwrite away."""
    call.world.rooms.clear_overwrite(_with_overwrites(call), call.id("overwrite_id"), call.user)
    return NO_CONTENT


def typing(call: Call) -> Answer:
    """Say that the asker is typing."""
    found = call.channel()
    call.world.demand(call.user, found, permissions.SEND_MESSAGES)
    if found.type in MUTE:
        raise refusals.wrong_channel_type()
    data = {"channel_id": str(found.id), "user_id": str(call.user.id), "timestamp": int(time.time())}
    if not found.is_direct:
        data |= found.in_guild | {"member": member_payload(found.guild.members[call.user.id])}
    call.world.events.tell(Event("TYPING_START", found.guild, data, found))
    return NO_CONTENT


def _with_overwrites(call: Call) -> Channel:
    found = call.channel()
    if isinstance(found, Thread):
        raise refusals.wrong_channel_type()
    if found.is_direct:
        raise not_in_direct()
    return found


def _shown(call: Call, found: Channel) -> Json:
    if isinstance(found, Direct):
        return direct_payload(found, call.user)
    return thread_payload_for(found, call.user) if isinstance(found, Thread) else channel_payload(found)
