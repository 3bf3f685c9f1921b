"""The JSON of channels."""

from __future__ import annotations

from playground.server.channels.kinds import CATEGORY, THREAD_ONLY, VOICE_CHANNEL, WITH_SLOWMODE, WITH_THREADS
from playground.server.channels.model import Channel, ForumEmoji, Overwrite, Tag
from playground.server.wire import Json


def overwrite_payload(one: Overwrite) -> Json:
    """Return a channel's overwrite."""
    return {"id": str(one.id), "type": one.type, "allow": str(one.allow), "deny": str(one.deny)}


def channel_payload(one: Channel) -> Json:
    """Return a channel that is no thread."""
    payload: Json = {
        "id": str(one.id),
        "type": one.type,
        "flags": one.flags,
        "guild_id": str(one.guild.id),
        "name": one.name,
        "parent_id": None if one.category is None else str(one.category.id),
        "position": one.position,
        "permission_overwrites": [overwrite_payload(each) for each in one.overwrites.values()],
    }
    if one.type == CATEGORY:
        return payload
    payload["nsfw"] = one.nsfw
    payload["last_message_id"] = None if one.last_message_id is None else str(one.last_message_id)
    if one.type in WITH_SLOWMODE:
        payload["rate_limit_per_user"] = one.slowmode
    if one.type in WITH_THREADS:
        payload |= _conversation_part(one)
    if one.type == VOICE_CHANNEL:
        payload |= _voice_part(one)
    if one.type in THREAD_ONLY:
        payload |= _forum_part(one)
    return payload


def _conversation_part(one: Channel) -> Json:
    part: Json = {"topic": one.topic, "last_pin_timestamp": one.last_pin_timestamp}
    if one.auto_archive is not None:
        part["default_auto_archive_duration"] = one.auto_archive
    if one.thread_slowmode:
        part["default_thread_rate_limit_per_user"] = one.thread_slowmode
    return part


def _voice_part(one: Channel) -> Json:
    voice: Json = {"bitrate": one.bitrate, "user_limit": one.user_limit, "rtc_region": one.region}
    return voice | {"video_quality_mode": one.video_quality}


def _forum_part(one: Channel) -> Json:
    reaction = None if one.default_reaction is None else _emoji_part(one.default_reaction)
    return {
        "available_tags": [_tag_payload(each) for each in one.tags],
        "default_reaction_emoji": reaction,
        "default_sort_order": one.sort_order,
        "default_forum_layout": one.layout,
    }


def _tag_payload(one: Tag) -> Json:
    return {"id": str(one.id), "name": one.name, "moderated": one.moderated} | _emoji_part(one.emoji)


def _emoji_part(one: ForumEmoji) -> Json:
    return {"emoji_id": None if one.id is None else str(one.id), "emoji_name": one.name}
