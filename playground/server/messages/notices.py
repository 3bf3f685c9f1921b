"""Notices: the system messages with which Discord says what someone did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.server.channels.model import Channel
from playground.server.messages.model import Message
from playground.server.snowflakes import timestamp_of
from playground.server.users.model import User
from playground.server.users.payloads import user_payload

if TYPE_CHECKING:
    from playground.server.world import World


def notice(world: World, channel: Channel, by: User, kind: int, content: str = "") -> Message:
    """Return a notice of this *kind* about what *by* did, which `Messages.publish` may let stand in *channel*."""
    message_id = world.ids.next()
    made = Message(message_id, channel, user_payload(by), content, timestamp_of(message_id), by.id, type=kind)
    made.member = channel.guild.members.get(by.id)
    return made
