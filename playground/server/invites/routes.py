"""Invites: made, shown, listed, taken back."""

from playground.server.guilds import permissions
from playground.server.invites.payloads import (
    invite_payload,
    invite_payload_with_counts,
    invite_payload_with_metadata,
)
from playground.server.rest.calls import Answer, Call, ok
from playground.server.rest.routing import Router


def add_to(router: Router) -> None:
    """Add these routes to *router*."""
    router.add("GET", "/channels/{channel_id}/invites", of_channel)
    router.add("POST", "/channels/{channel_id}/invites", create)
    router.add("GET", "/guilds/{guild_id}/invites", of_guild)
    router.add("GET", "/invites/{code}", invite, needs_actor=False)
    router.add("DELETE", "/invites/{code}", delete)


def of_channel(call: Call) -> Answer:
    """Return a channel's invites."""
    return ok([invite_payload_with_metadata(one) for one in call.world.invites.in_channel(call.channel(), call.user)])


def create(call: Call) -> Answer:
    """Make an invite."""
    return ok(invite_payload_with_metadata(call.world.invites.create(call.channel(), call.body(), call.user)))


def of_guild(call: Call) -> Answer:
    """Return a guild's invites, with how they were used for those who manage the guild."""
    guild = call.guild()
    found = call.world.invites.in_guild(guild, call.user)
    manages = call.world.rights_in_guild(call.user, guild) & permissions.MANAGE_GUILD
    return ok([invite_payload_with_metadata(one) if manages else invite_payload(one) for one in found])


def invite(call: Call) -> Answer:
    """Return an invite, to anyone."""
    found = call.world.invites.get(call.params["code"])
    return ok(invite_payload_with_counts(found) if call.truth_in_query("with_counts") else invite_payload(found))


def delete(call: Call) -> Answer:
    """Take an invite back."""
    found = call.world.invites.get(call.params["code"])
    call.world.invites.delete(found, call.user)
    return ok(invite_payload(found))
