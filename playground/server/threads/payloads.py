"""The JSON of threads and of those who have joined them."""

from __future__ import annotations

from playground.server.threads.model import Participant, Thread
from playground.server.users.model import User
from playground.server.wire import Json

# "Stops counting at 50" (channel resource, "Channel Structure").
_MOST_COUNTED = 50


def thread_payload(one: Thread) -> Json:
    """Return a thread."""
    metadata: Json = {
        "archived": one.archived,
        "archive_timestamp": one.changed,
        "auto_archive_duration": one.archive_minutes,
        "locked": one.locked,
        "create_timestamp": one.created,
    }
    if one.is_private:
        metadata["invitable"] = one.invitable
    payload: Json = {
        "id": str(one.id),
        "type": one.type,
        "last_message_id": None if one.last_message_id is None else str(one.last_message_id),
        "flags": one.flags,
        "guild_id": str(one.guild.id),
        "name": one.name,
        "parent_id": str(one.parent.id),
        "rate_limit_per_user": one.slowmode,
        "owner_id": str(one.owner_id),
        "thread_metadata": metadata,
        "message_count": one.message_count,
        "member_count": counted(one),
        "total_message_sent": one.total_sent,
    }
    if one.is_post:
        payload["applied_tags"] = [str(tag_id) for tag_id in one.applied_tags]
    return payload


def thread_payload_for(one: Thread, user: User) -> Json:
    """Return a thread with *user*'s own part in it, if they have joined."""
    participant = one.participants.get(user.id)
    part = {} if participant is None else {"member": participant_payload(one, participant)}
    return thread_payload(one) | part


def thread_at_start(one: Thread, user: User) -> Json:
    """Return a thread as GUILD_CREATE brings it: *user*'s own part comes without the ids."""
    participant = one.participants.get(user.id)
    part = {} if participant is None else {"member": _bare(participant)}
    return thread_payload(one) | part


def deleted_payload(one: Thread) -> Json:
    """Return what is said of a thread that is gone."""
    return {"id": str(one.id), "guild_id": str(one.guild.id), "parent_id": str(one.parent.id), "type": one.type}


def participant_payload(thread: Thread, one: Participant) -> Json:
    """Return someone who has joined a thread."""
    return {"id": str(thread.id), "user_id": str(one.user.id)} | _bare(one)


def counted(one: Thread) -> int:
    """Return how many have joined, as far as Discord counts."""
    return min(len(one.participants), _MOST_COUNTED)


def _bare(one: Participant) -> Json:
    return {"join_timestamp": one.joined, "flags": one.flags}
