"""The JSON of direct messages' channels."""

from __future__ import annotations

from playground.server.directs.model import Direct
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json


def direct_payload(one: Direct, viewer: User) -> Json:
    """Return a private conversation as *viewer*, one of the two, sees it."""
    return {
        "id": str(one.id),
        "type": one.type,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "flags": one.flags,
        "last_pin_timestamp": one.last_pin_timestamp,
        "recipients": [user_payload(one.other(viewer))],
    }
