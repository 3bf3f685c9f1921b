"""The JSON of audit log entries."""

from __future__ import annotations

from playground.server.audit_log.model import Entry
from playground.server.wire import Json


def entry_payload(one: Entry) -> Json:
    """Return an entry."""
    payload: Json = {
        "id": str(one.id),
        "action_type": int(one.action),
        "user_id": str(one.user_id),
        "target_id": None if one.target_id is None else str(one.target_id),
    }
    if one.changes:
        payload["changes"] = one.changes
    if one.options:
        payload["options"] = one.options
    if one.reason is not None:
        payload["reason"] = one.reason
    return payload
