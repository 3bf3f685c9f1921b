"""The JSON of stickers."""

from playground.server.stickers.model import Sticker
from playground.server.users.payloads import user_payload
from playground.server.wire import Json

GUILD_STICKER = 2


def sticker_payload(one: Sticker, with_user: bool = False) -> Json:
    """Return a sticker."""
    payload: Json = {
        "id": str(one.id),
        "name": one.name,
        "tags": one.tags,
        "type": GUILD_STICKER,
        "format_type": one.format,
        "description": one.description or None,
        "available": True,
        "guild_id": str(one.guild_id),
    }
    if with_user and one.creator is not None:
        payload["user"] = user_payload(one.creator)
    return payload


def sticker_item_payload(one: Sticker) -> Json:
    """Return what a message says of a sticker."""
    return {"id": str(one.id), "name": one.name, "format_type": one.format}
