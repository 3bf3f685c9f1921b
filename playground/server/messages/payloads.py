"""The JSON of messages."""

from __future__ import annotations

from playground.server.attachments.payloads import listed, shown
from playground.server.messages.flags import SUPPRESS_EMBEDS
from playground.server.messages.model import REPLY, THREAD_STARTER, Message
from playground.server.polls.payloads import poll_payload
from playground.server.reactions.payloads import reaction_payload
from playground.server.stickers.payloads import sticker_item_payload
from playground.server.threads.payloads import thread_payload
from playground.server.users.payloads import user_payload
from playground.server.wire import Json


def message_payload(one: Message, with_referenced: bool = True) -> Json:
    """Return a message as REST gives it to nobody in particular: reactions differ between those who look."""
    payload = content_payload(one)
    payload |= {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "author": one.author,
        "pinned": one.pinned_at is not None,
        "mention_everyone": one.mention_everyone,
        "tts": one.tts,
    }
    if one.webhook_id is not None:
        payload["webhook_id"] = str(one.webhook_id)
    if one.application_id is not None:
        payload["application_id"] = str(one.application_id)
    if one.traces is not None:
        payload |= one.traces
    if one.reference is not None:
        payload["message_reference"] = one.reference
    if one.poll is not None:
        payload["poll"] = poll_payload(one.poll)
    if one.snapshot is not None:
        payload["message_snapshots"] = [{"message": content_payload(one.snapshot)}]
    if one.thread is not None:
        payload["thread"] = thread_payload(one.thread)
    if one.position is not None:
        payload["position"] = one.position
    if with_referenced and one.type in (REPLY, THREAD_STARTER):
        payload["referenced_message"] = standing_payload(one.referenced)
    return payload


def content_payload(one: Message) -> Json:
    """Return what was said, without who said it where; of a forwarded message this is all that is shown."""
    embeds = one.embeds if not one.previews else one.embeds + one.previews
    components = one.components
    if one.links is not None:
        embeds = shown(embeds, one.attachments, one.links)
        components = shown(components, one.attachments, one.links)
    payload: Json = {
        "type": one.type,
        "content": one.content,
        "mentions": [user_payload(each) for each in one.mentions],
        "mention_roles": [str(each) for each in one.mention_roles],
        "attachments": listed(one.attachments, one.embeds, one.components) if one.attachments else [],
        "embeds": [] if one.flags & SUPPRESS_EMBEDS else embeds,
        "timestamp": one.timestamp,
        "edited_timestamp": one.edited,
        "flags": one.flags,
        "components": components,
    }
    if one.stickers:
        payload["sticker_items"] = [sticker_item_payload(each) for each in one.stickers]
    return payload


def payload_seen_by(one: Message, viewer_id: int | None) -> Json:
    """Return a message with its reactions and votes, as *viewer_id* sees them; None sees them with nobody's eyes."""
    payload = message_payload(one)
    if one.reactions:
        payload["reactions"] = [reaction_payload(each, viewer_id) for each in one.reactions.values()]
    if one.poll is not None:
        payload["poll"] = poll_payload(one.poll, viewer_id)
    return payload


def place_of(one: Message) -> Json:
    """Return where a message is to be found, as events and references say it."""
    return {"channel_id": str(one.channel.id), "message_id": str(one.id)} | one.channel.in_guild


def standing_payload(one: Message | None) -> Json | None:
    """Return a referenced message, or None where it stands no more."""
    if one is None or one.channel.history.get(one.id) is not one:
        return None
    return message_payload(one, with_referenced=False)
