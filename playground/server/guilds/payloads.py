"""The JSON of guilds, their roles and their members, over REST and over the gateway."""

from __future__ import annotations

from playground.server.channels.payloads import channel_payload
from playground.server.emojis.payloads import emoji_payload
from playground.server.guilds.model import CHANNEL_KEYS, Guild, Member, Role
from playground.server.guilds.permissions import in_channel
from playground.server.snowflakes import timestamp
from playground.server.stickers.payloads import sticker_payload
from playground.server.threads.payloads import thread_at_start
from playground.server.users.model import User
from playground.server.users.payloads import user_payload
from playground.server.wire import Json


def role_payload(one: Role) -> Json:
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


def member_part_payload(one: Member) -> Json:
    """Return a member without the user, as it accompanies messages."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": timestamp(one.timed_out_until) if one.timed_out_until else None,
        "flags": one.flags,
        "joined_at": one.joined_at,
        "nick": one.nick,
        "pending": one.pending,
        "premium_since": None,
        "roles": [str(role_id) for role_id in one.roles],
        "mute": False,
        "deaf": False,
    }


def member_payload(one: Member) -> Json:
    """Return a member with the user."""
    return member_part_payload(one) | {"user": user_payload(one.user)}


_ABSENT = (
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "incidents_data",
)
_ZERO = ("mfa_level", "premium_subscription_count", "nsfw_level")
_AS_THEY_ARE = (
    "icon",
    "description",
    "preferred_locale",
    "premium_tier",
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "afk_timeout",
    "system_channel_flags",
    "premium_progress_bar_enabled",
)


def guild_payload(one: Guild) -> Json:
    """Return what REST and the gateway both say of a guild."""
    present: Json = {
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "features": guild_features(one),
        "region": "deprecated",
        "widget_enabled": False,
        "roles": [role_payload(each) for each in one.roles.values()],
        "max_members": 25_000_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "nsfw": False,
        "emojis": [emoji_payload(each) for each in one.emojis.values()],
        "stickers": [sticker_payload(each) for each in one.stickers.values()],
    }
    return dict.fromkeys(_ABSENT) | dict.fromkeys(_ZERO, 0) | guild_settings(one) | present


def guild_settings(one: Guild) -> Json:
    """Return what can be set in a guild, beside its name and features."""
    channels = {key: getattr(one, key) for key in CHANNEL_KEYS}
    settings: Json = {key: str(value) if value in one.channels else None for key, value in channels.items()}
    return settings | {key: getattr(one, key) for key in _AS_THEY_ARE}


def guild_features(one: Guild) -> list[str]:
    """Return what sets a guild apart."""
    return [*one.features, "AUTO_MODERATION"] if one.automod_rules else list(one.features)


def guild_payload_with_counts(one: Guild) -> Json:
    """Return a guild as REST gives it when asked for counts."""
    members = len(one.members)
    return guild_payload(one) | {"approximate_member_count": members, "approximate_presence_count": members}


def guild_for_gateway(one: Guild, bot: User, everyone: bool) -> Json:
    """Return a guild as GUILD_CREATE brings it to *bot*.

    Without the Presences intent (*everyone* false) only the bot's own member comes along.
    """
    members = one.members.values() if everyone else [one.members[bot.id]]
    return guild_payload(one) | {
        "joined_at": one.members[bot.id].joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "voice_states": [],
        "members": [member_payload(member) for member in members],
        "channels": [channel_payload(channel) for channel in one.channels.values()],
        "threads": [
            thread_at_start(thread, bot)
            for thread in one.threads.values()
            if not thread.archived and in_channel(thread, one.members[bot.id])
        ],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
