"""The JSON of channels."""

from __future__ import annotations

from playground.server.channels.model import Channel, Overwrite
from playground.server.wire import Json


def overwrite_payload(one: Overwrite) -> Json:
    """Return a channel's overwrite."""
    return {"id": str(one.id), "type": one.type, "allow": str(one.allow), "deny": str(one.deny)}


def channel_payload(one: Channel) -> Json:
    """Return a channel."""
    return {
        "id": str(one.id),
        "type": one.type,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "last_pin_timestamp": None,
        "flags": 0,
        "guild_id": str(one.guild.id),
        "name": one.name,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "topic": one.topic,
        "position": one.position,
        "permission_overwrites": [overwrite_payload(each) for each in one.overwrites.values()],
        "nsfw": False,
    }
