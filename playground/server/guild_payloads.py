"""The JSON of guilds, over REST and over the gateway."""

from playground.server import payloads
from playground.server.models import Guild, Json, User
from playground.server.payloads import role

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
    ")_ZERO",
    "=",
    "(",
    "system_channel_flags",
    "verification_level",
    "default_message_notifications",
    "mfa_level",
    "explicit_content_filter",
    "premium_tier",
    "premium_subscription_count",
    "nsfw_level",
)


def guild(one: Guild) -> Json:
    """Return what REST and the gateway both say of a guild."""
    present: Json = {
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [role(each) for each in one.roles.values()],
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


def with_counts(one: Guild) -> Json:
    """Return a guild as REST gives it when asked for counts."""
    members = len(one.members)
    return guild(one) | {"approximate_member_count": members, "approximate_presence_count": members}


def for_gateway(one: Guild, bot: User, everyone: bool) -> Json:
    """Return a guild as GUILD_CREATE brings it to *bot*.

    Without the Presences intent (*everyone* false) only the bot's own member comes along.
    """
    members = one.members.values() if everyone else [one.members[bot.id]]
    return guild(one) | {
        "joined_at": one.members[bot.id].joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(one.members),
        "voice_states": [],
        "members": [payloads.member(member) for member in members],
        "channels": [payloads.channel(channel) for channel in one.channels.values()],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
