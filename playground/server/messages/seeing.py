"""How a message looks to the one who asks for it."""

from playground.server.events import without_content
from playground.server.gateway import intents
from playground.server.guilds import permissions
from playground.server.messages.model import Message
from playground.server.messages.payloads import payload_seen_by
from playground.server.rest.calls import Call
from playground.server.wire import Json


def as_seen(call: Call, message: Message) -> Json:
    """Return *message* as the asker may see it: without its content where their application may not read that."""
    payload = payload_seen_by(message, call.user.id)
    # Over REST it counts what is switched on for the application, not what it asked of the gateway.
    if message.channel.is_direct or call.world.is_told(call.user, intents.MESSAGE_CONTENT):
        return payload
    return without_content(payload, call.user.id)


def message_in(call: Call) -> Message:
    """Return the message in the address, whose channel's history the asker must be allowed to read.

    Raises:
        Refusal: 10003, 10008, 50001, 50013.
    """
    channel = call.channel()
    call.world.demand(call.user, channel, permissions.READ_MESSAGE_HISTORY)
    return call.world.messages.get(channel, call.id("message_id"))
