"""How it is told that a message was said or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.server.events import Event
from playground.server.guilds.payloads import member_part_payload
from playground.server.messages.model import Message
from playground.server.messages.payloads import message_payload
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json, encode, extended

if TYPE_CHECKING:
    from playground.server.world import World


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message that was just said or edited, and its REST body already encoded."""

    message: Message
    body: str


def tell(world: World, name: str, message: Message) -> Spoken:
    """Tell everyone who may see it of *message*, by an event called *name*."""
    payload = message_payload(message)
    if name == "MESSAGE_UPDATE":
        payload["tts"] = False
    elif message.nonce is not None:
        payload["nonce"] = message.nonce
    body = encode(payload)
    guild = message.channel.guild
    extra: Json = message.channel.in_guild | {"channel_type": message.channel.type}
    if message.member is not None:
        extra["member"] = member_part_payload(message.member)
    if message.mentions:
        extra["mentions"] = [_mentioned(message, user) for user in message.mentions]
    # The body is encoded once for its response and all sessions, unless a key differs between them.
    text = "" if message.mentions else extended(body, extra)
    event = Event(name, guild, payload | extra, message.channel, message, message.seen_by, text=text)
    world.events.tell(event)
    return Spoken(message, body)


def _mentioned(message: Message, user: User) -> Json:
    member = None if message.channel.is_direct else message.channel.guild.members.get(user.id)
    part = {} if member is None else {"member": member_part_payload(member)}
    return user_payload(user) | part
