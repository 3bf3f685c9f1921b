"""The JSON that clients see, made from what the world remembers."""

from __future__ import annotations

import json
from collections.abc import Mapping

from playground.server.models import (
    REPLY,
    Application,
    Channel,
    Json,
    Member,
    Message,
    Overwrite,
    Role,
    User,
    Webhook,
)

_encoder = json.JSONEncoder(separators=(",", ":"), check_circular=False)

# Discord's application flags say which privileged intents are switched on for an unverified bot:
# intent bit -> flag bit (application resource, "Application Flags").
_LIMITED_INTENT_FLAGS = {1 << 8: 1 << 13, 1 << 1: 1 << 15, 1 << 15: 1 << 19}


def encode(payload: object) -> str:
    """Return *payload* as compact JSON."""
    return _encoder.encode(payload)


def extended(text: str, extra: Mapping[str, object]) -> str:
    """Return the JSON object *text* with *extra*'s keys added, without encoding the object again."""
    return f"{text[:-1]},{_encoder.encode(extra)[1:]}" if extra else text


def user(one: User) -> Json:
    """Return a user as others see them."""
    payload: Json = {
        "id": str(one.id),
        "username": one.username,
        "avatar": one.avatar,
        "discriminator": "0" if not one.is_bot else "4321",
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "global_name": one.global_name,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }
    if one.is_bot:
        payload["bot"] = True
    return payload


def own_user(one: User) -> Json:
    """Return a user as they see themselves."""
    locale = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(one.language, "en-US")
    own = {"mfa_enabled": False, "locale": locale, "premium_type": 2 if one.has_nitro else 0}
    return user(one) | own | {"email": None, "verified": True}


def persona(webhook: Webhook, name: str | None, avatar: str | None) -> Json:
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


def application_flags(one: Application) -> int:
    """Return the flags that show which privileged intents are switched on."""
    return sum(flag for intent, flag in _LIMITED_INTENT_FLAGS.items() if one.privileged_intents & intent)


def application(one: Application, guilds: int) -> Json:
    """Return an application as its own bot sees it."""
    flags = application_flags(one)
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "description": one.description,
        "type": None,
        "verify_key": f"{one.id:064x}",
        "flags": flags,
        "flags_new": str(flags),
        "bot": user(one.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "summary": "",
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(one.owner),
        "team": None,
        "approximate_guild_count": guilds,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }


def member_part(one: Member) -> Json:
    """Return a member without the user, as it accompanies messages."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": one.joined_at,
        "nick": one.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in one.roles],
        "mute": False,
        "deaf": False,
    }


def member(one: Member) -> Json:
    """Return a member with the user."""
    return member_part(one) | {"user": user(one.user)}


def role(one: Role) -> Json:
    """Return a role."""
    payload: Json = {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": one.color,
        "colors": {"primary_color": one.color, "secondary_color": None, "tertiary_color": None},
        "hoist": one.hoist,
        "managed": one.managed_by is not None,
        "mentionable": one.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.managed_by is not None:
        payload["tags"] = {"bot_id": str(one.managed_by)}
    return payload


def overwrite(one: Overwrite) -> Json:
    """Return a channel's overwrite."""
    return {"id": str(one.id), "type": one.type, "allow": str(one.allow), "deny": str(one.deny)}


def channel(one: Channel) -> Json:
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
        "permission_overwrites": [overwrite(each) for each in one.overwrites.values()],
        "nsfw": False,
    }


def webhook(one: Webhook, with_user: bool, with_token: bool) -> Json:
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
        payload["user"] = user(one.creator)
    return payload


def message(one: Message, with_referenced: bool = True) -> Json:
    """Return a message as REST gives it."""
    payload: Json = {
        "type": one.type,
        "content": one.content,
        "mentions": [user(each) for each in one.mentions],
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
        payload["referenced_message"] = standing(one.referenced)
    return payload


def standing(one: Message | None) -> Json | None:
    """Return a referenced message, or None where it stands no more."""
    if one is None or one.channel.history.get(one.id) is not one:
        return None
    return message(one, with_referenced=False)
