"""The JSON of users."""

from __future__ import annotations

from playground.server.users.model import User
from playground.server.wire import Json


def user_payload(one: User) -> Json:
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


def own_user_payload(one: User) -> Json:
    """Return a user as they see themselves."""
    own = {"mfa_enabled": False, "locale": one.locale, "premium_type": 2 if one.has_nitro else 0}
    return user_payload(one) | own | {"email": None, "verified": True}
