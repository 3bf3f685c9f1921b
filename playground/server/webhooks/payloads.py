"""The JSON of webhooks, and of those who speak through them."""

from __future__ import annotations

from playground.server.users.payloads import user_payload
from playground.server.webhooks.model import Webhook
from playground.server.wire import Json


def persona_payload(webhook: Webhook, name: str | None, avatar: str | None) -> Json:
    """Return the author of a webhook's message."""
    return {
        "id": str(webhook.id),
        "username": name or webhook.name,
        "avatar": avatar or webhook.avatar,
        "discriminator": "0000",
        "public_flags": 0,
        "flags": 0,
        "bot": True,
        "global_name": None,
        "primary_guild": None,
    }


def webhook_payload(one: Webhook, with_user: bool, with_token: bool) -> Json:
    """Return a webhook."""
    payload: Json = {
        "id": str(one.id),
        "type": 1,
        "application_id": None if one.application_id is None else str(one.application_id),
        "avatar": one.avatar,
        "channel_id": str(one.channel.id),
        "guild_id": str(one.channel.guild.id),
        "name": one.name,
    }
    if with_token:
        payload["token"] = one.token
    if with_user:
        payload["user"] = user_payload(one.creator)
    return payload
