"""The JSON of messages."""

from __future__ import annotations

from playground.server.messages.model import REPLY, Message
from playground.server.users.payloads import user_payload
from playground.server.wire import Json


def message_payload(one: Message, with_referenced: bool = True) -> Json:
    """Return a message as REST gives it."""
    payload: Json = {
        "type": one.type,
        "content": one.content,
        "mentions": [user_payload(each) for each in one.mentions],
        "mention_roles": [str(each) for each in one.mention_roles],
        "attachments": [],
        "embeds": one.embeds,
        "timestamp": one.timestamp,
        "edited_timestamp": one.edited,
        "flags": one.flags,
        "components": [],
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "author": one.author,
        "pinned": False,
        "mention_everyone": one.mention_everyone,
        "tts": one.tts,
    }
    if one.webhook_id is not None:
        payload["webhook_id"] = str(one.webhook_id)
    if one.application_id is not None:
        payload["application_id"] = str(one.application_id)
    if one.reference is not None:
        payload["message_reference"] = one.reference
    if one.type == REPLY and with_referenced:
        payload["referenced_message"] = standing_payload(one.referenced)
    return payload


def standing_payload(one: Message | None) -> Json | None:
    """Return a referenced message, or None where it stands no more."""
    if one is None or one.channel.history.get(one.id) is not one:
        return None
    return message_payload(one, with_referenced=False)
