"""The JSON of custom emojis."""

from playground.server.emojis.model import Emoji
from playground.server.users.payloads import user_payload
from playground.server.wire import Json


def emoji_payload(one: Emoji, with_user: bool = False) -> Json:
    """Return an emoji."""
    payload: Json = {
        "id": str(one.id),
        "name": one.name,
        "roles": [str(role_id) for role_id in one.roles],
        "require_colons": True,
        "managed": False,
        "animated": one.picture.is_animated,
        "available": True,
    }
    if with_user and one.creator is not None:
        payload["user"] = user_payload(one.creator)
    return payload
