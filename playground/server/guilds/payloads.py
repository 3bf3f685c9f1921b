"""The JSON of guilds, their roles and their members, over REST and over the gateway."""

from __future__ import annotations

from playground.server.channels.payloads import channel_payload
from playground.server.guilds.model import Guild, Member, Role
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


def member_payload(one: Member) -> Json:
    """Return a member with the user."""
    return member_part_payload(one) | {"user": user_payload(one.user)}


_ABSENT = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)
_ZERO = (
    "system_channel_flags",
    "verification_level",
    "default_message_notifications",
    "mfa_level",
    "explicit_content_filter",
    "premium_tier",
    "premium_subscription_count",
    "nsfw_level",
)


def guild_payload(one: Guild) -> Json:
    """Return what REST and the gateway both say of a guild."""
    present: Json = {
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [role_payload(each) for each in one.roles.values()],
        "max_members": 25_000_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
    }
    return dict.fromkeys(_ABSENT) | dict.fromkeys(_ZERO, 0) | present


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
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
