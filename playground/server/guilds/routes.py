"""Guilds: themselves and their channels."""

from playground.server.channels.payloads import channel_payload
from playground.server.guilds.payloads import guild_payload, guild_payload_with_counts
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/guilds/{guild_id}", guild)
    router.add("PATCH", "/guilds/{guild_id}", modify)
    router.add("GET", "/guilds/{guild_id}/channels", channels)
    router.add("POST", "/guilds/{guild_id}/channels", create_channel)


def guild(call: Call) -> Answer:
    """Return a guild."""
    found = call.guild()
    return ok(guild_payload_with_counts(found) if call.truth_in_query("with_counts") else guild_payload(found))


def modify(call: Call) -> Answer:
    """Change a guild's settings."""
    found = call.guild()
    call.world.guildhall.modify(found, call.body(), call.user)
    return ok(guild_payload(found))


def channels(call: Call) -> Answer:
    """Return a guild's channels, each with the id of its last message."""
    return ok([channel_payload(one) for one in call.guild().channels.values()])


def create_channel(call: Call) -> Answer:
    """Open a channel."""
    channel = call.world.rooms.create_channel(call.guild(), call.body(), call.user)
    return ok(channel_payload(channel), 201)
