"""What an entry says was changed: the keys in which two payloads differ."""

from __future__ import annotations

from playground.server.wire import Json

# What a payload says by the way, and nobody changed.
_ASIDE = frozenset(("guild_id", "last_message_id", "last_pin_timestamp", "user", "managed", "colors", "url", "token"))


def changes_between(before: Json, after: Json) -> list[Json]:
    """Return each key whose value differs, with the old and the new value where it is not null."""
    changes = []
    for key in before | after:
        old, new = before.get(key), after.get(key)
        if old != new and key not in _ASIDE:
            change: Json = {"key": key}
            if new is not None:
                change["new_value"] = new
            if old is not None:
                change["old_value"] = old
            changes.append(change)
    return changes


def changes_of_new(after: Json) -> list[Json]:
    """Return what is to be said of something that was made: every key but its id."""
    return changes_between({"id": after.get("id")}, after)


def changes_of_gone(before: Json) -> list[Json]:
    """Return what is to be said of something that is gone: every key but its id."""
    return changes_between(before, {"id": before.get("id")})
